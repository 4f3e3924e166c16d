"""Names as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from submissions.ties.names import Match, is_common, keys, match, parse

FULL, WEAK, NO = Match.FULL, Match.WEAK, Match.NO
CASES = [
    ("Ada Lovelace", "ADA LOVELACE", FULL),
    ("Lovelace, Ada", "Ada Lovelace", FULL),
    ("Dr. Ada Lovelace", "Ada Lovelace, PhD", FULL),
    ("J. Doe", "John Doe", WEAK),
    ("Demo Author 7", "Demo Author 7", FULL),
    ("Demo Author 7", "Demo Author 13", NO),
    ("Jane Doe 0001", "Jane Doe", FULL),
    ("J. Doe", "J. Doe", WEAK),
    ("John A. Doe", "John Doe", FULL),
    ("John A. Doe", "John B. Doe", NO),
    ("John A. Doe", "J. A. Doe", WEAK),
    ("John A. Doe", "J. B. Doe", NO),
    ("John Doe", "Jane Doe", NO),
    ("Bob Doe", "Robert Doe", WEAK),
    ("Alex Doe", "Alexandra Doe", WEAK),
    ("Jean-Pierre Doe", "J.-P. Doe", WEAK),
    ("J.P. Doe", "Jean-Pierre Doe", WEAK),
    ("Jean-Pierre Doe", "Jean Pierre Doe", FULL),
    ("Jörg Müller", "Joerg Mueller", FULL),
    ("Jörg Müller", "Jorg Muller", FULL),
    ("Søren Åström", "Soren Astrom", FULL),
    ("Łukasz Żak", "Lukasz Zak", FULL),
    ("Pat O’Brien", "O'Brien, Pat", FULL),
    ("Jan van den Berg", "Jan Berg", FULL),
    ("van den Berg, Jan", "J. van den Berg", WEAK),
    ("Ludwig von Demo", "Ludwig Demo", FULL),
    ("Di Wu", "Wu Di", FULL),
    ("Zhang Xiaoming", "Xiaoming Zhang", FULL),
    ("Xiao-Ming Zhang", "Xiaoming Zhang", FULL),
    ("ZHANG Xiaoming", "Xiaoming Zhang", FULL),
    ("James Martin", "Martin James", WEAK),
    ("Wei Xue", "Wei Xu", NO),
    ("山田太郎", "山田 太郎", FULL),
    ("山田太郎", "山田花子", NO),
    ("김민수", "김민수", FULL),
    ("María García López", "María García", WEAK),
    ("María García-López", "María García", WEAK),
    ("María García-López", "M. García", NO),
    ("Doe", "John Doe", NO),
    ("", "John Doe", NO),
    ("...", "...", NO),
]


@pytest.mark.parametrize(("one", "other", "found"), CASES)
def test_two_ways_to_write_a_name(one, other, found):
    assert match(one, other) == match(other, one) == found


@pytest.mark.parametrize(("one", "other"), [case[:2] for case in CASES if case[2]])
def test_names_that_match_have_a_key_in_common(one, other):
    assert set(keys(one)) & set(keys(other))


def test_frequent_names_are_known():
    assert is_common("Wei Wang")
    assert is_common("J. Müller")
    assert not is_common("Ada Lovelace")


words = st.text("abcdeéöüß", min_size=2, max_size=8)
written = st.one_of(
    st.tuples(words, words).map(" ".join),
    st.tuples(words, words, words).map(" ".join),
    st.tuples(words, words).map(", ".join),
    st.tuples(words, words).map(lambda two: f"{two[0][0]}. {two[1]}"),
    st.text(max_size=40),
)


@given(written, written)
def test_matching_is_symmetric_and_found_by_keys(one, other):
    assert match(one, other) == match(other, one)
    if match(one, other):
        assert set(keys(one)) & set(keys(other))


@given(words, words)
def test_a_name_is_itself_however_it_is_written(given_name, family):
    if parse(f"{given_name} {family}"):
        whole = f"{given_name} {family}"
        assert match(whole, f"{family}, {given_name}") == FULL
        assert match(whole, whole.upper()) == FULL
