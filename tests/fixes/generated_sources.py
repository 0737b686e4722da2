"""Draws connectors with several defects at once, in odd formatting, each with the text that it must become.

Every piece is a pair of texts: as drawn, and as fixed. What is no defect is the same in both, so that a repair that touches
anything else differs from the second text.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from ecma2lint.contract import CONTRACT_INTERFACES, ContractMember

Draw = st.DrawFn
Pair = tuple[str, str]

_INTERFACES = (
    "IMAExtensible2GetSchema",
    "IMAExtensible2GetCapabilities",
    "IMAExtensible2CallImport",
    "IMAExtensible2CallExport",
    "IMAExtensible2GetPartitions",
)
_COMMENTS = st.sampled_from(["", "  # größer: 'x' \"y\"", "  # GetSchema _GetSchema", " #", "  # FullExport = True", "   "])
_GAPS = st.sampled_from(["", "\n", "\n\n", "{i}# alone\n", "\n{i}# alone, @property\n\n"])
_UNSUPPORTED = ("FullExport", "ExportPasswordInFirstPass", "SupportHierarchy", "ConcurrentOperation", "DeleteAddAsReplace")


@dataclass(frozen=True)
class Generated:
    """A source as drawn and as it must become, encoded."""

    before: bytes
    after: bytes


@st.composite
def connectors(draw: Draw) -> Generated:
    """A module with one connector."""
    indent = draw(st.sampled_from(["    ", "  ", "\t"]))
    names = draw(st.lists(st.sampled_from(_INTERFACES), min_size=1, max_size=4, unique=True))
    if draw(st.booleans()) and "IMAExtensible2GetCapabilities" not in names:
        names.append("IMAExtensible2GetCapabilities")
    members = [member for name in names for member in CONTRACT_INTERFACES[name].members]
    pieces: list[Pair] = [_same(draw(st.sampled_from(["", '"""GetSchema, _GetSchema"""\n', "# -*- x -*-\n\n"])))]
    pieces.append(_same(draw(st.sampled_from(["import clr\n", "import clr  # why\n\n"]))))
    pieces.append(_same("from Microsoft.MetadirectoryServices import *" + draw(_COMMENTS) + "\n\n\n"))
    pieces.append(_same(_header(draw, names)))
    written = [draw(_members(member, indent)) for member in draw(st.permutations(members))]
    body = [text for text, _ in written]
    uses = [use for _, pairs in written for use in pairs]
    if uses:
        body.append(_user(draw, indent, draw(st.permutations(uses))))
    pieces += _opening(draw, indent, body[0][0])
    pieces += body
    pieces.append(_same(draw(st.sampled_from(["", "\n\nX = '_GetSchemas'\n", "# end\n"]))))
    return _encoded(draw, "".join(before for before, _ in pieces), "".join(after for _, after in pieces))


def _same(text: str) -> Pair:
    return text, text


def _encoded(draw: Draw, before: str, after: str) -> Generated:
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    mark = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    stripped = draw(st.booleans())
    texts = [text.rstrip("\n") if stripped else text for text in (before, after)]
    first, second = (mark + text.replace("\n", newline).encode() for text in texts)
    return Generated(first, second)


def _header(draw: Draw, names: list[str]) -> str:
    if draw(st.booleans()):
        return f"class  Connector ({', '.join(names)} ) :{draw(_COMMENTS)}\n"
    lines = "".join(f"      {name},{draw(_COMMENTS)}\n" for name in names)
    return f"class Connector(\n{lines}):\n"


def _opening(draw: Draw, indent: str, first: str) -> list[Pair]:
    """The docstring, and the namespace or what adds it."""
    docstring = draw(st.sampled_from(["", f'{indent}"""About it.\n\n   More."""\n', f"{indent}'about'  # it\n"]))
    line = f'{indent}__namespace__ = "Connector"\n'
    if draw(st.booleans()):
        return [_same(docstring + line + draw(st.sampled_from(["", "\n"])))]
    gap = "" if first.startswith("\n") else "\n"
    return [_same(docstring), ("", ("\n" if docstring else "") + line + gap)]


@st.composite
def _members(draw: Draw, member: ContractMember, indent: str) -> tuple[Pair, list[Pair]]:
    """A member under some name, and uses of it."""
    right = member.method_name
    is_property = member.kind == "property" and draw(st.booleans())
    wrong = member.name if is_property else draw(st.sampled_from(_names(member)))
    after_gap = before_gap = draw(_GAPS).format(i=indent)
    if is_property:
        beside, below = draw(st.sampled_from([("", ""), ("  # beside", ""), ("", f"{indent}# below\n")]))
        before_gap += f"{indent}@property{beside}\n{below}"
        after_gap += (f"{indent}{beside.strip()}\n" if beside else "") + below
    spaces = draw(st.sampled_from([("", "", ""), (" ", " ", " "), ("", "\n" + indent * 2, "")]))
    arguments = ", ".join(["self", *(name for name, _ in member.parameters)])
    opening = f"{spaces[0]}({spaces[1]}{arguments}{spaces[2]}):{draw(_COMMENTS)}\n"
    body = _capabilities(draw, indent * 2) if member.name == "Capabilities" else _same(_body(draw, member, indent * 2))
    text = (
        f"{before_gap}{indent}def {wrong}{opening}{body[0]}",
        f"{after_gap}{indent}def {right}{opening}{body[1]}",
    )
    if wrong == right or draw(st.booleans()):
        return text, []
    return text, [draw(st.sampled_from(_uses(wrong, right, is_property)))]


def _names(member: ContractMember) -> list[str]:
    name, full = member.name, member.method_name
    wrong = [full, f"_{full}", f"__{full}", f"{member.interface}_{name}", f"My_{full}", full[0].swapcase() + full[1:]]
    return [*wrong, name[0].lower() + name[1:], full[:-2] + full[-1], f"_{name}"]


def _uses(wrong: str, right: str, is_property: bool) -> list[Pair]:
    if is_property:
        return [(f"self.{wrong}", f"self.{right}()"), (f"(self . {wrong}.x)", f"(self . {right}().x)")]
    outside = f"_Connector{wrong}" if wrong.startswith("__") else wrong
    return [
        (f"self.{wrong}", f"self.{right}"),
        (f"self . {wrong}(1)", f"self . {right}(1)"),
        (f"Connector.{wrong}", f"Connector.{right}"),
        (f"getattr(self, '{outside}')", f"getattr(self, '{right}')"),
    ]


def _user(draw: Draw, indent: str, uses: list[Pair]) -> Pair:
    lines: list[Pair] = [_same(f"\n{indent}def use_them(self):\n")]
    for before, after in uses:
        comment = draw(_COMMENTS)
        lines.append((f"{indent * 2}print({before}){comment}\n", f"{indent * 2}print({after}){comment}\n"))
    return "".join(before for before, _ in lines), "".join(after for _, after in lines)


def _body(draw: Draw, member: ContractMember, indent: str) -> str:
    if member.name == "GetSchema":
        return f"{indent}return Schema.Create(){draw(_COMMENTS)}\n"
    if member.returns == "System.Int32":
        return f"{indent}return  100{draw(_COMMENTS)}\n"
    return f"{indent}pass{draw(_COMMENTS)}\n"


def _capabilities(draw: Draw, indent: str) -> Pair:
    lines: list[Pair] = [_same(f"{indent}caps = MACapabilities(){draw(_COMMENTS)}\n")]
    for _, before, after in draw(st.lists(st.sampled_from(_stores()), max_size=5, unique_by=lambda store: store[0])):
        removed = "  # ecma2lint: ignore[ECMA125] an old host" if draw(st.integers(0, 4)) == 0 else ""
        comment = "" if removed else draw(_COMMENTS)
        lines.append((f"{indent}{before}{removed or comment}\n", f"{indent}{after}{comment}\n"))
    lines.append(_same(f"{indent}return caps\n"))
    return "".join(before for before, _ in lines), "".join(after for _, after in lines)


def _stores() -> list[tuple[str, str, str]]:
    """Assignments: the property, as drawn, as fixed. Of several to one property only the last counts, so one is drawn."""
    stores = [
        ("DeltaImport", "caps.DeltaImprt = False", "caps.DeltaImport = False"),
        ("DeltaImport", 'setattr( caps, "deltaimportt" , 1 == 1)', 'setattr( caps, "DeltaImport" , 1 == 1)'),
        ("ExportType", "caps.ExportTyp=MAExportType.ObjectReplace", "caps.ExportType=MAExportType.ObjectReplace"),
        ("FullExport", "caps.FullExprt = True", "caps.FullExport = False"),
        (
            "DistinguishedNameStyle",
            "caps.DistinguishedNameStyle = ( MADistinguishedNameStyle.None )",
            'caps.DistinguishedNameStyle = ( getattr(MADistinguishedNameStyle, "None") )',
        ),
        (
            "Normalizations",
            "caps.Normalizations = (MANormalizations.Uppercase | MANormalizations.RemoveAccents)",
            'caps.Normalizations = (getattr(MANormalizations, "None"))',
        ),
        (
            "Normalizations",
            "caps.Normalizations = MANormalizations.Uppercase",
            'caps.Normalizations = getattr(MANormalizations, "None")',
        ),
    ]
    for name in _UNSUPPORTED:
        stores.append((name, f"caps.{name}  =  True", f"caps.{name}  =  False"))
        stores.append((name, f'setattr(caps, "{name}", True)', f'setattr(caps, "{name}", False)'))
    return stores
