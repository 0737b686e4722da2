"""The value lattice: joins never lose a possibility, escapes never keep one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ecma2lint.facts import Location, Origin
from ecma2lint.readers.heap import (
    Element,
    Heap,
    HeapObject,
    Mark,
    Opaque,
    Record,
    Sequence,
    escape,
    join_marks,
    join_objects,
    open_sequence,
    sequence_of,
)
from ecma2lint.readers.lattice import (
    FALSE,
    MAX_ALTERNATIVES,
    NULL,
    TRUE,
    Abstract,
    Cause,
    Const,
    Place,
    Ref,
    constant,
    join,
    join_all,
    single,
    text,
    unknown,
)

WHY = Cause("depends on configuration parameter 'Mode'")
CONSTANTS = st.one_of(
    st.integers(-3, 3).map(lambda n: Const("int", n)), st.booleans().map(lambda b: Const("bool", b)), st.just(Const("null", None))
)
VALUES = st.one_of(
    st.lists(CONSTANTS, min_size=1, max_size=4, unique=True).map(lambda atoms: Abstract(tuple(atoms))), st.just(unknown("x"))
)


def covers(value: Abstract, atom: object) -> bool:
    """Whether the value may be that constant."""
    return value.cause is not None or atom in value.atoms


@given(VALUES, VALUES)
def test_a_join_covers_both_sides(left: Abstract, right: Abstract) -> None:
    """Nothing that either side may be is lost, and an unknown stays unknown."""
    joined = join(left, right)
    assert all(covers(joined, atom) for atom in (*left.atoms, *right.atoms))
    assert (joined.cause is not None) >= (left.cause is not None or right.cause is not None)


@given(VALUES, VALUES)
def test_joining_again_changes_nothing(left: Abstract, right: Abstract) -> None:
    """Fixpoints end: what a join has taken in it does not take in again."""
    joined = join(left, right)
    assert join(joined, right) == joined
    assert join(joined, left) == joined


def test_true_and_one_are_two_values() -> None:
    """Python's True == 1 must not merge a Boolean with a number."""
    assert len(join(TRUE, constant("int", 1)).atoms) == 2


def test_too_many_alternatives_are_unknown_but_keep_their_objects() -> None:
    """Beyond the bound the constants go, the references stay: a write through the value must still reach them."""
    many = join_all([single(Ref(7)), *(constant("int", n) for n in range(MAX_ALTERNATIVES + 1))])
    assert many.cause is not None
    assert many.refs == (Ref(7),)


def test_the_cause_of_a_branch_is_kept_with_the_alternatives() -> None:
    """One of several says what decides."""
    assert join(TRUE, FALSE, WHY).reason == WHY


def test_assigned_on_one_path_and_default_on_the_other_is_mixed() -> None:
    """The origin of a capability joins like its value."""
    joined = join_marks(Mark(Origin.DEFAULT), Mark(Origin.ASSIGNED))
    assert joined is not None
    assert joined.origin is Origin.MIXED


def test_sequences_of_one_length_join_element_by_element() -> None:
    """[a] or [b] has one element, which is a or b: the count stays known."""
    joined = join_objects(sequence_of("list", [text("a")]), sequence_of("list", [text("b")]), WHY)
    assert isinstance(joined, Sequence)
    assert (joined.low, joined.high) == (1, 1)
    assert set(joined.elements[0].value.atoms) == {Const("str", "a"), Const("str", "b")}


def test_an_element_of_one_path_is_not_always_there() -> None:
    """[a] or [a, b]: a always, b sometimes, one or two elements, and the reason."""
    joined = join_objects(sequence_of("list", [text("a")]), sequence_of("list", [text("a"), text("b")]), WHY)
    assert isinstance(joined, Sequence)
    assert [(element.value, element.always) for element in joined.elements] == [(text("a"), True), (text("b"), False)]
    assert (joined.low, joined.high, joined.cause) == (1, 2, WHY)


