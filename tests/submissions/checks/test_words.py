"""The words of a page, to be selected over its picture."""

import struct

import pikepdf
import pytest
from pikepdf import Array

from submissions.checks.values import Failure
from tests.submissions.checks import hostile
from tests.submissions.checks.overlays import HONEST, SENTENCE, laid_over, words
from tests.submissions.checks.papers import heading, prose

pytestmark = pytest.mark.embedded  # no database is asked: once is enough


@pytest.fixture
def said(pool):
    """The words of a page in one string."""

    def say(path, page=1):
        found = pool.words(str(path), page)
        assert not isinstance(found, Failure), found
        return " ".join(one.text for one in found.words)

    return say


def test_all_words_come_in_order(one_page, said):
    assert said(one_page).startswith("1 Introduction")
    assert prose(200).replace("\n", " ").split()[:40] == said(one_page).split()[2:42]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_lie_on_the_drawing_where_its_ink_is(turn, one_page, pool):
    def turned(page):
        page.Rotate = turn
        page.CropBox = Array([20, 30, 590, 800])

    one_page = changed(one_page, turned)
    page = pool.words(str(one_page), 1)
    picture = pool.draw(str(one_page), 1, width=round(page.width))
    width, height = struct.unpack(">II", picture[16:24])
    assert (width, height) == (round(page.width), round(page.height))
    rows = grey_rows(picture)
    for one in page.words:
        left, top, right, bottom = (round(edge) for edge in one.box)
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height
        assert min(rows[y][x] for y in range(top, bottom) for x in range(left, right)) < 160, one


def grey_rows(picture):
    import io

    from PIL import Image

    image = Image.open(io.BytesIO(picture)).convert("L")
    data = image.tobytes()
    return [data[y * image.width : (y + 1) * image.width] for y in range(image.height)]


def changed(path, change):
    out = path.with_name("changed.pdf")
    with pikepdf.open(path) as pdf:
        change(pdf.pages[0])
        pdf.save(out)
    return out


def first_of(pool, path):
    page = pool.words(str(path), 1)
    return page.words[0].box, (page.width, page.height)


def test_a_crop_a_unit_and_another_corner_are_taken_into_account(one_page, pool):
    box, size = first_of(pool, one_page)

    def crop(page):
        page.CropBox = Array([50, 60, 500, 800])

    def grow(page):
        page.UserUnit = 2

    def move(page):
        page.MediaBox = Array([100, 200, 100 + size[0], 200 + size[1]])
        page.contents_add(b"q 1 0 0 1 100 200 cm", prepend=True)
        page.contents_add(b"Q")

    def turn(page):
        page.Rotate = 90

    def grow_crop(page):
        page.CropBox = Array([-50, -60, 900, 1800])

    cropped, small = first_of(pool, changed(one_page, crop))
    assert small == (450, 740)
    assert cropped[:2] == pytest.approx((box[0] - 50, box[1] - (size[1] - 800)), abs=0.05)
    grown, large = first_of(pool, changed(one_page, grow))
    assert grown == pytest.approx([2 * edge for edge in box], abs=0.1)
    assert large == pytest.approx([2 * edge for edge in size], abs=0.1)
    assert first_of(pool, changed(one_page, move))[0] == pytest.approx(box, abs=0.05)
    turned, lying = first_of(pool, changed(one_page, turn))
    assert lying == (size[1], size[0])
    assert turned == pytest.approx((size[1] - box[3], box[0], size[1] - box[1], box[2]), abs=0.05)
    assert first_of(pool, changed(one_page, grow_crop)) == (box, size)


def test_a_frame_is_drawn_where_the_words_are_though_the_page_is_turned(one_page, pool):
    def turn(page):
        page.Rotate = 90

    box = first_of(pool, one_page)[0]
    path = changed(one_page, turn)
    where, size = first_of(pool, path)
    width = round(size[0])
    plain, marked = pool.draw(str(path), 1, width=width), pool.draw(str(path), 1, (box,), width)
    changes = [
        (x, y)
        for y, (one, other) in enumerate(zip(grey_rows(plain), grey_rows(marked), strict=True))
        for x in range(width)
        if one[x] != other[x]
    ]
    assert min(x for x, _ in changes) == pytest.approx(where[0] - 3, abs=1.5)
    assert max(y for _, y in changes) == pytest.approx(where[3] + 3, abs=1.5)


def test_what_cannot_be_seen_cannot_be_selected(one_page, said):
    assert SENTENCE not in said(laid_over(one_page, words(SENTENCE, how="3 Tr")))
    assert SENTENCE not in said(laid_over(one_page, words(SENTENCE, how="1 g")))
    assert SENTENCE not in said(laid_over(one_page, words(SENTENCE, x=-2000)))
    assert HONEST in said(laid_over(one_page, words(HONEST, y=60)))


def test_a_word_that_goes_on_in_the_next_line_is_two(make, said):
    part = (
        "#set text(hyphenate: true)\n#box(width: 70pt)[incomprehensibilities incomprehensibilities]"
    )
    found = said(make("lncs", heading("1 Introduction"), part))
    assert any(one.endswith("-") for one in found.split())


def test_words_of_a_page_that_is_not_there_are_refused(one_page, pool):
    for page in (-1, 0, 2, 99, 10**9):
        answer = pool.words(str(one_page), page)
        assert isinstance(answer, Failure)
        assert "no page" in answer.message


HOSTILE = {
    hostile.circle: "damaged", hostile.nested: "damaged", hostile.locked: "encrypted", hostile.nothing: "empty-file",
    hostile.picture: "not-a-pdf", hostile.stump: "damaged", hostile.many_pages: "too-complex",
    hostile.laughs: "too-complex", hostile.flood: "too-complex", hostile.strokes: "too-complex",
}  # fmt: skip


@pytest.mark.parametrize("made", HOSTILE, ids=lambda made: made.__name__)
def test_a_hostile_file_says_no_words(made, tmp_path, pool):
    path = tmp_path / "hostile.pdf"
    made(path)
    assert pool.words(str(path), 1).rule == HOSTILE[made]
