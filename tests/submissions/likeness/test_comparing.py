"""Two papers beside each other: copies are found, honest papers are not."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from submissions.likeness.candidates import candidates, common, enough, too_common
from submissions.likeness.comparing import ALARM, compare, sample
from submissions.likeness.passages import MOST, WIDTH, Passage, Span, covered, joined
from tests.submissions.likeness.writing import Writer

PLAIN = (
    "We store every gradient in half precision, keep a second copy of the weights on the host, and "
    "exchange only what changed since the last step. Small clusters gain little from this, because "
    "their links are seldom full, but beyond two hundred nodes the time of a step falls by a third."
)
REWORDED = (
    "Small clusters profit little from this, because their links are rarely full, but beyond two "
    "hundred nodes the time of each step falls by a third. We keep every gradient in half precision, "
    "hold a second copy of the weights on the host, and exchange only what changed since the last "
    "iteration. Nothing of this needs a new compiler."
)


@pytest.fixture(scope="module")
def world():
    writer = Writer(3)
    papers = writer.papers(60, 6)
    copies = list(writer.copies(papers, 40))
    samples = {one.name: sample(one.text) for one in (*papers, *(copy.paper for copy in copies))}
    return papers, copies, samples


@pytest.fixture(scope="module")
def found(world):
    _, _, samples = world
    signatures = {name: one.marks for name, one in samples.items()}
    everywhere = common(signatures)
    return {
        frozenset((one, other)): compare(samples[one], samples[other], everywhere)
        for one, other in candidates(signatures)
    }


def test_reworded_copies_are_found_beside_each_of_their_origins(world, found):
    _, copies, _ = world
    pairs = [frozenset((name, copy.paper.name)) for copy in copies for name in copy.origins]
    alarmed = [pair for pair in pairs if pair in found and found[pair].alarms]
    assert len(alarmed) >= 0.95 * len(pairs)


def test_honest_papers_of_one_group_raise_no_alarm(world, found):
    honest = {paper.name for paper in world[0]}
    assert [pair for pair, one in found.items() if one.alarms and pair <= honest] == []


def test_few_pairs_are_compared(found):
    assert len(found) < 1200 < 100 * 99 / 2


def test_a_reworded_paragraph_is_shown_in_both_versions():
    one, other = sample(PLAIN), sample(REWORDED)
    likeness = compare(one, other)
    shown = [
        (one.text.passage(p.one.start, p.one.end), other.text.passage(p.other.start, p.other.end))
        for p in likeness.passages
    ]
    assert likeness.share > 0.8
    assert shown[0][0].startswith("every gradient in half precision, keep")
    assert shown[0][1].startswith("every gradient in half precision, hold")


def test_what_many_papers_say_does_not_count():
    one, other = sample(PLAIN), sample(REWORDED)
    assert compare(one, other, one.marks).share < compare(one, other).share


def test_a_paper_inside_a_longer_one_is_remarkable():
    writer = Writer(5)
    small, large = writer.paper("small", 1), writer.paper("large", 2)
    whole = sample(small.text + ". " + large.text)
    likeness = compare(sample(small.text), whole)
    assert likeness.share_of_one > 0.95 > 0.7 > likeness.share_of_other
    assert likeness.alarms


@pytest.mark.parametrize("written", ["", "one two", "word " * 5000, "3 4 5 6 7"])
def test_texts_that_say_nothing_are_like_nothing(written):
    likeness = compare(sample(written), sample(written))
    assert (likeness.share, likeness.passages) == (0, ())


def test_a_text_made_to_be_slow_is_not():
    words = Writer(9).paper("long", 1).text.split() * 4
    one = sample(" ".join(words))
    began = time.process_time()
    compare(one, one)
    assert time.process_time() - began < 3


sentences = st.lists(
    st.sampled_from([f"{a}ba {b}cu {a}{b}do" for a in "xyzuvw" for b in "klmnpq"]),
    min_size=0,
    max_size=60,
)


@settings(deadline=None)
@given(sentences, sentences)
def test_shares_are_shares_and_hardly_depend_on_the_order(one, other):
    first, second = sample(" ".join(one)), sample(" ".join(other))
    likeness, turned = compare(first, second), compare(second, first)
    for share in (likeness.share_of_one, likeness.share_of_other, likeness.containment):
        assert 0 <= share <= 1
    assert likeness.resemblance == turned.resemblance <= likeness.containment
    for passage in likeness.passages:
        assert 0 <= passage.one.start < passage.one.end <= len(first.text.words)
        assert 0 <= passage.other.start < passage.other.end <= len(second.text.words)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000))
def test_a_paper_is_wholly_like_itself(seed):
    one = sample(Writer(seed).paper("paper", 1).text)
    assert compare(one, one).share > 0.9 > ALARM


def test_candidates_do_not_depend_on_names_or_order(world):
    signatures = {name: one.marks for name, one in world[2].items()}
    renamed = {f"other {name}": marks for name, marks in reversed(signatures.items())}
    pairs = {frozenset(pair) for pair in candidates(signatures)}
    others = {frozenset(name.removeprefix("other ") for name in p) for p in candidates(renamed)}
    assert pairs == others


@pytest.mark.parametrize(
    ("shared", "one", "other", "due"),
    [(2, 20, 20, False), (3, 20, 20, True), (10, 300, 400, False), (15, 300, 400, True)],
)
def test_enough_is_a_share_of_the_shorter_paper(shared, one, other, due):
    assert enough(shared, one, other) is due


def test_a_mark_of_a_small_workshop_is_never_common_below_ten_papers():
    assert (too_common(10), too_common(1000)) == (10, 50)


def test_words_in_two_passages_count_once():
    assert covered([Span(0, 10), Span(5, 12), Span(20, 22)]) == 14


def test_passages_that_follow_closely_read_as_one():
    near = [Passage(Span(0, 20), Span(50, 70), 9), Passage(Span(25, 40), Span(74, 90), 8)]
    far = Passage(Span(300, 320), Span(10, 30), 7)
    assert joined([*near, far]) == [Passage(Span(0, 40), Span(50, 90), 17), far]


def test_passages_stay_short_enough_to_read_side_by_side():
    one = sample(Writer(4).paper("long", 1).text)
    likeness = compare(one, one)
    assert len(likeness.passages) > 5
    assert max(len(passage.one) for passage in likeness.passages) <= MOST + WIDTH
    assert likeness.share > 0.9