def test_a_sequence_that_grows_in_a_loop_becomes_open() -> None:
    """Widening gives up the upper bound and keeps the lower one that holds."""
    joined = join_objects(sequence_of("list", [text("a")]), sequence_of("list", [text("a"), text("a")]), WHY, widen=True)
    assert isinstance(joined, Sequence)
    assert (joined.low, joined.high) == (1, None)


def test_an_open_sequence_promises_nothing() -> None:
    """Elements may be gone, others may be there."""
    opened = open_sequence(sequence_of("list", [text("a")]), WHY)
    assert (opened.low, opened.high, opened.elements[0].always) == (0, None, False)


def test_a_field_set_on_one_path_only_is_unknown() -> None:
    """A field that one side does not have is not taken for the other side's value."""
    joined = join_objects(Record("r", {"a": TRUE}), Record("r", {}), WHY)
    assert isinstance(joined, Record)
    assert joined.fields["a"].cause is not None


def test_forked_heaps_do_not_see_each_other() -> None:
    """A write after the fork stays on its side."""
    left = Heap()
    left.put(1, Record("r", {"a": TRUE}))
    right = left.fork()
    left.put(1, Record("r", {"a": FALSE}))
    found = right[1]
    assert isinstance(found, Record)
    assert found.fields["a"] == TRUE


@given(st.lists(st.tuples(st.sampled_from(["fork", "left", "right", "join"]), st.integers(0, 5), st.integers(0, 3)), max_size=40))
def test_a_heap_behaves_as_a_dictionary_of_joined_objects(steps: list[tuple[str, int, int]]) -> None:
    """Overlays, forks and joins give what plain dictionaries give."""
    left, right = Heap(), Heap()
    a: dict[int, HeapObject] = {}
    b: dict[int, HeapObject] = {}
    for step, id_, number in steps:
        record = Record("r", {"v": constant("int", number)})
        if step == "fork":
            right, b = left.fork(), dict(a)
        elif step == "left":
            left.put(id_, record)
            a[id_] = record
        elif step == "right":
            right.put(id_, record)
            b[id_] = record
        else:
            left = left.join(right)[0]
            a = {key: join_objects(a[key], b[key]) if key in a and key in b else a.get(key) or b[key] for key in {**a, **b}}
            right, b = left.fork(), dict(a)
        assert {key: values(obj) for key, obj in left.items()} == {key: values(obj) for key, obj in a.items()}
        assert {key: values(obj) for key, obj in right.items()} == {key: values(obj) for key, obj in b.items()}


def values(obj: HeapObject) -> frozenset[object]:
    """The atoms of the one field, without their order."""
    assert isinstance(obj, Record)
    return frozenset(obj.fields["v"].atoms)


def test_a_write_through_one_of_two_references_replaces_nothing() -> None:
    """Either object may be the one: both keep what they had beside the new value."""
    heap = Heap()
    for id_ in (1, 2):
        heap.put(id_, Record("r", {"a": TRUE}))
    heap.update(Abstract((Ref(1), Ref(2))), lambda _: Record("r", {"a": FALSE}))
    for id_ in (1, 2):
        found = heap[id_]
        assert isinstance(found, Record)
        assert set(found.fields["a"].atoms) == {Const("bool", True), Const("bool", False)}


def test_a_write_to_a_summary_replaces_nothing() -> None:
    """A record that stands for several objects keeps its old value."""
    heap = Heap()
    heap.put(1, Record("r", {"a": TRUE}, summary=True))
    heap.update(single(Ref(1)), lambda _: Record("r", {"a": FALSE}, summary=True))
    found = heap[1]
    assert isinstance(found, Record)
    assert len(found.fields["a"].atoms) == 2


