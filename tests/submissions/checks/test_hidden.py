"""Text that readers cannot see is found; text that they can see is left alone."""

import pikepdf
import pytest

from tests.submissions.checks.overlays import HONEST, SENTENCE, laid_over, words

PLAIN = "several quite ordinary words that nobody ever gets to see on this page of the paper"
TRICKS = {
    "invisible": words(PLAIN, how="3 Tr"),
    "white": words(PLAIN, how="1 g"),
    "nearly white": words(PLAIN, how="0.97 g"),
    "transparent": "/GX gs " + words(PLAIN),
    "tiny": words(PLAIN, size=1),
    "off the page": words(PLAIN, x=-900),
    "covered by a white box": words(PLAIN) + " 1 g 60 280 500 60 re f",
    "covered by a black box": words(PLAIN) + " 0 g 60 280 500 60 re f",
    "clipped away": "10 10 20 20 re W n " + words(PLAIN),
    "like its ground": "0.2 0.4 0.6 rg 60 280 500 60 re f " + words(PLAIN),
    "on a hidden layer": "/OC /LX BDC " + words(PLAIN) + " EMC",
}


@pytest.mark.parametrize("trick", TRICKS)
def test_each_trick_is_found(trick, one_page, measured):
    found = measured(laid_over(one_page, TRICKS[trick])).hidden
    assert [one.page for one in found] == [1]
    assert "ordinary words" in found[0].words
    assert not found[0].instruction


def test_instructions_come_first(one_page, measured):
    tricks = words(PLAIN, how="3 Tr") + " " + words(SENTENCE, how="0 Tr 1 g", y=200)
    found = measured(laid_over(one_page, tricks)).hidden
    assert [one.instruction for one in found] == [True, False]


def test_annotations_are_read(one_page, measured):
    with pikepdf.open(one_page, allow_overwriting_input=True) as pdf:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=SENTENCE
        )
        pdf.pages[0].Annots = pikepdf.Array([note])
        pdf.save(one_page)
    found = measured(one_page).hidden
    assert [(one.how, one.instruction) for one in found] == [("in an annotation", True)]


HONESTLY = {
    "plain": words(HONEST),
    "over a pale box": "0.9 g 60 280 500 60 re f 0 g " + words(HONEST),
    "white on a dark box": "0 g 60 280 500 60 re f " + words(HONEST, how="1 g"),
    "inside a wide clip": "0 0 600 800 re W n " + words(HONEST),
    "under a hair line": words(HONEST) + " 0 g 60 299 500 0.5 re f",
    "tiny marks": " ".join(words(f"{n}.0", size=1.5, y=100 + n) for n in range(30)),
    "a transparent box above": words(HONEST) + " /GX gs 1 g 60 280 500 60 re f",
}


@pytest.mark.parametrize("how", HONESTLY)
def test_honest_text_is_left_alone(how, one_page, measured):
    assert measured(laid_over(one_page, HONESTLY[how])).hidden == ()


def test_a_white_page_behind_hides_nothing(one_page, measured):
    assert measured(laid_over(one_page, "1 g 0 0 600 850 re f", before=True)).hidden == ()


def test_a_white_page_above_hides_everything(one_page, measured):
    found = measured(laid_over(one_page, "1 g 0 0 600 850 re f")).hidden
    assert [one.how for one in found] == ["covered"]


def with_picture(path, data):
    """A paper whose first page may draw /IX, ten by ten pixels."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        picture = pikepdf.Stream(pdf, data)
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        picture.Width = picture.Height = 10
        picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
        pdf.pages[0].add_resource(picture, pikepdf.Name.XObject, pikepdf.Name.IX)
        pdf.save(path)


def test_what_a_scanner_read_is_no_fraud(one_page, measured):
    with_picture(one_page, b"\xf0" * 100)
    said = words(HONEST, how="3 Tr")
    for content in (
        f"q 590 0 0 830 0 0 cm /IX Do Q {said}",
        f"{said} q 590 0 0 830 0 0 cm /IX Do Q",
    ):
        assert measured(laid_over(one_page, content)).hidden == ()


def test_words_under_a_motley_picture_are_found(one_page, measured):
    with_picture(one_page, bytes(range(0, 200, 2)))
    under = words(PLAIN) + " q 500 0 0 60 60 280 cm /IX Do Q"
    assert [one.how for one in measured(laid_over(one_page, under)).hidden] == ["covered"]


def test_words_over_a_motley_picture_are_left_alone(one_page, measured):
    with_picture(one_page, bytes(range(0, 200, 2)))
    over = "q 500 0 0 60 60 280 cm /IX Do Q " + words(HONEST)
    assert measured(laid_over(one_page, over)).hidden == ()


MARKS = " ".join(f"{n % 500} {n // 500} 6 6 re f" for n in range(60_000))


def test_a_crowded_figure_hides_nothing_and_is_read(one_page, measured):
    assert measured(laid_over(one_page, MARKS)).hidden == ()


def test_words_under_a_crowd_of_shapes_are_found(one_page, measured):
    under = words(PLAIN, y=60) + " 0.3 g " + MARKS
    assert [one.how for one in measured(laid_over(one_page, under)).hidden] == ["covered"]
