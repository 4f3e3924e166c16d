import pytest
from hypothesis import given
from hypothesis import strategies as st

from submissions.search.words import LONGEST, entries, folded, pairs, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Deep Learning, deeply", ["deep", "learning", "deeply"]),
        ("ResNet-50 in C++", ["resnet", "50", "in", "c++"]),
        ("Größe ÉTÉ Łódź Ørsted", ["grosse", "ete", "lodz", "orsted"]),
        ("ﬁne ＡＢＣ x²", ["fine", "abc", "x2"]),
        ("snake_case don’t", ["snake", "case", "don", "t"]),
        ("…", []),
        ("深層学習", ["深層学習"]),
        ("a" * 99, ["a" * LONGEST]),
    ],
)
def test_words_are_folded(text, found):
    assert words(text) == found


def test_scripts_without_spaces_are_found_from_any_sign_on():
    assert entries("深層学習 net") == {"深層学習", "層学習", "学習", "習", "net"}


def test_neighbours_make_pairs():
    assert pairs("Deep learning, on GPUs") == ["deep learning", "learning on", "on gpus"]
    assert pairs("alone") == []


@given(st.text(max_size=80))
def test_whatever_is_written_is_found_again(text):
    assert set(words(text)) <= entries(text)
    assert words(folded(text)) == words(text)
    assert all(0 < len(one) <= LONGEST for one in [*entries(text), *pairs(text)])
