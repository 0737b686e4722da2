"""What the results of a member say apart from values: null, entries never set, more to import for ever.

Shared by both evaluators. Observations emitted here: ``returns-null``, ``may-return-null``, ``result-not-known`` (detail: why),
``csentries-null``, ``may-csentries-null``, ``csentries-not-known`` (detail: why), ``more-to-import-constant-true``,
``shared-result``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ecma2lint.facts import Location, Observation
from ecma2lint.readers.heap import Heap, Record, Sequence
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, Cause, Const
from ecma2lint.readers.model_facts import Result


def result_observations(
    member: str,
    results: Iterable[Result],
    cause: Cause | None,
    location: Location,
    detail: str = "",
    never_null: Callable[[], bool] = lambda: False,
) -> Iterator[Observation]:
    """What the results of one member show.

    Args:
        member: the name of the member, with its interface or without.
        results: what its calls returned; none when it throws on every path.
        cause: why it could not be evaluated at all, or None.
        location: where the member is.
        detail: for a member that is called per page, the page.
        never_null: whether it returns an object whatever it does; asked only where the results do not say.
    """
    results = list(results)
    values = [result.value for result in results]
    unknown = cause or next((value.cause for value in values if value.cause is not None), None)
    if values and all(value.atoms == (NULL_ATOM,) and value.cause is None for value in values) and cause is None:
        yield Observation("returns-null", member, detail, location)
    elif any(NULL_ATOM in value.atoms for value in values):
        yield Observation("may-return-null", member, detail, location)
    elif unknown is not None and not never_null():
        yield Observation("result-not-known", member, unknown.reason, location)
    if member.rpartition(".")[2] != "GetImportEntries":
        return
    if unknown is not None:
        yield Observation("csentries-not-known", member, unknown.reason, location)
    elif values:
        yield from _entries(member, results, location)


def _entries(member: str, results: list[Result], location: Location) -> Iterator[Observation]:
    records = [result.heap.get(ref.id) for result in results for ref in result.value.refs]
    found = [record for record in records if isinstance(record, Record) and record.type == "GetImportEntriesResults"]
    if not found or len(found) < len(records):
        return
    entries = [record.fields["CSEntries"] for record in found]
    if all(value.atoms == (NULL_ATOM,) and value.cause is None for value in entries):
        yield Observation("csentries-null", member, "CSEntries is never set", location)
    elif any(NULL_ATOM in value.atoms for value in entries):
        yield Observation("may-csentries-null", member, "CSEntries is set on some paths only", location)
    if all(_true(record.fields["MoreToImport"]) for record in found):
        yield Observation("more-to-import-constant-true", member, "MoreToImport is true on every path", location)


def _true(value: Abstract) -> bool:
    return value.atom == Const("bool", True)


def shared_observations(
    member: str, results: Iterable[Result], roots: Mapping[int, str], location: Location
) -> Iterator[Observation]:
    """An object that every call of a member returns, and that something which outlives the connector keeps.

    Args:
        roots: the objects that outlive it, by number, and what to call each: the static fields of a type, a module.
    """
    keepers: dict[str, None] = {}
    for result in results:
        refs = result.value.refs
        if result.value.cause is not None or not refs or len(refs) < len(result.value.atoms):
            return
        kept = _kept(result.heap, roots)
        names = [kept.get(ref.id) for ref in refs]
        if None in names:
            return
        keepers.update(dict.fromkeys(name for name in names if name is not None))
    if keepers:
        yield Observation("shared-result", member, f"kept by {' and '.join(keepers)}", location)


def _kept(heap: Heap, roots: Mapping[int, str]) -> dict[int, str]:
    """Everything the roots certainly hold on to, with the name of the first that does."""
    found: dict[int, str] = {}
    for root, name in roots.items():
        pending = [root]
        while pending:
            obj = heap.get(pending.pop())
            if isinstance(obj, Record):
                values: Iterable[Abstract] = obj.fields.values()
            elif isinstance(obj, Sequence):
                values = [element.value for element in obj.elements if element.always]
            else:
                continue
            for value in values:
                certain = value.cause is None and len(value.refs) == len(value.atoms)
                for ref in value.refs if certain else ():
                    if ref.id not in found:
                        found[ref.id] = name
                        pending.append(ref.id)
    return found
