"""More expressions of generated Python connectors: closures, generators, collections, comprehensions, exceptions, loops.

Each pattern adds the functions it needs before the connector and gives an expression that ends and does not raise.
What stands inside is drawn again, so that patterns nest in each other.
"""

from __future__ import annotations

import textwrap

from hypothesis import strategies as st

from oracle.python_types import INNER, Names, TypePatterns


class Patterns(TypePatterns):
    """Boolean patterns beside those of :class:`oracle.python_programs.Program`."""

    def more_booleans(self, depth: int, names: Names) -> str:
        """A Boolean expression of one of the patterns below."""
        shape = self.draw(
            st.sampled_from(
                [
                    self._closure,
                    self._late_binding,
                    self._generator,
                    self._class,
                    self._inheritance,
                    self._special_methods,
                    self._memo,
                    self._defaults,
                    self._arguments,
                    self._decorator,
                    self._exception,
                    self._loops,
                    self._collections,
                    self._comprehension,
                    self._builtins,
                    self._texts,
                    self._numbers,
                    self._shared,
                    self._match,
                    self._walrus,
                    self._library,
                    self._task,
                ]
            )
        )
        return str(shape(depth - 1, names))

    def _closure(self, depth: int, names: Names) -> str:
        inner = self.boolean(depth, ("b", "i", "b0"))
        return self._call(
            self.pick(
                f"b0 = b\ndef step():\n    nonlocal b0\n    b0 = {inner}\n    return b0\nstep()\nreturn step()",
                f"def make(b0):\n    return lambda: {inner}\nreturn make(not b)()",
                f"b0 = b\ndef read():\n    return {inner}\nb0 = not b0\nreturn read()",
                "left = i\ndef step():\n    nonlocal left, b\n    left -= 1\n    b = not b\n    return left > 0\nwhile "
                "step():\n    pass\nreturn b",
                f"def outer(b0):\n    def middle(i):\n        def last():\n            return {inner}\n        return "
                f"last\n    return middle(2)\nreturn outer(b)()",
                f"return (lambda b0, i=i: {inner})(not b)",
            ),
            depth,
            names,
        )

    def _late_binding(self, depth: int, names: Names) -> str:
        test = self.boolean(0, ("b", "i", "i9"))
        return self._call(
            self.pick(
                f"todo = [lambda: {test} for i9 in range(3)]\nreturn todo[0]()",
                f"todo = [lambda i9=i9: {test} for i9 in range(3)]\nreturn todo[0]()",
                f"todo = []\nfor i9 in range(3):\n    todo.append(lambda: i9 == i)\n    b = b ^ ({test})\nreturn todo[0]() ^ b",
                "found = (i9 for i9 in range(4) if i9 > i)\ni = 0\nreturn list(found) == [1, 2, 3]",
                "values = [1, 2]\nfound = (v for v in values)\nvalues.append(3)\nreturn sum(found) == 6",
            ),
            depth,
            names,
        )

    def _generator(self, depth: int, names: Names) -> str:
        name = self.fresh("produce")
        value = self.boolean(depth, INNER)
        self.outer.append(
            f"def {name}(b, i):\n"
            + textwrap.indent(
                self.pick(
                    f"yield b\nif {value}:\n    return\nyield not b",
                    f"for i in range(3):\n    try:\n        yield {value}\n    finally:\n        b = not b",
                    f"yield from [b, {value}]\nyield not b",
                    f"got = yield b\nwhile i > 0:\n    i -= 1\n    b = not b\n    yield {value}",
                ),
                "    ",
            )
        )
        call = f"{name}({self.boolean(depth, names)}, {self.integer(0, names)} % 4)"
        return self.pick(
            f"any({call})", f"all({call})", f"next({call})", f"(len(list({call})) == {self.number()})", f"(True in {call})",
            f"(sum({call}) > {self.number()})", f"next(iter({call}), False)", f"list({call})[0]", f"list({call})[-1]",
        )  # fmt: skip

    def _defaults(self, depth: int, names: Names) -> str:
        name = self.fresh("add")
        self.outer.append(
            f"def {name}(b, seen=[], *, limit={self.number()}):\n    seen.append(b)\n    return len(seen) > limit and "
            f"{self.boolean(depth, ('b',))}"
        )
        one = self.boolean(depth, names)
        return self.pick(f"{name}({one})", f"{name}({one}, [])", f"{name}({one}, [True], limit={self.number()})")

    def _arguments(self, depth: int, names: Names) -> str:
        name = self.fresh("take")
        self.outer.append(
            f"def {name}(b=True, *rest, i=0, **more):\n    b = b ^ (len(rest) > 1) ^ ('k' in more)\n    return "
            f"{self.boolean(depth, INNER)}"
        )
        one, two = self.boolean(depth, names), self.boolean(0, names)
        return self.pick(
            f"{name}()", f"{name}({one}, {two}, {two})", f"{name}(*[{one}, {two}], i=2)", f"{name}(b={one}, k={two})",
            f"{name}(**{{'b': {one}, 'k': 1}})", f"{name}(i={self.integer(0, names)})",
        )  # fmt: skip

    def _exception(self, depth: int, names: Names) -> str:
        risky, kind = self.draw(
            st.sampled_from(
                [
                    ("b ^= 10 // i > 3", "ZeroDivisionError"),
                    ("b ^= [True, b][i]", "IndexError"),
                    ('b = {"a": b}["a" if i else "z"]', "KeyError"),
                    ('b ^= int("12" if b else "x") > i', "ValueError"),
                    ('b ^= ("ab" if b else None).upper() == "AB"', "AttributeError"),
                    ('b ^= (1 if b else "a") + 1 > i', "TypeError"),
                    ('if b:\n        raise LookupError("x")\n    i += 1', "LookupError"),
                    ("b, i = [b, i] if b else [b]", "ValueError"),
                    ("b ^= next(iter([i] if b else [])) > 2", "StopIteration"),
                    ("assert b, i", "AssertionError"),
                    ("b ^= [1, 2].index(i) == 0", "ValueError"),
                    ("b ^= unknown_name" if self.number() == 0 else "b = not b", "NameError"),
                ]
            )
        )
        value = self.boolean(depth, INNER)
        handled = self.pick(f"b = {value}", "return not b", "b = not b", f"return {value}", "pass")
        other = self.pick("", "except Exception:\n    b = True\n")
        more = self.pick("", f"else:\n    b = {self.boolean(0, INNER)}\n")
        last = self.pick("", "finally:\n    i += 1\n", f"finally:\n    b = {self.boolean(0, INNER)}\n")
        caught = self.pick(kind, "Exception", f"(OSError, {kind})")
        return self._call(
            f"try:\n    {risky}\n    b = not b\nexcept {caught} as error:\n    {handled}\n{other}{more}{last}return " f"b",
            depth,
            names,
        )

    def _loops(self, depth: int, names: Names) -> str:
        test = self.boolean(depth, ("b", "i", "i9"))
        return self._call(
            self.pick(
                f"for i9 in range(4):\n    if {test}:\n        break\n    b = not b\nelse:\n    b = True\nreturn b",
                f"i9 = 0\nwhile True:\n    i9 += 1\n    if i9 > 3 or {test}:\n        break\nreturn i9 == i",
                f"i9 = 3\nwhile i9:\n    i9 -= 1\n    if {test}:\n        continue\n    b = not b\nelse:\n    i9 = "
                f"7\nreturn b or i9 == i",
                f"for i9, b in enumerate([b, not b, True]):\n    if {test}:\n        return b\nreturn not b",
                "for i9, b9 in zip([1, 2, 3], [b, True]):\n    b ^= b9 and i9 > i\nreturn b",
                f"seen = []\nfor i9 in [3, 1, 2]:\n    for i8 in range(i9):\n        if i8 == i:\n            break\n    "
                f"    seen.append(i8)\nreturn len(seen) == {self.number()}",
                f"for key, value in {{'a': b, 'b': {self.boolean(0, INNER)}}}.items():\n    if value:\n        return "
                f"key == 'a'\nreturn b",
                f"i9 = i\ndone = False\nwhile not done:\n    i9, done = i9 + 1, i9 > 3\nreturn i9 == 5 or {test}",
            ),
            depth,
            names,
        )

    def _collections(self, depth: int, names: Names) -> str:
        one = self.boolean(depth, INNER)
        return self._call(
            self.pick(
                f"kept = [b, {one}]\nother = kept\nother[0] = not b\nreturn kept[0]",
                f"kept = [b, {one}]\nother = kept[:]\nother[0] = not b\nreturn kept[0]",
                f"kept = [[b]] * 2\nkept[0].append({one})\nreturn kept[1][-1]",
                f"kept = {{'a': b}}\nkept.update(c={one})\nkept.setdefault('a', True)\nreturn kept.pop('c') ^ (len(kept) == i)",
                f"kept = [3, 1, 2]\nkept.sort()\nkept.insert(0, i)\nreturn kept.pop() == 3 and kept[0] == 1 or {one}",
                f"kept = {{1, 2}} | {{i}}\nkept.discard(2)\nreturn 1 in kept and {one}",
                f"first, *rest, last = [b, {one}, not b, True]\nreturn rest[0] ^ last ^ first",
                f"kept = (b, {one})\nb, other = kept\nb, other = other, b\nreturn b",
                "kept = [b, not b]\nkept += [True]\nkept.extend(kept)\nkept.remove(True)\nreturn kept[i % 3]",
                f"kept = {{}}\nkept[i] = b\nkept[1] = {one}\ndel kept[1]\nreturn kept.get(i, True)",
                f"kept = [0] * 3\nkept[i % 3] += 1\nkept[1:2] = [5, 6]\nreturn len(kept) == 4 and {one}",
                f"kept = dict(a=b)\nkept |= {{'b': {one}}}\nreturn list(kept)[0] == 'a' and kept['b']",
                f"kept = [[b, True], [False, {one}]]\nreturn [list(x) for x in zip(*kept)][1][1]",
                f"kept = [1, 2, 3, 4]\nreturn kept[::-1][i % 4] > 2 or kept[-2:] == [3, 4] and {one}",
            ),
            depth,
            names,
        )

    def _comprehension(self, depth: int, names: Names) -> str:
        i = self.fresh("i")
        test = self.boolean(depth, (*names, i))
        numbers = ", ".join(self.integer(0, names) for _ in range(3))
        return self.pick(
            f"any({test} for {i} in [{numbers}])", f"all([{test} for {i} in ({numbers})])",
            f"(len([{i} for {i} in [{numbers}] if {test}]) > 1)",
            f"(sum({i} for {i} in range({self.number()}) if {test}) == "
            f"{self.number()})", f"({{{i}: {test} for {i} in [0, 1]}}[1])",
            f"(len({{{i} % 2 for {i} in [{numbers}]}}) == 1)",
            f"([[{i}, j] for {i} in [1, 2] for j in [3, {i}] if {test}] == [[1, 3]])",
        )  # fmt: skip

    def _builtins(self, depth: int, names: Names) -> str:
        i, t = self.fresh("i"), self.fresh("t")
        numbers, one = ", ".join(self.integer(0, names) for _ in range(3)), self.boolean(depth, names)
        test, words = self.boolean(depth, (*names, i)), f"[{self.text(0, names)}, {self.text(0, names)}]"
        return self.pick(
            f"(max([{numbers}]) > {self.number()})", f"(sorted([{numbers}], reverse=True)[0] == {self.number()})",
            f"(list(map(lambda {i}: {test}, [{numbers}]))[0])", f"(len(list(filter(lambda {i}: {test}, [{numbers}]))) == 1)",
            f"(list(reversed([{numbers}]))[0] == {self.number()})", f"(min({words}, key=len) == {self.text(0, names)})",
            f"(sorted({words}, key=lambda {t}: (len({t}), {t}))[0] == "
            f"{self.text(0, names)})", f"(dict(zip({words}, [1, 2])).get('a') == 1)",
            f"isinstance({one}, bool)", f"(abs(-{self.number()}) == {self.number()})",
            f"(divmod(7, 3)[{self.pick('0', '1')}] == {self.number()})",
            f"({one} is True)", f"bool({self.integer(0, names)})", f"(str({one}) == 'True')", f"(int({one}) + 1 == 2)",
            f"(({one} or None) is None)",
            f"(tuple({words}) == ('a', 'b'))", f"callable({self.pick('len', '3')})", f"(round(2.5) == {self.number()})",
            f"(chr(97) in {words})",
            f"([] or [{one}])[0]", f"(not [] and {one})", f"(0 or {self.integer(0, names)}) == 0",
        )  # fmt: skip

    def _texts(self, depth: int, names: Names) -> str:
        one, two = self.text(depth, names), self.text(0, names)
        return self.pick(
            f"(f'{{{self.number()}}}-{{{self.boolean(0, names)}}}' == '1-True')", f"({one}[0] == 'a')", f"({one}[1:] == {two})",
            f"({one}.find({two}) >= 0)", f"({one}.split('-')[0] == {two})", f"({one}.count('a') == {self.number()})",
            f"({one}.partition('a')[1] == 'a')", f"('%s-%d' % ({one}, {self.number()})).endswith('1')",
            f"({one}.strip('a') == {two})",
            f"({one} < {two})", f"({one}.isupper())", f"(', '.join(sorted({one})) == {two})", f"({one}.title() == {two})",
            f"({one} * 2 == {two})", f"({one}.encode('utf-8') == b'a')", f"({one}.removeprefix('a') == {two})",
            f"({one}.lower() == {two}.lower())",
            f"(len({one}.rjust(4, '0')) == "
            f"{self.number()})", f"(f'{{{self.number()}:03d}}' == '001')", f"({one}.zfill(3) == {two})",
        )  # fmt: skip

    def _numbers(self, depth: int, names: Names) -> str:
        one, two = self.integer(depth, names), self.integer(0, names)
        return self.pick(
            f"(({one}) // 2 == "
            f"{two})", f"(-({one}) % 3 == {two})", f"(({one}) ** 2 > {two})", f"(({one}) << 2 > {two})", f"(~({one}) < -{two})",
            f"(({one}) / 2 == 1.0)", f"(({one}) ^ 3 == {two})", f"(1 <= ({one}) < 3)", f"(({one}) >> 1 == {two})",
            "(-7 // 2 == -4)",
            f"(({one}) is None)", f"(float({two}) == {one})", f"(hex({two}) == '0x1')", f"(({one}) in range({self.number()}))",
        )  # fmt: skip

    def _match(self, depth: int, names: Names) -> str:
        one, two, three = (self.boolean(0, INNER) for _ in range(3))
        subject = self.pick("(b, i)", "[i, 1, 2]", "{'k': b, 'n': i}", "i", "'a' if b else i")
        return self._call(
            f"match {subject}:\n    case (True, 1 | 2):\n        return {one}\n    case [first, *rest] if len(rest) == "
            f"i:\n        return {two}\n"
            f"    case {{'k': True}}:\n        return {three}\n    case int(n) if n > 2:\n        return "
            f"{self.boolean(depth, INNER)}\n"
            f"    case str() as word:\n        return word == 'a' and {one}\n    case _:\n        return {two}",
            depth,
            names,
        )

    def _walrus(self, depth: int, names: Names) -> str:
        return self._call(
            self.pick(
                "if (n := i + 1) > 2:\n    return n == 3\nreturn b",
                f"return (b0 := {self.boolean(depth, INNER)}) or not b0",
                "kept = [n := i, n + 1]\nreturn kept[1] == n + 1 and b",
                "found = [n for v in [1, 2, 3] if (n := v * 2) > i]\nreturn n == 6 and len(found) > 1",
            ),
            depth,
            names,
        )
