"""The model of the contract's objects, against what the real assembly does."""

from __future__ import annotations

import pytest

from ecma2lint.contract import VERSIONS, ContractVersion, contract_version
from ecma2lint.facts import Certainty, Origin, Value
from ecma2lint.readers import contract_factories
from ecma2lint.readers import contract_model as model
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Element, Heap, HeapObject, Opaque, Record, Sequence
from ecma2lint.readers.lattice import (
    FALSE,
    NO_PLACE,
    NULL,
    TRUE,
    Abstract,
    Cause,
    Const,
    Place,
    Ref,
    constant,
    join,
    single,
    text,
    unknown,
)
from ecma2lint.readers.model_facts import Result, capabilities_fact, object_types_fact, page_size_fact, partitions_fact, to_value

WHY = Cause("depends on configuration parameter 'Mode'")


class Bench:
    """A machine without a language."""

    def __init__(self, version: str = "4.1.4.0") -> None:
        self.heap = Heap()
        self.contract: ContractVersion = contract_version(version)
        self.seen: list[tuple[str, str]] = []
        self.count = 0
        self.throws = 0

    def allocate(self, obj: HeapObject) -> Ref:
        self.count += 1
        self.heap.put(self.count, obj)
        return Ref(self.count)

    def place(self) -> Place:
        return NO_PLACE

    def observe(self, kind: str, subject: str, detail: str) -> None:
        self.seen.append((kind, subject))

    def may_throw(self) -> None:
        self.throws += 1

    def capabilities(self, value: Abstract) -> dict[str, Value]:
        return capabilities_fact([Result(value, self.heap)], "Capabilities", self.contract, NO_PLACE).values

    def add(self, owner: Abstract, name: str, element: Abstract) -> None:
        """Add to a keyed collection as an evaluator does."""
        record = self.heap[owner.refs[0].id]
        assert isinstance(record, Record)
        ref = record.fields[name].refs[0]
        collection = self.heap[ref.id]
        assert isinstance(collection, Sequence)
        change = record if record.type == "CSEntryChange" else None
        model.check_keyed_add(self, collection, element, change)
        elements = (*collection.elements, Element(element))
        self.heap.put(ref.id, Sequence(collection.type, elements, len(elements), len(elements)))


def made(value: Abstract | None) -> Abstract:
    """The object a call of the model returned."""
    assert value is not None
    return value


def test_new_capabilities_have_the_defaults_of_their_version() -> None:
    """Several defaults are true; the oldest version lacks the Support properties; the origin is the default."""
    bench = Bench()
    facts = bench.capabilities(contract_factories.new_capabilities(bench))
    assert facts["DeltaImport"].value is True
    assert facts["ExportType"].value == "ObjectReplace"
    assert {value.origin for value in facts.values()} == {Origin.DEFAULT}
    old = Bench("4.1.0.0")
    assert "SupportHierarchy" not in old.capabilities(contract_factories.new_capabilities(old))
    assert set(facts) == set(VERSIONS["4.1.4.0"].capabilities)


@pytest.mark.parametrize(
    ("style", "rename", "certainty"),
    [
        (constant("int", 0), (False,), Certainty.KNOWN),
        (constant("int", 2), (True,), Certainty.KNOWN),
        (join(constant("int", 0), constant("int", 2)), (True, False), Certainty.ONE_OF),
        (unknown(WHY), (True, False), Certainty.ONE_OF),
    ],
)
def test_the_style_none_resets_object_rename_at_that_moment(
    style: Abstract, rename: tuple[bool, ...], certainty: Certainty
) -> None:
    """Known None resets, known others do not, what may be None may reset."""
    bench = Bench()
    value = contract_factories.new_capabilities(bench)
    model.set_capability(bench, value, "DistinguishedNameStyle", style)
    found = bench.capabilities(value)["ObjectRename"]
    assert (found.certainty, found.values) == (certainty, rename)
    model.set_capability(bench, value, "ObjectRename", TRUE)
    assert bench.capabilities(value)["ObjectRename"].value is True


def test_an_undefined_enumeration_number_stays_a_number() -> None:
    """ExportType 4 does not exist: a rule has to see it."""
    assert to_value(constant("int", 4), "MAExportType").value == 4
    assert to_value(constant("int", 3), "MANormalizations").value == "Uppercase, RemoveAccents"
    assert to_value(constant("int", 1), "bool").value is True


def test_a_page_size_is_a_number() -> None:
    """A number is no Boolean and no enumeration."""
    assert page_size_fact([Result(constant("int", 1), Heap())], NO_PLACE).values == (1,)


@pytest.mark.parametrize(
    ("method", "kind"), [("CreateAnchorAttribute", 2), ("CreateAnchorAttribute", 4), ("CreateMultiValuedAttribute", 4)]
)
def test_refused_attributes_throw_and_are_observed(method: str, kind: int) -> None:
    """Reference and Boolean anchors and multi-valued Booleans throw NotSupportedException."""
    bench = Bench()
    with pytest.raises(Thrown):
        contract_factories.call_static(bench, "SchemaAttribute", method, [text("x"), constant("int", kind)])
    assert bench.seen == [("invalid-schema-call", method)]


