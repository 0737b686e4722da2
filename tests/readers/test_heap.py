"""The objects on the heap: what is joined covers both sides, what is written reaches what it may reach, what escapes is gone.

Collections are held against the plain lists they stand for: an abstract collection *allows* some lists, and no operation may
lose one that was allowed before.
"""

from __future__ import annotations

import pytest
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
    children,
    escape,
    join_marks,
    join_objects,
    open_sequence,
    reachable,
    sequence_of,
    without_repeats,
)
from ecma2lint.readers.lattice import (
    ABSENT,
    FALSE,
    MAX_ALTERNATIVES,
    TRUE,
    Abstract,
    Atom,
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

WHY = Cause("depends on configuration parameter 'Mode'")
OTHER = Cause("read from a file")
HERE = Place(Location("C", "Here", 1, 2))
THERE = Place(Location("C", "There", 3, 4))
LETTERS = tuple(Const("str", letter) for letter in "abc")


def may_be(value: Abstract, atom: Atom) -> bool:
    """Whether the value may be that atom."""
    return value.cause is not None or atom in value.atoms


def allows(sequence: Sequence, real: tuple[Atom, ...]) -> bool:
    """Whether a run may find the collection holding exactly these."""
    if len(real) < sequence.low or (sequence.high is not None and len(real) > sequence.high):
        return False
    always = [element for element in sequence.elements if element.always]
    if sequence.high is None:
        return _embedded(always, real)
    return _chosen(sequence.elements, real)


def _embedded(elements: list[Element], real: tuple[Atom, ...]) -> bool:
    """Whether every one of these elements is there, in any order."""
    if not elements:
        return True
    first, rest = elements[0], elements[1:]
    return any(may_be(first.value, atom) and _embedded(rest, real[:at] + real[at + 1 :]) for at, atom in enumerate(real))


def _chosen(elements: tuple[Element, ...], real: tuple[Atom, ...]) -> bool:
    """Whether the list is a choice of these elements in their order, with all that are always there."""
    if not elements:
        return not real
    first, rest = elements[0], elements[1:]
    if real and may_be(first.value, real[0]) and _chosen(rest, real[1:]):
        return True
    return not first.always and _chosen(rest, real)


@st.composite
def collections(draw: st.DrawFn) -> tuple[Sequence, tuple[Atom, ...]]:
    """A collection, and a list it allows."""
    elements, real = [], []
    for _ in range(draw(st.integers(0, 4))):
        atoms = draw(st.lists(st.sampled_from(LETTERS), min_size=1, max_size=2, unique=True))
        always = draw(st.booleans())
        elements.append(Element(Abstract(tuple(atoms)), always=always))
        if always or draw(st.booleans()):
            real.append(draw(st.sampled_from(atoms)))
    certain = sum(element.always for element in elements)
    low = draw(st.integers(0, certain) if certain == len(elements) and draw(st.booleans()) else st.just(certain))
    if draw(st.integers(0, 3)):
        return Sequence("list", tuple(elements), low, len(elements)), tuple(real)
    extra = draw(st.lists(st.sampled_from(LETTERS), max_size=2))
    return Sequence("list", tuple(elements), low, None, OTHER), (*real, *extra)


@given(collections(), collections(), st.booleans())
def test_joined_collections_allow_what_either_allowed(
    left: tuple[Sequence, tuple[Atom, ...]], right: tuple[Sequence, tuple[Atom, ...]], widen: bool
) -> None:
    """Whichever way a run went, the list it built is among those the join allows."""
    assert allows(*left)
    assert allows(*right)
    joined = join_objects(left[0], right[0], WHY, widen)
    assert isinstance(joined, Sequence)
    assert allows(joined, left[1])
    assert allows(joined, right[1])
    again = join_objects(joined, right[0], WHY, widen)
    assert isinstance(again, Sequence)
    assert allows(again, left[1])


@given(collections(), st.lists(st.sampled_from(LETTERS), max_size=3))
def test_an_open_collection_allows_anything(start: tuple[Sequence, tuple[Atom, ...]], real: list[Atom]) -> None:
    """After unknown elements came or went no list is excluded."""
    assert allows(open_sequence(start[0], WHY), tuple(real))


def test_opening_keeps_the_first_reason_and_the_place() -> None:
    """Why a collection is open is what opened it first."""
    opened = open_sequence(Sequence("list", (Element(TRUE, place=HERE),), 1, 1, None, THERE), WHY)
    assert (opened.cause, opened.place, opened.elements[0].place) == (WHY, THERE, HERE)
    assert open_sequence(opened, OTHER).cause == WHY


def exact(*letters: str) -> Sequence:
    """A list of known letters."""
    return sequence_of("list", [text(letter) for letter in letters])


def spelled(sequence: HeapObject) -> str:
    """The elements of a collection in order; those on some paths only in brackets, alternatives with a bar."""
    assert isinstance(sequence, Sequence)
    parts = ["|".join(str(atom.value) for atom in e.value.atoms if isinstance(atom, Const)) for e in sequence.elements]
    return " ".join(part if element.always else f"[{part}]" for part, element in zip(parts, sequence.elements, strict=True))


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("ab", "ab", "a b"),
        ("ab", "ac", "a b|c"),
        ("ab", "a", "a [b]"),
        ("ab", "b", "[a] b"),
        ("b", "ab", "[a] b"),
        ("ac", "abc", "a [b] c"),
        ("abc", "c", "[a] [b] c"),
        ("ab", "", "[a] [b]"),
        ("", "a", "[a]"),
    ],
)
def test_what_is_in_both_lists_stays_for_certain(left: str, right: str, wanted: str) -> None:
    """Elements of one side only are there on some paths; the bounds are the two lengths."""
    joined = join_objects(exact(*left), exact(*right), WHY)
    assert isinstance(joined, Sequence)
    assert spelled(joined) == wanted
    assert (joined.low, joined.high) == (min(len(left), len(right)), max(len(left), len(right)))
    assert joined.cause == (None if len(left) == len(right) else WHY)
    assert all(element.always in (True, False) and element.always is not None for element in joined.elements)


