"""Method bodies in the shape the evaluator runs them in: decoded, with blocks, natural loops and exception clauses."""

from __future__ import annotations

from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.handles import MethodHandle
from ecma2lint.readers.assembly.il import OP, IlError, Instruction, decode, falls_through, is_branch, leaders
from ecma2lint.readers.assembly.image import Clause, Image
from ecma2lint.records import dataclass

_ADDRESS_OF_LOCAL = (OP["ldloca.s"], OP["ldloca"])
_ADDRESS_OF_ARG = (OP["ldarga.s"], OP["ldarga"])
_LEAVES = (OP["leave"], OP["leave.s"])
CATCH, FILTER, FINALLY, FAULT = 0, 1, 2, 4


@dataclass(frozen=True, eq=False)
class Code:
    """One decoded body.

    ``blocks`` holds the offsets at which blocks start; ``loops`` maps the head of each loop to all of its blocks;
    ``exits`` says of a conditional branch (by offset) which loops one of its targets leaves.
    """

    method: MethodHandle
    type_name: str
    name: str
    token: int
    path: str | None
    instructions: tuple[Instruction, ...]
    position: dict[int, int]
    block_of: dict[int, int]
    clauses: tuple[Clause, ...]
    addressed_locals: frozenset[int]
    addressed_args: frozenset[int]
    loops: dict[int, frozenset[int]]
    exits: dict[int, tuple[int, ...]]

    @property
    def image(self) -> Image:
        """The assembly the body stands in."""
        return self.method.image

    def handles(self, offset: int) -> bool:
        """Whether an exception at the offset meets a clause: it lies in a protected range, or in a filter, which refuses then."""
        return any(
            c.try_offset <= offset < c.try_offset + c.try_length
            or (c.flags == FILTER and c.filter_or_type <= offset < c.handler_offset)
            for c in self.clauses
        )

    def enclosing_clauses(self, offset: int) -> list[Clause]:
        """The clauses whose protected range holds the offset, innermost first."""
        return [c for c in self.clauses if c.try_offset <= offset < c.try_offset + c.try_length]


def load_code(method: MethodHandle, target: Image) -> Code | None:
    """Decode a method's body; None when it has none.

    Raises:
        IlError: the body is damaged, with the reason.
    """
    try:
        body = method.body
    except UnreadableAssembly as error:
        raise IlError(error.cause) from None
    if body is None:
        return None
    instructions = decode(body.code)
    if not instructions:
        raise IlError("the body is empty")
    position = {instruction.offset: index for index, instruction in enumerate(instructions)}
    bounds: list[int] = []
    for clause in body.clauses:
        bounds += [clause.try_offset, clause.try_offset + clause.try_length, clause.handler_offset]
        bounds.append(clause.handler_offset + clause.handler_length)
        if clause.flags == FILTER:
            bounds.append(clause.filter_or_type)
    last = instructions[-1].end
    if any(bound != last and bound not in position for bound in bounds):
        raise IlError("an exception clause does not start and end at instructions")
    starts = leaders(instructions, bounds)
    block_of: dict[int, int] = {}
    starting = set(starts)
    current = 0
    for instruction in instructions:
        if instruction.offset in starting:
            current = instruction.offset
        block_of[instruction.offset] = current
    edges = _edges(instructions, block_of, body.clauses)
    loops = _loops(edges)
    exits: dict[int, tuple[int, ...]] = {}
    for instruction in instructions:
        if is_branch(instruction.op) and loops:
            block = block_of[instruction.offset]
            left = [h for h, blocks in loops.items() if block in blocks and any(t not in blocks for t in _targets(instruction))]
            if left and falls_through(instruction.op):
                exits[instruction.offset] = tuple(left)
    image = method.image
    return Code(
        method,
        method.declaring_type.name,
        method.name,
        method.token,
        None if image is target else f"{image.string(image.assemblies[0].name)}.dll" if image.assemblies else None,
        tuple(instructions),
        position,
        block_of,
        body.clauses,
        frozenset(int(i.operand) for i in instructions if i.op in _ADDRESS_OF_LOCAL and isinstance(i.operand, int)),
        frozenset(int(i.operand) for i in instructions if i.op in _ADDRESS_OF_ARG and isinstance(i.operand, int)),
        loops,
        exits,
    )


