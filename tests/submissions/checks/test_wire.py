"""What a child says is never trusted: it fits, and can be kept, or it is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from submissions.checks.values import BodyFont, Failure, PageWords, Word
from submissions.checks.wire import from_plain, to_plain

pytestmark = pytest.mark.embedded  # no database is asked: once is enough

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
length = st.floats(-1e6, 1e6)
words = st.builds(Word, st.text(max_size=9), st.tuples(length, length, length, length))
pages = st.builds(PageWords, length, length, st.lists(words, max_size=4).map(tuple))


@given(pages)
def test_there_and_back_is_the_same_but_for_what_nobody_can_keep(page):
    back = from_plain(PageWords, json.loads(json.dumps(to_plain(page))))
    assert [one.box for one in back.words] == [one.box for one in page.words]
    for one, other in zip(back.words, page.words, strict=True):
        assert one.text == other.text.replace("\0", "�")
        one.text.encode()


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=9))
def test_every_text_can_be_kept_by_any_database(text):
    kept = from_plain(Failure, {"rule": text, "message": text, "page": None})
    assert "\0" not in kept.rule
    assert kept.message.encode().decode() == kept.message


@given(anything)
def test_data_of_another_shape_is_refused_in_one_of_three_ways(data):
    for kind in (PageWords, Failure, BodyFont):
        try:
            made = from_plain(kind, data)
        except (ValueError, TypeError, KeyError):
            continue
        assert isinstance(made, kind)


@pytest.mark.parametrize("size", ["NaN", "Infinity", "-Infinity", "1e999", "1" + "0" * 400])
def test_a_number_without_end_is_refused(size):
    with pytest.raises(ValueError, match="without end"):
        from_plain(BodyFont, json.loads(f'{{"size": {size}, "family": ""}}'))