def test_an_element_that_was_uncertain_stays_uncertain() -> None:
    """Being on both sides makes an element certain only when it was certain on both."""
    unsure = Sequence("list", (Element(text("a"), always=False), Element(text("b"), always=False)), 0, 2, WHY)
    for joined in (join_objects(unsure, exact("a", "b"), WHY), join_objects(exact("a", "b"), unsure, WHY)):
        assert spelled(joined) == "[a] [b]"
    crossed = join_objects(Sequence("list", (Element(text("a"), always=False),), 0, 1, WHY), exact("c", "a"), WHY)
    assert spelled(crossed) == "[c] [a]"


def test_one_key_with_two_values_is_one_entry_and_two_keys_are_two() -> None:
    """Dictionaries join by key where their shapes agree; another key is another entry."""
    one = Sequence("d", (Element(text("a"), text("k")),), 1, 1)
    same = Sequence("d", (Element(text("b"), text("k")),), 1, 1)
    other = Sequence("d", (Element(text("a"), text("m")),), 1, 1)
    assert spelled(join_objects(one, same, WHY)) == "a|b"
    assert spelled(join_objects(one, other, WHY)) == "[a] [a]"


def test_the_key_decides_which_elements_are_the_same() -> None:
    """Beyond the common start too, entries of equal value under different keys stay apart."""
    left = Sequence("d", (Element(text("x"), text("1")), Element(text("a"), text("k"))), 2, 2)
    right = Sequence("d", (Element(text("y"), text("2")), Element(text("a"), text("k")), Element(text("a"), text("m"))), 3, 3)
    assert spelled(join_objects(left, right, WHY)) == "[x] [y] a [a]"


def test_widening_gives_up_only_the_bound_that_moves() -> None:
    """A list that grows has no upper bound, one that shrinks no lower one, one that stays keeps both."""
    grown = join_objects(exact("a"), exact("a", "b"), WHY, widen=True)
    shrunk = join_objects(exact("a", "b"), exact("a"), WHY, widen=True)
    steady = join_objects(exact("a", "b"), exact("a", "c"), WHY, widen=True)
    assert [(s.low, s.high) for s in (grown, shrunk, steady) if isinstance(s, Sequence)] == [(1, None), (0, 2), (2, 2)]


def test_widening_bounds_the_number_of_elements_and_says_so() -> None:
    """A collection of very many possible elements is cut, and open from then on: what was cut may still be there."""
    many = 3 * MAX_ALTERNATIVES
    left = sequence_of("list", [constant("int", n) for n in range(many)])
    right = sequence_of("list", [constant("int", -n) for n in range(1, many)])
    plain = join_objects(left, right, WHY)
    wide = join_objects(left, right, WHY, widen=True)
    assert isinstance(plain, Sequence)
    assert isinstance(wide, Sequence)
    assert (len(plain.elements), plain.high) == (2 * many - 1, many)
    assert (len(wide.elements), wide.high) == (4 * MAX_ALTERNATIVES, None)


