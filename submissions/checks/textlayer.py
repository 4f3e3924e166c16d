"""The words of one page with their places, to be laid over its picture and selected there."""

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

from submissions.checks import pdfium
from submissions.checks.hidden import hidden_on
from submissions.checks.limits import MAX_CHARACTERS, TooComplex
from submissions.checks.objects import Reader
from submissions.checks.rendering import on_drawing, opened_page
from submissions.checks.values import Box, PageWords, Sheet, Word

HYPHEN = 2  # how PDFium says that a word goes on in the next line
LAST = 0x10FFFF
APART = 0.7  # of a letter's height


class Letter(NamedTuple):
    code: int
    box: Box


class Edges(ctypes.Structure):
    _fields_ = [(name, ctypes.c_float) for name in ("left", "top", "right", "bottom")]


def page_words(path: str, number: int) -> PageWords:
    """What can be seen of a page's text, in the file's order; hidden words are left out."""
    with opened_page(path, number) as (page, sheet, layers_off):
        width = pdfium.page_width(page) * sheet.unit
        height = pdfium.page_height(page) * sheet.unit
        pdfium.set_rotation(page, 0)
        objects = Reader().read(page, sheet)
        unseen = hidden_on(page, number, sheet, objects, layers_off)
        said = list(words(letters(page, sheet)))
    seen = [
        Word(one.text, rounded(on_drawing(one.box, sheet)))
        for one in said
        if not any(one.text in other.words and holds(other.box, one.box) for other in unseen)
    ]
    shown = tuple(one for one in seen if on_page(one.box, width, height))
    return PageWords(round(width, 2), round(height, 2), shown)


def letters(page: int, sheet: Sheet) -> Iterator[Letter]:
    text = pdfium.load_text(page)
    try:
        total = pdfium.count_chars(text)
        if total > MAX_CHARACTERS:
            raise TooComplex(f"A page has more than {MAX_CHARACTERS:,} characters.")
        edges = Edges()
        at, (x, y), unit = ctypes.addressof(edges), sheet.origin, sheet.unit
        for index in range(total):
            code = pdfium.letter(text, index)
            if not pdfium.letter_box(text, index, at):
                continue
            yield Letter(
                code,
                (
                    (edges.left - x) * unit,
                    (y - edges.top) * unit,
                    (edges.right - x) * unit,
                    (y - edges.bottom) * unit,
                ),
            )
    finally:
        pdfium.close_text(text)


def words(said: Iterator[Letter]) -> Iterator[Word]:
    """Letters between spaces; a word that goes on in the next line is two."""
    kept: list[Letter] = []
    for one in said:
        ends = one.code <= 32 and one.code != HYPHEN
        if kept and (ends or kept[-1].code == HYPHEN or apart(kept[-1].box, one.box)):
            yield word_of(kept)
            kept = []
        if not ends:
            kept.append(one)
    if kept:
        yield word_of(kept)


def apart(one: Box, other: Box) -> bool:
    """Too far from each other for two letters of a word, whichever way it runs."""
    away = max(one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3])
    return away > APART * max(one[3] - one[1], 1.0)


def word_of(kept: list[Letter]) -> Word:
    text = "".join("-" if one.code == HYPHEN else chr(one.code) for one in kept if one.code <= LAST)
    boxes = [one.box for one in kept]
    return Word(
        text,
        (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        ),
    )


def rounded(box: Box) -> Box:
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))


def holds(outer: Box, inner: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def on_page(box: Box, width: float, height: float) -> bool:
    return box[2] > 0 and box[3] > 0 and box[0] < width and box[1] < height
