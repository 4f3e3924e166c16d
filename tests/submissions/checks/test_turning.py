"""Boxes of pages that are read sideways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from submissions.checks.objects import turn_of
from submissions.checks.turning import back, frame, moved
from submissions.checks.values import Sheet

SHEET = Sheet(612.0, 792.0, 0, None, (0.0, 792.0), 1.0)
lengths = st.floats(0, 600)


@given(st.tuples(lengths, lengths), st.tuples(lengths, lengths), st.integers(0, 3))
def test_a_box_comes_back_to_where_it_was(one, two, turn):
    box = (min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1]))
    there = moved(box, SHEET, turn)
    assert there[0] <= there[2]
    assert there[1] <= there[3]
    assert back(there, SHEET, turn) == pytest.approx(box)


@given(st.integers(0, 3))
def test_the_frame_holds_the_whole_paper(turn):
    assert moved((0, 0, 612, 792), SHEET, turn) == (0, 0, *frame(SHEET, turn))


@pytest.mark.parametrize(
    ("a", "b", "turn"), [(1, 0, 0), (0, 1, 1), (-1, 0, 2), (0, -1, 3), (1, 1, -1)]
)
def test_where_text_reads_to(a, b, turn):
    assert turn_of(a, b) == turn
