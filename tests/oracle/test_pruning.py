"""What generated programs leave out: nothing that is used, and nothing that is not."""

from __future__ import annotations

from oracle.pruning import needed

ENTRIES = (
    "bool F1 = true;",
    "bool H2() { return F1; }",
    "bool H3() { return F1; }",
    "bool H4() { return H2(); }",
    "bool F5 = false;",
)


def test_what_is_used_by_way_of_others_stays() -> None:
    """An entry that only another entry needs is kept with it, in the order in which they were drawn."""
    assert needed(ENTRIES, ["return H4();"]) == [ENTRIES[0], ENTRIES[1], ENTRIES[3]]


def test_what_nothing_uses_goes() -> None:
    """Without a root that names it an entry is left out; a name that no entry makes is a local one."""
    assert needed(ENTRIES, ["int v9 = 0;"]) == []


def test_a_user_does_not_own_the_name() -> None:
    """A name belongs to the first entry it stands in, so that using it does not bring in all its other users."""
    assert needed(ENTRIES, ["return F1;"]) == [ENTRIES[0]]