def test_an_attribute_that_may_be_refused_is_made() -> None:
    """Only a certain refusal ends the path."""
    bench = Bench()
    kind = join(constant("int", 0), constant("int", 4))
    assert contract_factories.call_static(bench, "SchemaAttribute", "CreateAnchorAttribute", [text("x"), kind]) is not None


def test_a_second_type_of_the_same_name_throws() -> None:
    """Keys are case-sensitive: another case is another type, the same one is refused."""
    bench = Bench()
    schema = made(contract_factories.call_static(bench, "Schema", "Create", []))
    for name in ("user", "User"):
        bench.add(schema, "Types", made(contract_factories.call_static(bench, "SchemaType", "Create", [text(name), FALSE])))
    again = made(contract_factories.call_static(bench, "SchemaType", "Create", [text("user"), FALSE]))
    with pytest.raises(Thrown):
        bench.add(schema, "Types", again)
    found = object_types_fact([Result(schema, bench.heap)], NO_PLACE)
    assert (found.count.minimum, found.count.maximum, found.names) == (2, 2, ("user", "User"))


def test_types_of_several_results_are_not_always_there() -> None:
    """Two calls with different schemas: between the smaller and the larger count."""
    bench = Bench()
    one = made(contract_factories.call_static(bench, "Schema", "Create", []))
    two = made(contract_factories.call_static(bench, "Schema", "Create", []))
    bench.add(two, "Types", made(contract_factories.call_static(bench, "SchemaType", "Create", [text("user"), FALSE])))
    found = object_types_fact([Result(one, bench.heap), Result(two, bench.heap)], NO_PLACE)
    assert (found.count.certainty, found.count.minimum, found.count.maximum) == (Certainty.ONE_OF, 0, 1)
    assert not found.types[0].always


def test_an_unknown_schema_is_never_empty() -> None:
    """What cannot be followed has no count."""
    found = object_types_fact([Result(unknown(WHY), Heap())], NO_PLACE)
    assert (found.count.certainty, found.count.maximum, found.count.reason) == (Certainty.UNKNOWN, None, WHY.reason)


@pytest.mark.parametrize("dn", [NULL, text("")])
def test_an_empty_dn_becomes_the_identifier(dn: Abstract) -> None:
    """The real Partition.Create puts the identifier's text there, and an omitted name is empty."""
    bench = Bench()
    identifier = constant("guid", "4bd2ee7a-0b51-4ef5-a4cb-1a7cdb0d5a63")
    partition = made(contract_factories.call_static(bench, "Partition", "Create", [identifier, dn]))
    listed = single(bench.allocate(Sequence("array", (Element(partition),), 1, 1)))
    (found,) = partitions_fact([Result(listed, bench.heap)], NO_PLACE).partitions
    assert (found.dn.value, found.name.value) == ("4bd2ee7a-0b51-4ef5-a4cb-1a7cdb0d5a63", "")


def test_the_modification_type_is_set_once_first_and_properly() -> None:
    """A second assignment, one after changes, and Unconfigured or None throw and are observed."""
    bench = Bench()
    change = made(contract_factories.call_static(bench, "CSEntryChange", "Create", []))
    with pytest.raises(Thrown):
        model.set_property(bench, change, "CSEntryChange", "ObjectModificationType", constant("int", 1))
    model.set_property(bench, change, "CSEntryChange", "ObjectModificationType", constant("int", 2))
    with pytest.raises(Thrown):
        model.set_property(bench, change, "CSEntryChange", "ObjectModificationType", constant("int", 2))
    late = made(contract_factories.call_static(bench, "CSEntryChange", "Create", []))
    bench.add(
        late,
        "AttributeChanges",
        made(contract_factories.call_static(bench, "AttributeChange", "CreateAttributeAdd", [text("a"), text("b")])),
    )
    with pytest.raises(Thrown):
        model.set_property(bench, late, "CSEntryChange", "ObjectModificationType", constant("int", 2))
    assert [kind for kind, _ in bench.seen] == ["omt-invalid", "omt-set-twice", "omt-after-changes"]


def test_a_replacement_is_not_allowed_in_an_added_object() -> None:
    """ObjectModificationType Add takes only attribute changes of kind Add."""
    bench = Bench()
    change = made(contract_factories.call_static(bench, "CSEntryChange", "Create", []))
    model.set_property(bench, change, "CSEntryChange", "ObjectModificationType", constant("int", 2))
    bench.add(
        change,
        "AttributeChanges",
        made(contract_factories.call_static(bench, "AttributeChange", "CreateAttributeAdd", [text("a"), text("b")])),
    )
    with pytest.raises(Thrown):
        bench.add(
            change,
            "AttributeChanges",
            made(contract_factories.call_static(bench, "AttributeChange", "CreateAttributeReplace", [text("c"), NULL])),
        )
    assert bench.seen == [("change-not-allowed", "Replace")]