def test_an_open_side_leaves_the_join_open_with_its_reason() -> None:
    """No upper bound on one side is none in the join, and the reason is that side's."""
    opened = open_sequence(exact("a"), OTHER)
    for joined in (join_objects(opened, exact("a"), WHY), join_objects(exact("a"), opened, WHY)):
        assert isinstance(joined, Sequence)
        assert (joined.low, joined.high, joined.cause) == (0, None, OTHER)


def test_what_stands_for_several_objects_still_does_after_a_join() -> None:
    """A summary on either side is a summary, so that later writes do not replace."""
    for left, right in ((True, False), (False, True)):
        lists = join_objects(Sequence("l", summary=left), Sequence("l", (Element(TRUE),), 1, 1, summary=right), WHY)
        records = join_objects(Record("r", {"a": TRUE}, summary=left), Record("r", {"a": FALSE}, summary=right), WHY)
        assert not isinstance(lists, Opaque)
        assert not isinstance(records, Opaque)
        assert (lists.summary, records.summary) == (True, True)


def test_records_join_field_by_field_with_what_decides() -> None:
    """Every field covers both sides and says what decides; the type and the place stay."""
    joined = join_objects(Record("r", {"a": TRUE, "b": TRUE}, place=HERE), Record("r", {"a": FALSE, "b": TRUE}), WHY)
    assert isinstance(joined, Record)
    assert set(joined.fields["a"].atoms) == {Const("bool", True), Const("bool", False)}
    assert (joined.fields["a"].why, joined.fields["b"], joined.type, joined.place) == (WHY, TRUE, "r", HERE)


@pytest.mark.parametrize("swapped", [False, True])
def test_a_field_of_one_path_keeps_the_objects_it_may_name(swapped: bool) -> None:
    """Its value is unknown, yet a write through it must still reach the object."""
    one, other = Record("r", {"f": single(Ref(7))}), Record("r", {})
    joined = join_objects(other, one, WHY) if swapped else join_objects(one, other, WHY)
    assert isinstance(joined, Record)
    assert joined.fields["f"].refs == (Ref(7),)
    assert joined.fields["f"].cause is not None


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("both", [False, True])
def test_a_field_that_comes_and_goes_may_be_absent(swapped: bool, both: bool) -> None:
    """In a partial record a field of one path is its value or absent, and no more; one partial side is enough."""
    one, other = Record("r", {"f": TRUE}, partial=True), Record("r", {}, partial=both)
    joined = join_objects(other, one, WHY) if swapped else join_objects(one, other, WHY)
    assert isinstance(joined, Record)
    assert joined.partial
    assert set(joined.fields["f"].atoms) == {Const("bool", True), ABSENT}
    assert (joined.fields["f"].cause, joined.fields["f"].why) == (None, WHY)


def test_marks_join_with_their_records() -> None:
    """A field assigned on one path and default on the other is mixed; a mark of one side alone stays."""
    left = Record("r", {"a": TRUE}, {"a": Mark(Origin.DEFAULT), "b": Mark(Origin.ASSIGNED, HERE)})
    right = Record("r", {"a": FALSE}, {"a": Mark(Origin.ASSIGNED, THERE), "c": Mark(Origin.ASSIGNED, THERE)})
    joined = join_objects(left, right, WHY)
    assert isinstance(joined, Record)
    assert joined.marks == {
        "a": Mark(Origin.MIXED, THERE),
        "b": Mark(Origin.ASSIGNED, HERE),
        "c": Mark(Origin.ASSIGNED, THERE),
    }


def test_a_mark_names_the_place_of_an_assignment() -> None:
    """Of a default and an assignment the place is the assignment's, of two assignments the first's."""
    default, here, there = Mark(Origin.DEFAULT), Mark(Origin.ASSIGNED, HERE), Mark(Origin.ASSIGNED, THERE)
    assert join_marks(default, here) == Mark(Origin.MIXED, HERE)
    assert join_marks(here, default) == Mark(Origin.MIXED, HERE)
    assert join_marks(here, there) == here
    assert join_marks(None, here) == join_marks(here, None) == here
    assert join_marks(None, None) is None


def test_an_opaque_object_stays_opaque_in_every_join() -> None:
    """What unknown code may change on one path is not known after the paths meet."""
    opaque, record = Opaque("r", WHY), Record("r", {"a": TRUE})
    assert join_objects(opaque, record, OTHER) == opaque
    assert join_objects(record, opaque, OTHER) == opaque


