"""Measuring: both readers over one file, and everything derived from what they saw."""

import os
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from submissions.checks import columns, furniture, pdfium, references, sections, turning, typography
from submissions.checks.hidden import hidden_on, notes_of
from submissions.checks.lines import SPAN, Line, in_reading_order, page_lines, welded
from submissions.checks.objects import PageObjects, Reader, Run
from submissions.checks.pages import Text, measure_page
from submissions.checks.structure import Unreadable, read_structure
from submissions.checks.values import (
    BodyFont,
    Box,
    Font,
    Hidden,
    Measurement,
    PageMeasure,
    References,
    Sheet,
    Structure,
)

BOLD = ("bold", "black", "heavy", "semib", "cmbx", "sfbx", "-bd", "demi", "medi")
FIXED = ("mono", "courier", "consol", "typewriter", "cmtt", "sftt", "nimbusmon", "menlo")


class Layout(NamedTuple):
    """The lines of all pages without furniture, and what was taken away."""

    lines: list[Line]
    by_page: list[list[Line]]
    taken: furniture.Furniture
    counted_out: list[int]  # line numbers by page
    columns: int | None
    page_columns: list[int]
    turns: list[int]  # quarter turns of each page's text


def measure(path: str, step: Callable[[int], None]) -> Measurement:
    """Measure one file; `step` is called before each page is read."""
    step(0)
    structure = read_structure(path)
    reader = Reader()
    document = pdfium.load_document(os.fsencode(path), None)
    if not document:
        raise Unreadable(
            "damaged", "The file is damaged: its pages cannot be read. Export it anew."
        )
    try:
        pages, hidden = read_pages(document, structure, reader, step)
    finally:
        pdfium.close_document(document)
    step(0)
    return derived(structure, reader, pages, hidden)


def read_pages(
    document: int, structure: Structure, reader: Reader, step: Callable[[int], None]
) -> tuple[list[PageObjects], list[Hidden]]:
    pages: list[PageObjects] = []
    hidden: list[Hidden] = list(notes_of(structure))
    for index, sheet in enumerate(structure.sheets):
        step(index + 1)
        page = pdfium.load_page(document, index)
        if not page:
            raise Unreadable("damaged", f"Page {index + 1} is damaged. Export the file anew.")
        try:
            objects = reader.read(page, sheet)
            pages.append(objects)
            step(index + 1)
            hidden += hidden_on(page, index + 1, sheet, objects, structure.layers_off)
        finally:
            pdfium.close_page(page)
    return pages, hidden


def derived(
    structure: Structure, reader: Reader, pages: list[PageObjects], hidden: list[Hidden]
) -> Measurement:
    bold = fonts_named(reader, BOLD)
    turns = [turning.turn_of(page.runs) for page in pages]
    upright = stood_up(structure, pages, turns, bold)
    rough = columns.body_size(columns.sizes_of(run for page in upright for run in page)) or 10.0
    layout = laid_out(structure, turns, upright, rough, bold)
    listed = references.find(layout.lines, rough)
    main_end = listed.start if listed else len(layout.lines)
    body = body_of(layout.lines[:main_end] or layout.lines) or rough
    kinds = sections.kinds_of(layout.lines, listed, body)
    marks = sections.marks_of(layout.lines, kinds, body)
    main = main_lines(layout.lines, kinds, main_end)
    leading = typography.leading_of(main, body)
    width, code = typography.usual_width(main, body), fonts_named(reader, FIXED)
    text = Text(layout, kinds, marks, body, width, frozenset(code))
    each = tuple(
        measure_page(number, page, sheet, text)
        for number, (page, sheet) in enumerate(zip(pages, structure.sheets, strict=True), start=1)
    )
    block = typography.common_block([page.block for page in each if page.block])
    found = described(layout, listed, kinds, block, structure.sheets)
    read = bool(layout.lines)
    body_pages, length = extent_of_body(len(pages), found, block, layout)
    return Measurement(
        pages=len(pages),
        structure=structure,
        fonts=fonts_used(reader, pages),
        columns=layout.columns if read else None,
        gutter=rounded(typography.gutter_width(layout.lines, layout.columns or 1, body)),
        body_font=BodyFont(round(body, 2), family(reader, main)) if read else None,
        leading=rounded(leading),
        text_block=block,
        references=found,
        after=sections.parts_after(layout.lines, kinds, listed),
        body_pages=last_filled(each, body_pages),
        body_length=length,
        hidden=tuple(sorted(hidden, key=lambda one: (not one.instruction, one.page))),
        each=each,
    )


def stood_up(
    structure: Structure, pages: list[PageObjects], turns: list[int], bold: set[int]
) -> list[list[Run]]:
    """The runs of each page as they are read, whichever way its text lies."""
    return [
        welded(turning.turned(page.runs, sheet, turn), bold)
        for page, sheet, turn in zip(pages, structure.sheets, turns, strict=True)
    ]


def main_lines(lines: list[Line], kinds: list[str], end: int) -> list[Line]:
    """The main text; all before the list where most of that was taken for something else."""
    main = [line for line, kind in zip(lines, kinds, strict=True) if kind == "main"]
    return main if 4 * len(main) > end else lines[:end]


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def fonts_named(reader: Reader, parts: tuple[str, ...]) -> set[int]:
    return {
        font
        for font, face in reader.fonts.items()
        if any(part in face.name.lower() for part in parts)
    }