def test_an_escape_takes_everything_that_can_be_reached_and_changed() -> None:
    """Nested objects go with their holder; immutable contract objects stay; a later write does not bring an object back."""
    heap = Heap()
    heap.put(1, Sequence("list", (Element(single(Ref(2))), Element(single(Ref(3)))), 2, 2))
    heap.put(2, Record("SchemaType", {"Name": text("user")}))
    heap.put(3, Record("Partition", {"DN": text("x")}))
    heap.put(4, Record("r", {}))
    escape(heap, [single(Ref(1))], WHY)
    assert isinstance(heap[1], Opaque)
    assert isinstance(heap[2], Opaque)
    assert isinstance(heap[3], Record)
    assert isinstance(heap[4], Record)
    heap.update(single(Ref(2)), lambda _: Record("SchemaType", {"Name": text("group")}))
    assert isinstance(heap[2], Opaque)


def test_unknown_joined_with_known_says_why() -> None:
    """The reason of the unknown side is the reason of the join."""
    assert join(NULL, unknown(WHY)).cause == WHY


def test_a_sequence_that_grows_by_like_elements_comes_to_rest() -> None:
    """Widening ends: an element that may be there any number of times is told once between those that are always there."""
    like = Element(unknown("x"), unknown("y"), always=False)
    fixed = Element(text("a"), text("a"))
    state = Sequence("Dictionary", (fixed, like), 1, None, WHY)
    for _ in range(5):
        grown = Sequence("Dictionary", (*state.elements, like), 1, None, WHY)
        state = join_objects(state, grown, WHY, widen=True)  # type: ignore[assignment]
    assert state.elements == (fixed, like)


def test_like_elements_around_one_that_is_always_there_both_stay() -> None:
    """What may stand before a certain element is not what may stand after it."""
    like, fixed = Element(text("b"), always=False), Element(text("a"))
    state = Sequence("List", (like, fixed, like), 1, None, WHY)
    joined = join_objects(state, Sequence("List", (like, fixed, like, like), 1, None, WHY), WHY, widen=True)
    assert isinstance(joined, Sequence)
    assert joined.elements == (like, fixed, like)


def test_a_reason_in_words_becomes_a_cause() -> None:
    """With the place it was found at; a cause is taken as it is."""
    place = Place(Location("C", "M", 1, 2))
    assert unknown("x", place).cause == Cause("x", place)
    assert unknown(WHY, place).cause == WHY


def test_as_many_alternatives_as_allowed_are_known() -> None:
    """The bound itself is not too many."""
    many = join_all([constant("int", n) for n in range(MAX_ALTERNATIVES)])
    assert (len(many.atoms), many.cause) == (MAX_ALTERNATIVES, None)


def test_the_first_known_decision_stays() -> None:
    """What decides is that of the left side, else of the right side, else of the branch where they meet."""
    other = Cause("read from a file")
    one, two = Abstract((Const("int", 1), Const("int", 2)), None, other), constant("int", 3)
    assert (join(one, two, WHY).why, join(two, one, WHY).why) == (other, other)
    bare = Abstract(one.atoms)
    assert (join(bare, one).why, join(bare, Abstract(one.atoms), WHY).why, join(one, bare, WHY).why) == (other, WHY, other)
    assert join_all([TRUE, FALSE], WHY).why == WHY


def test_a_value_that_is_the_same_on_both_sides_depends_on_nothing() -> None:
    """A known value has no reason, whatever decided which way led to it."""
    assert join(TRUE, constant("bool", True), WHY).reason is None


def test_only_one_possibility_is_known() -> None:
    """One atom and no cause; with a cause, with several atoms or with none at all nothing is known."""
    one, several = single(Ref(1)), Abstract((Ref(1), Ref(2)))
    unsure, nothing = Abstract((Ref(1),), WHY), Abstract(())
    assert [value.known for value in (one, several, unsure, nothing)] == [True, False, False, False]
    assert [value.atom for value in (one, several, unsure, nothing)] == [Ref(1), None, None, None]
    assert [value.only_ref for value in (one, several, unsure, TRUE)] == [Ref(1), None, None, None]
    assert join(several, TRUE).refs == (Ref(1), Ref(2))
    assert (unsure.reason, Abstract((), WHY, Cause("other")).reason) == (WHY, WHY)
