"""Judging the schema of a connector: shared by the schema rules of the 3xx group.

What is certain is a finding; all that is not certain about one schema is one undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ecma2lint.facts import Connector, ContractClass, ObjectType, SchemaAttribute
from ecma2lint.records import dataclass
from ecma2lint.rule import RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity, Undecided
from ecma2lint_rules._shared import InterfaceRule, every

GET_SCHEMA = "IMAExtensible2GetSchema"
_SETTLE = "add types and attributes with constant code, or confirm the schema by a run"
_SOMETIMES = "but is in the schema on some paths only"

AttributeTest = Callable[[SchemaAttribute], bool | None]
TypeTest = Callable[[ObjectType], bool | None]


class SchemaRule(InterfaceRule):
    """A rule about the schema: it asks only connectors that offer one."""

    interfaces = frozenset({GET_SCHEMA})


@dataclass(frozen=True)
class Wording:
    """How a rule speaks.

    ``fault`` follows the name of the thing: "is multi-valued"; ``remedy`` says what to write instead.
    """

    fault: str
    remedy: str


def type_words(object_type: ObjectType) -> str:
    """``object type 'user'``."""
    return f"object type {object_type.name.value!r}" if object_type.name.known else "an object type whose name is not known"


def attribute_words(object_type: ObjectType, attribute: SchemaAttribute) -> str:
    """``attribute 'mail' of object type 'user'``."""
    name = f"attribute {attribute.name.value!r}" if attribute.name.known else "an attribute whose name is not known"
    return f"{name} of {type_words(object_type)}"


def attribute_subject(cls: ContractClass, object_type: ObjectType, attribute: SchemaAttribute) -> str:
    """The stable name of an attribute: ``Contoso.Connector::user.mail``."""
    parts = (str(part.value) if part.known else "?" for part in (object_type.name, attribute.name))
    return f"{cls.type}::{'.'.join(parts)}"


def judge_attributes(
    connector: Connector,
    bad: AttributeTest,
    wording: Wording,
    severity: Callable[[SchemaAttribute], Severity | None] | None = None,
) -> Iterator[RuleYield]:
    """Judge every attribute of every object type.

    Args:
        bad: True or False where it is certain, None where it is not.
        severity: lowers single findings.

    Yields:
        A finding for each attribute that is certainly there and bad; one undecided for all that is not certain.
    """
    for cls in connector.implementers(GET_SCHEMA):
        doubts = list(open_points(cls))
        judged = 0
        for object_type, attribute in attributes_of(cls):
            answer = bad(attribute)
            words = attribute_words(object_type, attribute)
            if answer is None:
                doubts.append(Undecided(f"whether {words} {wording.fault} is not known", attribute.location))
            elif not answer:
                judged += 1
            elif object_type.always and attribute.always:
                yield Finding(
                    f"{words} {wording.fault}",
                    attribute.location,
                    (),
                    wording.remedy,
                    attribute_subject(cls, object_type, attribute),
                    severity=severity(attribute) if severity else None,
                )
            else:
                doubts.append(Undecided(f"{words} {wording.fault}, {_SOMETIMES}", attribute.location))
        yield from one_doubt(cls, doubts)
        yield Evidence(f"none of the other {judged} attributes of {cls.type} {wording.fault}")


def judge_types(
    connector: Connector, bad: TypeTest, wording: Wording, severity: Callable[[ObjectType], Severity | None] | None = None
) -> Iterator[RuleYield]:
    """Judge every object type; as :func:`judge_attributes`."""
    for cls in connector.implementers(GET_SCHEMA):
        doubts = list(open_points(cls, attributes=False))
        judged = 0
        for object_type in types_of(cls):
            answer = bad(object_type)
            words = type_words(object_type)
            if answer is None:
                doubts.append(Undecided(f"whether {words} {wording.fault} is not known", object_type.location))
            elif not answer:
                judged += 1
            elif object_type.always:
                name = str(object_type.name.value) if object_type.name.known else "?"
                yield Finding(
                    f"{words} {wording.fault}",
                    object_type.location,
                    (),
                    wording.remedy,
                    f"{cls.type}::{name}",
                    severity=severity(object_type) if severity else None,
                )
            else:
                doubts.append(
                    Undecided(f"{words} {wording.fault}, but is in the schema on some paths only", object_type.location)
                )
        yield from one_doubt(cls, doubts)
        yield Evidence(f"none of the other {judged} object types of {cls.type} {wording.fault}")


def types_of(cls: ContractClass) -> tuple[ObjectType, ...]:
    """The object types that were seen."""
    return cls.object_types.types if cls.object_types else ()


def attributes_of(cls: ContractClass) -> Iterator[tuple[ObjectType, SchemaAttribute]]:
    """Every attribute that was seen, with its object type."""
    for object_type in types_of(cls):
        for attribute in object_type.attributes:
            yield object_type, attribute


def open_points(cls: ContractClass, attributes: bool = True) -> Iterator[Undecided]:
    """Why object types (and attributes) may be missing from what was seen."""
    types = cls.object_types
    if types is None:
        member = cls.member(GET_SCHEMA, "GetSchema")
        why = (member.detail if member else None) or "GetSchema could not be read"
        yield Undecided(why, member.location if member else cls.location)
        return
    count = types.count
    if count.maximum is None or count.maximum > len(types.types):
        yield Undecided(count.reason or "how many object types there are is not known", count.location, trace=count.trace)
    if attributes:
        for object_type in types.types:
            if not object_type.complete:
                reason = (
                    object_type.name.reason or f"code that could not be followed adds attributes to {type_words(object_type)}"
                )
                yield Undecided(reason, object_type.location)


def one_doubt(cls: ContractClass, doubts: list[Undecided]) -> Iterator[Undecided]:
    """All doubts about one schema as one undecided: the first in words, the rest counted."""
    if doubts:
        first = doubts[0]
        more = f"; and {len(doubts) - 1} more such places" if len(doubts) > 1 else ""
        reason = f"the schema of {cls.type} is not fully known: {first.reason}{more}"
        yield Undecided(reason, first.location, f"{cls.type}::GetSchema", first.trace, _SETTLE)


def without_anchor(object_type: ObjectType) -> bool | None:
    """Whether a type has attributes and no anchor among them; None when that is not certain."""
    if any(every(one.anchor, lambda value: value is True) and one.always for one in object_type.attributes):
        return False
    if not object_type.complete or any(one.anchor.may_be(True) for one in object_type.attributes):
        return None
    return bool(object_type.attributes)
