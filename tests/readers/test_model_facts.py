"""From returned values to facts: what several calls of a member return is one fact."""

from __future__ import annotations

from ecma2lint.facts import NOWHERE
from ecma2lint.readers.heap import Element, Heap, Record, Sequence
from ecma2lint.readers.lattice import FALSE, NO_PLACE, TRUE, Abstract, Cause, Ref, constant, single, text, unknown
from ecma2lint.readers.model_facts import Result, object_types_fact, parameters_fact


def schema(first_id: int, *names: tuple[str, bool]) -> Result:
    """A call that returns a schema with these types, each there always or on some paths only."""
    heap, elements = Heap(), []
    for number, (name, always) in enumerate(names, first_id + 3):
        heap.put(number, Record("SchemaType", {"Name": text(name), "Locked": TRUE, "Attributes": single(Ref(first_id + 2))}))
        elements.append(Element(single(Ref(number)), always=always))
    heap.put(first_id + 2, Sequence("attributes"))
    low = sum(always for _, always in names)
    heap.put(first_id + 1, Sequence("types", tuple(elements), low, len(names), Cause("depends on parameter 'Mode'")))
    heap.put(first_id, Record("Schema", {"Types": single(Ref(first_id + 1))}))
    return Result(single(Ref(first_id)), heap)


def always(*results: Result) -> dict[object, bool]:
    """Which types are said to be there always."""
    return {one.name.value: one.always for one in object_types_fact(results, NO_PLACE).types}


def test_a_type_that_every_call_returns_is_there_always() -> None:
    """A second call makes new objects; what both calls return is there on every path."""
    assert always(schema(0, ("user", True), ("group", True)), schema(10, ("user", True), ("group", True))) == {
        "user": True,
        "group": True,
    }


def test_a_type_that_one_call_leaves_out_is_not() -> None:
    """What one of the calls does not return, or returns on some paths only, is not there always."""
    first = schema(0, ("user", True), ("group", True), ("role", True))
    assert always(first, schema(20, ("user", True), ("role", False))) == {"user": True, "group": False, "role": False}


def test_a_call_whose_result_is_not_known_leaves_nothing_certain() -> None:
    """An unknown second result may be anything."""
    assert always(schema(0, ("user", True)), Result(unknown("depends on a file"), Heap())) == {"user": False}


def test_one_definition_of_a_parameter_in_two_calls_is_one() -> None:
    """The parameters of a page that the member defines anew on each call stand once, and always."""

    def page(number: int) -> Result:
        heap = Heap()
        fields = {"Type": constant("ConfigParameterType", 0), "Name": text("Server"), "DefaultValue": text("")}
        heap.put(number, Record("ConfigParameterDefinition", fields))
        heap.put(number + 1, Sequence("list", (Element(single(Ref(number))),), 1, 1))
        return Result(single(Ref(number + 1)), heap)

    (found,) = parameters_fact([("Connectivity", [page(0), page(10)])], NO_PLACE)
    assert found.always
    assert found.location == NOWHERE
    assert found.page.value == "Connectivity"


def test_the_same_number_in_two_heaps_is_two_objects() -> None:
    """Objects are told apart by the heap they lie in, not by their number alone."""
    facts = object_types_fact([schema(0, ("user", True)), schema(0, ("person", True))], NO_PLACE)
    assert set(facts.names) == {"user", "person"}
    assert not any(one.always for one in facts.types)


def test_a_type_of_two_possible_names_is_not_two_types() -> None:
    """One element that may have either of two names counts once."""
    heap = Heap()
    name = Abstract((*text("user").atoms, *text("person").atoms))
    heap.put(3, Record("SchemaType", {"Name": name, "Locked": FALSE, "Attributes": single(Ref(2))}))
    heap.put(2, Sequence("attributes"))
    heap.put(1, Sequence("types", (Element(single(Ref(3))),), 1, 1))
    heap.put(0, Record("Schema", {"Types": single(Ref(1))}))
    facts = object_types_fact([Result(single(Ref(0)), heap)], NO_PLACE)
    assert (facts.count.minimum, facts.count.maximum) == (1, 1)
    assert facts.types[0].always
