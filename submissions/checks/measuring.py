"""Measuring: both readers over one file, and everything derived from what they saw."""

import os
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from submissions.checks import columns, furniture, pdfium, references, sections, typography
from submissions.checks.hidden import hidden_on, notes_of
from submissions.checks.lines import SPAN, Line, in_reading_order, page_lines
from submissions.checks.objects import PageObjects, Reader, Run
from submissions.checks.pages import measure_page
from submissions.checks.structure import Unreadable, read_structure
from submissions.checks.values import (
    BodyFont,
    Box,
    Font,
    Hidden,
    Measurement,
    References,
    Structure,
)


class Layout(NamedTuple):
    """The lines of all pages without furniture, and what was taken away."""

    lines: list[Line]
    by_page: list[list[Line]]
    taken: furniture.Furniture
    counted_out: list[int]  # line numbers by page
    columns: int | None
    page_columns: list[int]


def measure(path: str, step: Callable[[int], None]) -> Measurement:
    """Measure one file; `step` is called before each page is read."""
    step(0)
    structure = read_structure(path)
    reader = Reader()
    document = pdfium.load_document(os.fsencode(path), None)
    if not document:
        raise Unreadable("damaged", "The file is damaged: its pages cannot be read. Export it anew.")
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
    upright = [[run for run in page.runs if run.upright] for page in pages]
    rough = columns.body_size(columns.sizes_of(run for page in upright for run in page)) or 10.0
    layout = laid_out(structure, upright, rough, bold_fonts(reader))
    listed = references.find(layout.lines, rough)
    main_end = listed.start if listed else len(layout.lines)
    body = body_of(layout.lines[:main_end] or layout.lines, upright) or rough
    kinds = sections.kinds_of(layout.lines, listed, body)
    marks = sections.marks_of(layout.lines, kinds, body)
    main = [line for line, kind in zip(layout.lines, kinds, strict=True) if kind == "main"]
    leading = typography.leading_of(main, body)
    each = tuple(
        measure_page(number, pages[number - 1], structure.sheets[number - 1], layout, kinds, marks, body)
        for number in range(1, len(pages) + 1)
    )
    block = typography.common_block([page.block for page in each if page.block])
    found = described(layout, listed, kinds, block)
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
        body_pages=body_pages,
        body_length=length,
        hidden=tuple(sorted(hidden, key=lambda one: (not one.instruction, one.page))),
        each=each,
    )


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def bold_fonts(reader: Reader) -> set[int]:
    bold = ("bold", "black", "heavy", "semib", "cmbx", "sfbx", "-bd", "demi", "medi")
    return {font for font, face in reader.fonts.items() if any(word in face.name.lower() for word in bold)}


def laid_out(
    structure: Structure, upright: list[list[Run]], rough: float, bold: set[int]
) -> Layout:
    """Columns first, then lines, then furniture out, then reading order."""
    widths = [sheet.width for sheet in structure.sheets]
    found = [
        columns.page_gutters(runs, width, rough) for runs, width in zip(upright, widths, strict=True)
    ]
    weights = [sum(len(run.text) for run in runs) for runs in upright]
    count = columns.agreed(found, weights)
    common = [one for one in found if one is not None and len(one) + 1 == count]
    usual = common[len(common) // 2] if common else []
    numbered: list[int] = []
    page_columns: list[int] = []
    all_lines: list[list[Line]] = []
    for number, (runs, own) in enumerate(zip(upright, found, strict=True), start=1):
        gaps = columns.settled(own, usual, runs)
        page_columns.append(len(gaps) + 1)
        cover, _ = columns.coverage(runs, widths[number - 1], rough)
        beside: list[Run] = []
        if any(cover):
            left, right = columns.extent(cover)
            beside = furniture.line_numbers(runs, left, right)
        numbered.append(len(beside))
        gone = {id(run) for run in beside}
        kept = [run for run in runs if id(run) not in gone] if gone else runs
        middles = [((start + end) / 2, float(end - start)) for start, end in gaps]
        all_lines.append(page_lines(number, kept, middles, bold))
    heights = [sheet.height for sheet in structure.sheets]
    taken = furniture.find(all_lines, heights, rough)
    by_page = []
    for lines in all_lines:
        free = [line for line in lines if id(line) not in taken.taken]
        width = max((line.x1 for line in free), default=0.0) - min((line.x0 for line in free), default=0.0)
        by_page.append(in_reading_order(free, width, rough))
    flat = [line for lines in by_page for line in lines]
    return Layout(flat, by_page, taken, numbered, count, page_columns)


def body_of(lines: list[Line], upright: list[list[Run]]) -> float | None:
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
    layout: Layout, listed: references.Listed | None, kinds: list[str], block: Box | None
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
    entries = [one for one, kind in zip(layout.lines, kinds, strict=True) if kind == "references"]
    return References(
        page=line.page,
        column=1 if line.column == SPAN else line.column + 1,
        height=round(height, 3),
        box=(line.x0, line.y0, line.x1, line.y1),
        starts_page=not before,
        end_page=entries[-1].page,
        heading=listed.heading,
        confidence=listed.confidence,
    )


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