def test_a_record_and_a_list_are_neither() -> None:
    """Two kinds of object under one number become opaque, with what decides as the reason."""
    met = join_objects(Record("r", {"a": TRUE}, place=HERE), exact("a"), WHY)
    assert met == Opaque("r", WHY, HERE)
    assert isinstance(join_objects(exact("a"), Record("r", {})), Opaque)


STEPS = st.lists(st.tuples(st.sampled_from(["fork", "left", "right", "join"]), st.integers(0, 3), st.integers(0, 2)), max_size=30)


@given(STEPS)
def test_a_join_says_truly_whether_it_added_anything(steps: list[tuple[str, int, int]]) -> None:
    """A loop ends when its state takes in nothing new: saying so too early would lose what a later pass does."""
    left, right = Heap(), Heap()
    for step, id_, number in steps:
        if step == "fork":
            right = left.fork()
        elif step == "join":
            before = left.flat()
            joined, changed = left.join(right)
            assert changed == (joined.flat() != before)
            left, right = joined, joined.fork()
        else:
            (left if step == "left" else right).put(id_, Record("r", {"v": constant("int", number)}))


def test_a_join_hands_on_what_decides_and_whether_to_widen() -> None:
    """Also for objects that only this side wrote since the fork."""
    for mine in (True, False):
        left = Heap()
        left.put(1, exact("a"))
        right = left.fork()
        (left if mine else right).put(1, exact("a", "b"))
        joined, changed = left.join(right, WHY, widen=True)
        found = joined[1]
        assert isinstance(found, Sequence)
        assert found.cause == WHY
        assert (found.low == 0) if mine else (found.high is None)
        assert changed


def test_changes_are_what_differs_from_another_state() -> None:
    """Objects that were written since, and those that are new."""
    base = Heap()
    base.put(1, exact("a"))
    base.put(2, exact("b"))
    later = base.fork()
    later.put(2, exact("c"))
    later.put(3, exact("d"))
    assert sorted(id_ for id_, _ in later.changes(base)) == [2, 3]
    assert later.written == 2


def test_long_rows_of_forks_keep_what_was_written_last() -> None:
    """However the levels are merged, the newest write of each object is found, and none is lost."""
    heap, kept = Heap(), []
    for number in range(40):
        heap.put(number % 7, Record("r", {"v": constant("int", number)}))
        kept.append((heap, {key: number - (number - key) % 7 for key in range(min(number + 1, 7))}))
        heap = heap.fork()
    for state, expected in kept:
        found = {key: obj.fields["v"].atom for key, obj in state.items() if isinstance(obj, Record)}
        assert found == {key: Const("int", number) for key, number in expected.items()}
        assert all(key in state for key in expected)
    assert 99 not in heap
    with pytest.raises(KeyError):
        heap[99]


def assigned(value: Abstract) -> HeapObject:
    """A record with that field."""
    return Record("r", {"a": value})


def field(heap: Heap, id_: int) -> Abstract:
    """The field of a record."""
    found = heap[id_]
    assert isinstance(found, Record)
    return found.fields["a"]


def test_a_write_through_a_known_reference_replaces() -> None:
    """Exactly one object, which stands for itself: the last write wins."""
    heap = Heap()
    heap.put(1, assigned(TRUE))
    heap.update(single(Ref(1)), lambda _: assigned(FALSE))
    assert field(heap, 1) == FALSE


@pytest.mark.parametrize(
    "target", [Abstract((Ref(1), Const("null", None))), Abstract((Ref(1),), OTHER), Abstract((Ref(1), Ref(2)), None, OTHER)]
)
def test_a_write_that_may_miss_replaces_nothing(target: Abstract) -> None:
    """One object or null, one object or anything, one of two: what was there may still be there, with the reason."""
    heap = Heap()
    heap.put(1, assigned(TRUE))
    heap.put(2, assigned(TRUE))
    heap.update(target, lambda _: assigned(FALSE), None)
    assert set(field(heap, 1).atoms) == {Const("bool", True), Const("bool", False)}
    assert field(heap, 1).why == target.reason


def test_a_write_reaches_every_object_it_may_reach() -> None:
    """An unknown, missing or unchanged object before it in the row does not end the row."""
    heap = Heap()
    heap.put(1, Opaque("r", WHY))
    heap.put(3, assigned(TRUE))
    heap.put(4, assigned(TRUE))
    kept = heap[3]
    heap.update(
        Abstract((Ref(1), Ref(2), Ref(3), Ref(4))),
        lambda old: old if old is kept else assigned(FALSE),
        WHY,
    )
    assert isinstance(heap[1], Opaque)
    assert heap[3] is kept
    assert (len(field(heap, 4).atoms), field(heap, 4).why) == (2, WHY)


