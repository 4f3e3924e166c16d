"""Two people’s changes to one list of authors."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from submissions.bylines import Entry, merged

REFS = ["1", "2", "3", "4"]
names = st.sampled_from(["A", "B", "C"])
entries = st.builds(
    Entry, ref=st.just(""), given_name=names, family_name=names, is_corresponding=st.booleans()
)


@st.composite
def lists(draw, refs=REFS):
    """Some of the rows, in any order, each saying anything; perhaps one of them presents."""
    chosen = draw(st.permutations(refs).map(lambda found: found[: draw(st.integers(0, len(refs)))]))
    rows = [replace(draw(entries), ref=ref) for ref in chosen]
    presents = draw(st.sampled_from([None, *chosen])) if chosen else None
    return [replace(one, is_presenter=one.ref == presents) for one in rows]


@given(lists(), lists())
def test_who_changed_nothing_gets_theirs(opened, theirs):
    found = merged(opened, theirs, opened)
    assert list(found.entries) == theirs
    assert found.clashes == ()


@given(lists(), lists())
def test_where_nobody_else_changed_anything_mine_is_kept(opened, mine):
    found = merged(opened, opened, mine)
    assert list(found.entries) == mine
    assert found.clashes == ()


@given(lists(), lists(), lists())
def test_whatever_is_lost_was_left_alone_by_one_side(opened, theirs, mine):
    """A row goes only if one side removed it and the other had not touched it."""
    entries = merged(opened, theirs, mine).entries
    found, names = {one.ref for one in entries}, {one.name for one in entries}
    was = {one.ref: one for one in opened}
    for one in [*theirs, *mine]:
        if one.ref not in was:
            assert one.ref in found or one.name in names
        elif one.ref not in found:
            assert replace(one, is_presenter=False) == replace(was[one.ref], is_presenter=False)


@given(lists(), lists(), lists())
def test_every_row_stands_once_and_at_most_one_presents(opened, theirs, mine):
    found = merged(opened, theirs, mine).entries
    assert len({one.ref for one in found}) == len(found)
    assert sum(one.is_presenter for one in found) <= 1


@given(lists(), lists(), lists())
def test_what_i_changed_is_kept_or_told(opened, theirs, mine):
    found = merged(opened, theirs, mine)
    rows = {one.ref: one for one in found.entries}
    was = {one.ref: one for one in opened}
    for one in mine:
        if one.ref in rows and one.ref in was:
            for name in ("given_name", "family_name"):
                if getattr(one, name) != getattr(was[one.ref], name):
                    assert getattr(rows[one.ref], name) == getattr(one, name)


def test_who_was_added_on_both_sides_is_one():
    theirs = [Entry("7", "Demo", "A", "a@demo.example")]
    mine = [Entry("new-1", "Demo", "A", "a@demo.example")]
    assert [one.ref for one in merged([], theirs, mine).entries] == ["7"]


def test_two_of_the_same_name_that_i_added_stay_two():
    theirs = [Entry("7", "Demo", "A")]
    mine = [Entry("new-1", "Demo", "A"), Entry("new-2", "Demo", "A")]
    assert len(merged([], theirs, mine).entries) == 2


def test_both_added_somebody_and_both_stay():
    opened = [Entry("1", "Demo", "A")]
    theirs = [*opened, Entry("2", "Demo", "B")]
    mine = [Entry("new-1", "Demo", "C"), *opened]
    assert [one.ref for one in merged(opened, theirs, mine).entries] == ["new-1", "1", "2"]