def laid_out(
    structure: Structure,
    turns: list[int],
    upright: list[list[Run]],
    rough: float,
    bold: set[int],
) -> Layout:
    """Columns first, then lines, then furniture out, then reading order."""
    frames = list(map(turning.frame, structure.sheets, turns))
    covers = [
        columns.coverage(runs, width, rough)
        for runs, (width, _) in zip(upright, frames, strict=True)
    ]
    gaps, count = gaps_by_page(upright, covers)
    beside = [beside_text(runs, cover) for runs, (cover, _) in zip(upright, covers, strict=True)]
    heights = [height for _, height in frames]
    numbered = furniture.line_numbers(beside, heights)
    all_lines: list[list[Line]] = []
    for number, (runs, own) in enumerate(zip(upright, gaps, strict=True), start=1):
        kept = without(runs, numbered[number - 1])
        middles = [((start + end) / 2, float(end - start)) for start, end in own]
        all_lines.append(page_lines(number, kept, middles, bold))
    taken = furniture.find(all_lines, heights, rough)
    by_page = [ordered(lines, taken.taken, rough) for lines in all_lines]
    flat = [line for lines in by_page for line in lines]
    counted_out = [len(own) for own in numbered]
    return Layout(flat, by_page, taken, counted_out, count, [len(own) + 1 for own in gaps], turns)


def gaps_by_page(
    upright: list[list[Run]], covers: list[tuple[list[int], int]]
) -> tuple[list[list[tuple[int, int]]], int | None]:
    """Each page's gutters, and how many columns the paper has."""
    found = [columns.page_gutters(cover, count) for cover, count in covers]
    count = columns.agreed(found, [sum(len(run.text) for run in runs) for runs in upright])
    common = [one for one in found if one is not None and len(one) + 1 == count]
    usual = common[len(common) // 2] if common else []
    settled = [columns.settled(own, usual, runs) for own, runs in zip(found, upright, strict=True)]
    return settled, count


def beside_text(runs: list[Run], cover: list[int]) -> list[Run]:
    return furniture.beside(runs, *columns.extent(cover)) if any(cover) else []


def without(runs: list[Run], taken: list[Run]) -> list[Run]:
    gone = {id(run) for run in taken}
    return [run for run in runs if id(run) not in gone] if gone else runs


def ordered(lines: list[Line], taken: set[int], rough: float) -> list[Line]:
    """A page's lines without furniture, as they are read."""
    free = [line for line in lines if id(line) not in taken]
    if not free:
        return []
    width = max(line.x1 for line in free) - min(line.x0 for line in free)
    return in_reading_order(free, width, rough)


def body_of(lines: list[Line]) -> float | None:
    """The commonest size of the text before the references."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 50) / 50] += len(line.text)
    return columns.body_size(sizes)


def family(reader: Reader, main: list[Line]) -> str:
    count: Counter[str] = Counter()
    for line in main:
        if line.fonts:
            name = reader.fonts[line.fonts[0]].name if line.fonts[0] in reader.fonts else ""
            count[name.split("+", 1)[-1]] += len(line.text)
    return count.most_common(1)[0][0] if count else ""


def fonts_used(reader: Reader, pages: list[PageObjects]) -> tuple[Font, ...]:
    """Only fonts that show something: a declared font that is never used does no harm."""
    count: Counter[int] = Counter()
    first: dict[int, int] = {}
    for number, page in enumerate(pages, start=1):
        for run in page.runs:
            if run.mode != 3:
                count[run.font] += len(run.text)
                first.setdefault(run.font, number)
    found = []
    for font, characters in count.most_common(100):
        face = reader.fonts.get(font)
        if face is not None:
            subset = len(face.name) > 7 and face.name[6] == "+"
            name = face.name.split("+", 1)[-1]
            found.append(Font(name, face.embedded, subset, face.type3, characters, first[font]))
    return tuple(found)


def described(
    layout: Layout,
    listed: references.Listed | None,
    kinds: list[str],
    block: Box | None,
    sheets: tuple[Sheet, ...],
) -> References | None:
    """Where the list stands, for people: page, column, height, and how sure we are."""
    if listed is None:
        return None
    line = layout.lines[listed.start]
    before = [
        other
        for other, kind in zip(layout.lines[: listed.start], kinds, strict=False)
        if other.page == line.page and len(other.text) > 1
    ]
    top, bottom = (block[1], block[3]) if block else (line.y0, line.y1)
    height = min(1.0, max(0.0, (line.y0 - top) / max(1.0, bottom - top)))
    listing = slice(listed.start, listed.end)
    own = zip(layout.lines[listing], kinds[listing], strict=True)
    entries = [one for one, kind in own if kind == "references"]
    return References(
        page=line.page,
        column=1 if line.column == SPAN else line.column + 1,
        height=round(height, 3),
        box=turning.back(
            (line.x0, line.y0, line.x1, line.y1), sheets[line.page - 1], layout.turns[line.page - 1]
        ),
        starts_page=not before,
        end_page=entries[-1].page,
        heading=listed.heading,
        confidence=listed.confidence,
    )


def last_filled(each: tuple[PageMeasure, ...], last: int) -> int:
    """Empty pages before the references are no body."""
    while last > 1 and each[last - 1].blank:
        last -= 1
    return last


def extent_of_body(
    pages: int, found: References | None, block: Box | None, layout: Layout
) -> tuple[int, float]:
    """The last page of main text, and the body's length in pages to a hundredth."""
    if found is not None:
        last = found.page - 1 if found.starts_page else found.page
        count = max(1, layout.page_columns[found.page - 1])
        part = 0.0 if found.starts_page else (found.column - 1 + found.height) / count
        return last, round(found.page - 1 + part, 2)
    filled = [lines for lines in layout.by_page if lines]
    if not filled or block is None:
        return pages, float(pages)
    end = filled[-1][-1]
    share = min(1.0, max(0.0, (end.base - block[1]) / max(1.0, block[3] - block[1])))
    count = max(1, layout.page_columns[end.page - 1])
    column = count - 1 if end.column == SPAN else end.column
    return pages, round(end.page - 1 + (column + share) / count, 2)