def test_what_objects_hold_is_found_through_fields_values_and_keys() -> None:
    """A reference in a field, an element or a key is reached, each once, around circles too."""
    heap = Heap()
    heap.put(1, Record("r", {"a": Abstract((Ref(1), Ref(2), Ref(3)))}))
    heap.put(2, Sequence("d", (Element(single(Ref(4)), single(Ref(5))), Element(TRUE)), 2, 2))
    heap.put(5, Record("r", {"a": single(Ref(1)), "b": join(single(Ref(6)), text("x"))}))
    assert sorted(reachable(heap, [single(Ref(1)), single(Ref(1)), TRUE])) == [1, 2, 3, 4, 5, 6]
    assert list(children(Opaque("r", WHY))) == []


def test_what_an_evaluators_own_atoms_hold_is_reached() -> None:
    """A delegate holds its target; constants hold nothing and are not asked about."""
    asked: list[Atom] = []

    def extra(atom: Atom) -> list[Abstract]:
        asked.append(atom)
        return [single(Ref(2))]

    assert reachable(Heap(), [Abstract(("delegate", Const("int", 1), Ref(1)))], extra) == [1, 2]
    assert asked == ["delegate"]
    assert reachable(Heap(), [single("delegate")]) == []


def test_an_escape_leaves_what_cannot_change_and_goes_on_behind_it() -> None:
    """Missing, opaque and immutable objects do not stop the others; reason, type, place and summary are kept."""
    heap = Heap()
    heap.put(2, Opaque("r", OTHER))
    heap.put(3, Record("Partition", {}))
    heap.put(4, Record("r", {}, place=HERE, summary=True))
    reached = escape(heap, [Abstract((Ref(1), Ref(2), Ref(3), Ref(4)))], WHY)
    assert sorted(reached) == [1, 2, 3, 4]
    assert heap[2] == Opaque("r", OTHER)
    assert isinstance(heap[3], Record)
    assert heap[4] == Opaque("r", WHY, HERE, True)


def test_an_escape_follows_an_evaluators_own_atoms() -> None:
    """What a delegate's target holds is in unknown hands with the delegate."""
    heap = Heap()
    heap.put(1, Record("r", {}))
    assert escape(heap, [single("delegate"), unknown("x")], WHY, lambda _: [single(Ref(1))]) == [1]
    assert isinstance(heap[1], Opaque)


def test_collections_keep_their_places_and_what_decides() -> None:
    """A collection lies where it was made, its elements where they were added; what decides stands with the values."""
    left = sequence_of("list", [TRUE], HERE)
    assert (left.place, left.elements[0].place) == (HERE, HERE)
    joined = join_objects(left, sequence_of("list", [FALSE], THERE), WHY)
    assert isinstance(joined, Sequence)
    assert (joined.place, joined.elements[0].place, joined.elements[0].value.why) == (HERE, HERE, WHY)


def test_repeats_of_an_open_collection_go_and_nothing_else() -> None:
    """Saying twice that an element may be there says nothing new; one that is certain, or comes after a certain one, stays."""
    maybe, other, certain = Element(text("a"), always=False), Element(text("b"), always=False), Element(text("c"))
    assert without_repeats((maybe, maybe, other, maybe)) == (maybe, other)
    assert without_repeats((maybe, certain, maybe, certain)) == (maybe, certain, maybe, certain)


def test_an_element_that_may_be_there_twice_stays_twice() -> None:
    """Where the number of elements is known, two that may be there are not one."""
    twice = Sequence("list", (Element(text("a"), always=False), Element(text("a"), always=False)), 0, 2, WHY)
    joined = join_objects(twice, exact("b"), WHY)
    assert isinstance(joined, Sequence)
    assert allows(joined, (Const("str", "a"), Const("str", "a")))


def test_a_write_that_may_miss_keeps_bounds() -> None:
    """A list that one of two may have grown by one has one element more at most."""
    heap = Heap()
    for id_ in (1, 2):
        heap.put(id_, exact("a"))
    heap.update(Abstract((Ref(1), Ref(2))), lambda _: exact("a", "b"), WHY)
    found = heap[1]
    assert isinstance(found, Sequence)
    assert (found.low, found.high, spelled(found)) == (1, 2, "a [b]")
