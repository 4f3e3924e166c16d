import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from submissions.search.language import DEEPEST, LONGEST, MOST_TERMS, parse
from submissions.search.tree import (
    EVERYTHING,
    All,
    Any,
    Asked,
    Keyed,
    Not,
    Numbers,
    Phrase,
    Word,
    WrongQuery,
)

PIECES = st.sampled_from(
    ["deep", "C++", "ResNet-50", '"', '"two words"', "“", "(", ")", "-", "–", "not", "OR", "and", "#", "#x", "#12",
     "3", "3-7", "7-3", "3,5", "topic:", "Author:", "topic:(", "a>b", ">=3", "<2d", "rank>", "=", ":", "\x00", "\ud800",
     "é", "深層", " ", " ", " ", "&", "*"]
)  # fmt: skip
TYPED = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))


def attempt(text: str):
    try:
        return parse(text), None
    except WrongQuery as wrong:
        return None, wrong


def told(text: str) -> tuple[str, str]:
    """The sentence about a wrong query, and the stretch it points at."""
    with pytest.raises(WrongQuery) as caught:
        parse(text)
    wrong = caught.value
    return wrong.sentence, text[wrong.start : wrong.end]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", EVERYTHING),
        ("  \n ", EVERYTHING),
        ("deep", Word("deep")),
        ("deep nets", All((Word("deep"), Word("nets")))),
        ("deep and nets", All((Word("deep"), Word("nets")))),
        ("a or b c", Any((Word("a"), All((Word("b"), Word("c")))))),
        ("(a or b) c", All((Any((Word("a"), Word("b"))), Word("c")))),
        ('-"deep nets"', Not(Phrase("deep nets"))),
        ("not -a", Word("a")),
        ("“deep  nets”", Phrase("deep nets")),
        ("topic:systems", Keyed("topic", Asked("topic", "systems"))),
        ("TOPIC:systems", Keyed("topic", Asked("topic", "systems"))),
        ('topic:"file systems"', Keyed("topic", Asked("topic", "file systems", quoted=True))),
        ("topic:(a or -b)", Keyed("topic", Any((Asked("topic", "a"), Not(Asked("topic", "b")))))),
        ("topic:-a", Keyed("topic", Not(Asked("topic", "a")))),
        ("topic:or", Keyed("topic", Asked("topic", "or"))),
        ("updated:<2d", Keyed("updated", Asked("updated", "2d", sign="<"))),
        ("pages:>=3", Keyed("pages", Asked("pages", "3", sign=">="))),
        ("tag:rank>3", Keyed("tag", Asked("tag", "3", name="rank", sign=">"))),
        ("#rank>3", Keyed("tag", Asked("tag", "3", name="rank", sign=">"))),
        ('started:>"2026-11-01 9:00"', Keyed("started", Asked("started", "2026-11-01 9:00", sign=">", quoted=True))),
        ("tag:(#a or #b)", Keyed("tag", Any((Asked("tag", "a"), Asked("tag", "b"))))),
        ("3", Numbers(((3, 3),))),
        ("#3", Numbers(((3, 3),))),
        ("3-7", Numbers(((3, 7),))),
        ("3, 5 8-9", Numbers(((3, 3), (5, 5), (8, 9)))),
        ("-(3 5)", Not(Numbers(((3, 3), (5, 5))))),
        ('"3"', Phrase("3")),
        ("2401.12345", Word("2401.12345")),
        ("1234567", Word("1234567")),
        ("10:30", Word("10:30")),
    ],
)  # fmt: skip
def test_what_a_query_means(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "stretch", "sentence"),
    [
        ("a (b", "(", "never closed"),
        ("a (", "(", "never closed"),
        ("a b) c", ")", "Nothing opens"),
        (")", ")", "Nothing opens"),
        ("a () b", "()", "nothing in these parentheses"),
        ('a "b c', '"b c', "never ends"),
        ("or a", "or", "before “or”"),
        ("a or", "or", "follow “or”"),
        ("a and or b", "and", "follow “and”"),
        ("not", "not", "follow “not”"),
        ("a - b", "-", "no letter"),
        ("a & b", "&", "no letter"),
        ('a ""', '""', "no letter"),
        ("topic:", "topic:", "right behind"),
        ("topic: a", "topic:", "right behind"),
        ("(topic:)", "topic:", "right behind"),
        ("topic:(author:x)", "author:", "cannot stand inside “topic:”"),
        ("#rank>", "rank>", "what to compare"),
        ("7-3", "7-3", "3-7"),
    ],
)
def test_a_wrong_query_points_at_the_wrong_word_and_says_how_to_mend_it(text, stretch, sentence):
    said, pointed = told(text)
    assert (pointed, sentence in said) == (stretch, True), said


@given(TYPED)
def test_any_text_is_read_or_is_a_wrong_query_with_a_place_in_it(text):
    tree, wrong = attempt(text)
    if wrong:
        assert 0 <= wrong.start < wrong.end <= len(text)
        assert wrong.sentence.endswith(".")
    else:
        assert parse(str(tree)) == tree
        assert str(parse(str(tree))) == str(tree)


@given(st.recursive(st.sampled_from(["a", "C++", '"b c"', "3", "3-7 9", "k:v", "k:(a or b)", "#t>3", "k:-x"]),
                    lambda inner: st.one_of(inner.map("-{}".format), inner.map("({})".format), inner.map("not ({})".format),
                                            st.lists(inner, min_size=1, max_size=3).map(" ".join),
                                            st.lists(inner, min_size=1, max_size=3).map(" or ".join)),
                    max_leaves=12))  # fmt: skip
def test_the_normal_form_means_the_same(text):
    tree = parse(text)
    assert parse(str(tree)) == tree


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a" * (LONGEST + 1), "characters"),
        ('"bbbbbbbb"' * 100, "characters"),
        ("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1), "inside each other"),
        ("a " * (MOST_TERMS + 1), "things at once"),
    ],
)
def test_bombs_are_refused_by_their_size(text, sentence):
    assert sentence in told(text)[0]


@pytest.mark.parametrize("text", ["(" * DEEPEST + "a" + ")" * DEEPEST, "a " * MOST_TERMS, "-" * 999 + "a",
                                  "3 " * 500, "1,2," * 250, "3-4 " * 249])  # fmt: skip
def test_what_is_within_bounds_is_read(text):
    assert parse(str(parse(text))) == parse(text)


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "-",
        '"',
        "a:",
        "#",
        "1-",
        "1,",
        "not ",
        "a:(",
        "<",
        "a<",
        "x>=",
        '""',
        "((a)",
        "((((a or ",
    ],
)
def test_the_worst_of_texts_takes_no_time(piece):
    text = (piece * LONGEST)[:LONGEST]
    began = time.process_time()
    for _ in range(10):
        attempt(text)
    assert time.process_time() - began < 0.5
