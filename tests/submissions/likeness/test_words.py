"""Text as words: what counts as one, and where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from submissions.likeness.shingles import EVERY, PRIME, marks, shingles
from submissions.likeness.words import LONGEST, text


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Training trains the networks.", ("train", "train", "the", "network")),
        ("x = 3.14 and y", ("and",)),
        ("scal-\nable sys-\n  tems", ("scalable", "system")),
        ("深層学習", ("深", "層", "学", "習")),
        ("Große Näherung", ("grosse", "näherung")),
        ("", ()),
    ],
)
def test_words_are_letters_without_case_and_endings(written, words):
    assert text(written).words == words


def test_a_passage_is_shown_as_it_was_written():
    read = text("We train, at last,\nlarge (very large) networks on 4,096 nodes.")
    assert read.passage(1, 6) == "train, at last, large (very"
    assert read.passage(3, 3) == ""


def test_a_text_without_end_is_cut():
    assert len(text("word " * (LONGEST + 5)).words) == LONGEST


@given(st.lists(st.text(min_size=1), max_size=30))
def test_shingles_depend_on_words_alone_and_fit_a_column(words):
    found = shingles(words)
    assert found == shingles(list(words))
    assert len(found) == max(0, len(words) - 2)
    assert all(0 <= one < PRIME < 2**63 for one in found)
    assert marks(found) <= set(found)


def test_one_shingle_in_sixteen_is_a_mark():
    found = shingles([str(number) for number in range(20_000)])
    assert 0.9 < EVERY * len(marks(found)) / len(found) < 1.1


def test_shingles_are_the_same_everywhere():
    assert shingles(["deep", "learn", "on"]) == [2029519861323582015]