def _targets(instruction: Instruction) -> list[int]:
    operand = instruction.operand
    targets = list(operand) if isinstance(operand, tuple) else [int(operand)] if isinstance(operand, int) else []
    return [*targets, instruction.end] if falls_through(instruction.op) else targets


def _edges(instructions: list[Instruction], block_of: dict[int, int], clauses: tuple[Clause, ...]) -> dict[int, set[int]]:
    edges: dict[int, set[int]] = {}
    for instruction in instructions:
        block = block_of[instruction.offset]
        out = edges.setdefault(block, set())
        if is_branch(instruction.op):
            out.update(block_of[target] for target in _targets(instruction) if target in block_of)
        elif falls_through(instruction.op) and instruction.end in block_of and block_of[instruction.end] != block:
            out.add(block_of[instruction.end])
    for clause in clauses:
        for block, out in edges.items():
            if clause.try_offset <= block < clause.try_offset + clause.try_length:
                out.add(clause.handler_offset)
                if clause.flags == FILTER:
                    out.add(clause.filter_or_type)
    ends = [
        {block_of[i.offset] for i in instructions if i.op == OP["endfinally"] and _inside(i.offset, clause)}
        if clause.flags == FINALLY
        else set()
        for clause in clauses
    ]
    for instruction in instructions:
        if instruction.op in _LEAVES and isinstance(instruction.operand, int) and instruction.operand in block_of:
            _through_finally(instruction.offset, block_of[instruction.operand], clauses, ends, edges)
    return edges


def _inside(offset: int, clause: Clause) -> bool:
    return clause.handler_offset <= offset < clause.handler_offset + clause.handler_length


def _through_finally(
    source: int, target: int, clauses: tuple[Clause, ...], ends: list[set[int]], edges: dict[int, set[int]]
) -> None:
    """The way of a ``leave`` through the finally blocks it passes, innermost first: a loop that it stays in holds them too."""
    passed = [
        (clause, blocks)
        for clause, blocks in zip(clauses, ends, strict=True)
        if blocks
        and clause.try_offset <= source < clause.try_offset + clause.try_length
        and not clause.try_offset <= target < clause.try_offset + clause.try_length
    ]
    for index, (_, blocks) in enumerate(passed):
        then = passed[index + 1][0].handler_offset if index + 1 < len(passed) else target
        for block in blocks:
            edges[block].add(then)


def _loops(edges: dict[int, set[int]]) -> dict[int, frozenset[int]]:
    """The loops by their heads: in each strongly connected set of blocks the one that is entered from outside.

    Compilers put the condition of a loop at its end and jump there first: the head is that condition, not the block that a
    branch goes back to. What is left without the head is searched again, so that every circle is cut by some head.
    """
    before: dict[int, set[int]] = {}
    for block, targets in edges.items():
        for target in targets:
            before.setdefault(target, set()).add(block)
    loops: dict[int, frozenset[int]] = {}
    pending = [frozenset(edges)]
    while pending:
        for component in _components(pending.pop(), edges):
            entries = [block for block in component if block == 0 or before.get(block, set()) - component]
            head = min(entries or component)
            loops[head] = component
            if len(component) > 1:
                pending.append(component - {head})
    return dict(sorted(loops.items()))


def _components(nodes: frozenset[int], edges: dict[int, set[int]]) -> list[frozenset[int]]:
    """The strongly connected sets among the nodes that hold a circle (Tarjan, without recursion)."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    path: list[int] = []
    on_path: set[int] = set()
    found: list[frozenset[int]] = []
    for root in sorted(nodes):
        if root in index:
            continue
        index[root] = low[root] = len(index)
        path.append(root)
        on_path.add(root)
        work = [(root, iter(sorted(edges.get(root, set()) & nodes)))]
        while work:
            node, targets = work[-1]
            target = next(targets, None)
            if target is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    at = path.index(node)
                    component = frozenset(path[at:])
                    del path[at:]
                    on_path -= component
                    if len(component) > 1 or node in edges.get(node, set()):
                        found.append(component)
            elif target not in index:
                index[target] = low[target] = len(index)
                path.append(target)
                on_path.add(target)
                work.append((target, iter(sorted(edges.get(target, set()) & nodes))))
            elif target in on_path:
                low[node] = min(low[node], index[target])
    return found