def test_reading_a_property_of_null_throws_and_of_maybe_null_does_not() -> None:
    """Only a certain null ends the path."""
    bench = Bench()
    partition = made(contract_factories.call_static(bench, "HierarchyNode", "Create", [text("a"), text("b")]))
    with pytest.raises(Thrown):
        model.get_property(bench, NULL, "HierarchyNode", "DN")
    assert model.get_property(bench, join(partition, NULL), "HierarchyNode", "DN") == Abstract((Const("str", "a"),))


def test_commas_in_drop_down_values_are_escaped() -> None:
    """CreateDropDownParameter(string[]) writes a backslash before a comma and a comma after every value."""
    bench = Bench()
    values = single(bench.allocate(Sequence("array", (Element(text("a,b")), Element(text("c"))), 2, 2)))
    made_ = made(
        contract_factories.call_static(bench, "ConfigParameterDefinition", "CreateDropDownParameter", [text("n"), values, FALSE])
    )
    assert model.get_property(bench, made_, "ConfigParameterDefinition", "Validation") == text("a\\,b,c,")


def test_what_may_be_refused_may_throw() -> None:
    """Where a refusal is neither certain nor excluded, the call goes on and the handlers around it run too."""
    bench = Bench()
    attribute = join(constant("int", 0), constant("int", 4))
    contract_factories.call_static(bench, "SchemaAttribute", "CreateAnchorAttribute", [text("x"), attribute])
    assert bench.throws == 1
    contract_factories.call_static(bench, "SchemaAttribute", "CreateAnchorAttribute", [text("x"), unknown(WHY)])
    assert bench.throws == 2
    contract_factories.call_static(bench, "SchemaAttribute", "CreateAnchorAttribute", [text("x"), constant("int", 0)])
    assert bench.throws == 2
    change = made(contract_factories.call_static(bench, "CSEntryChange", "Create", []))
    model.set_property(bench, change, "CSEntryChange", "ObjectModificationType", join(constant("int", 1), constant("int", 2)))
    assert bench.throws == 3


def test_a_keyed_collection_says_whether_it_certainly_takes_an_element() -> None:
    """A new key does; one that may be there, one that is not known, and any in an open collection may be refused."""
    bench = Bench()
    user = made(contract_factories.call_static(bench, "SchemaType", "Create", [text("user"), FALSE]))
    group = made(contract_factories.call_static(bench, "SchemaType", "Create", [text("group"), FALSE]))
    secret = made(contract_factories.call_static(bench, "SchemaType", "Create", [unknown(WHY), FALSE]))
    maybe = Sequence("KeyedCollection", (Element(user, always=False),), 0, 1)
    assert model.check_keyed_add(bench, maybe, group)
    assert not model.check_keyed_add(bench, maybe, user)
    assert not model.check_keyed_add(bench, maybe, secret)
    assert not model.check_keyed_add(bench, Sequence("KeyedCollection", (Element(secret),), 1, 1), group)
    assert not model.check_keyed_add(bench, Sequence("KeyedCollection", (), 0, None, WHY), group)


def test_reading_covers_every_object_the_target_may_be() -> None:
    """Of two objects both values, of one that unknown code holds its reason, of what may be anything that reason."""
    bench = Bench()
    one, two = (made(contract_factories.call_static(bench, "HierarchyNode", "Create", [text(name), NULL])) for name in ("a", "b"))
    read = made(model.get_property(bench, join(one, two, WHY), "HierarchyNode", "DN"))
    assert (read.atoms, read.why) == ((Const("str", "a"), Const("str", "b")), WHY)
    unsure = made(model.get_property(bench, join(one, unknown(WHY)), "HierarchyNode", "DN"))
    assert unsure.cause == WHY
    bench.heap.put(two.refs[0].id, Opaque("HierarchyNode", WHY))
    assert made(model.get_property(bench, two, "HierarchyNode", "DN")).cause == WHY
    assert model.get_property(bench, one, "HierarchyNode", "Nothing") is None
    assert model.get_property(bench, one, "Nothing", "DN") is None


def test_a_null_key_is_refused_and_a_text_is_the_label() -> None:
    """An element is filed under its name; without one it cannot be added."""
    bench = Bench()
    user = made(contract_factories.call_static(bench, "SchemaType", "Create", [text("user"), FALSE]))
    nameless = made(contract_factories.call_static(bench, "SchemaType", "Create", [NULL, FALSE]))
    assert (model.label_of(bench.heap, user), model.label_of(bench.heap, nameless)) == ("user", None)
    assert model.label_of(bench.heap, TRUE) is None
    with pytest.raises(Thrown) as refused:
        model.check_keyed_add(bench, Sequence("KeyedCollection"), nameless)
    assert refused.value.exception == "System.ArgumentNullException"
