"""What is measured of each page."""

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from submissions.checks import columns, pdfium, turning
from submissions.checks.headings import FLOAT
from submissions.checks.lines import Line
from submissions.checks.objects import PageObjects, Shape
from submissions.checks.sections import passages
from submissions.checks.typography import block_of, leading_of
from submissions.checks.values import Box, PageMeasure, Sheet

if TYPE_CHECKING:
    from submissions.checks.measuring import Layout

OUTERMOST = 12
CAPTION = 4  # lines: more are rows
MUCH = 600  # characters of running text that make a page's own size worth telling


class Text(NamedTuple):
    """All lines of a paper, what each belongs to, and how its body is set."""

    layout: "Layout"
    kinds: list[str]
    marks: list[str]
    body: float
    width: float  # of most body lines
    fixed: frozenset[int]  # fonts of code


def measure_page(number: int, objects: PageObjects, sheet: Sheet, text: Text) -> PageMeasure:
    """One page: its text without furniture, its pictures, and what counts on it."""
    layout = text.layout
    own = [index for index, line in enumerate(layout.lines) if line.page == number]
    lines = [layout.lines[index] for index in own]
    turn = layout.turns[number - 1]
    edges = [line for line in lines if len(line.text) > 12 and turn == 0]
    main = [layout.lines[index] for index in own if text.kinds[index] == "main"]
    drawn = graphics(objects.shapes, sheet)
    images = [one for one in objects.shapes if one.kind == pdfium.IMAGE_OBJECT]
    size = main_size(main)
    running = [] if turn else [line for line in outside_tables(main) if runs_on(line, text)]
    own_size = main_size(running) if sum(len(line.text) for line in running) > MUCH else None
    shows = bool(lines or drawn) or any(not run.upright for run in objects.runs)
    return PageMeasure(
        number=number,
        characters=sum(len(run.text) for run in objects.runs if run.mode != 3),
        words=sum(len(line.text.split()) for line in lines),
        columns=layout.page_columns[number - 1],
        body_size=None if own_size is None else round(own_size, 2),
        small_share=round(small_share(running, text.body), 3),
        leading=leading_of(main, size or text.body),
        block=block_of(lines) if turn == 0 else None,
        lines=len(lines),
        left_edges=tuple(sorted(line.x0 for line in edges)[:OUTERMOST]),
        right_edges=tuple(sorted((line.x1 for line in edges), reverse=True)[:OUTERMOST]),
        tops=tuple(sorted(line.base - 0.7 * line.size for line in edges)[:OUTERMOST]),
        bottoms=tuple(sorted((line.base for line in edges), reverse=True)[:OUTERMOST]),
        graphics=drawn,
        image_share=round(image_share(images, sheet), 3),
        invisible_characters=under_pictures(objects, images, sheet),
        blank=not shows,
        heads=heads_of(layout, number, sheet),
        page_number=number_of(layout, number, sheet),
        line_numbers=layout.counted_out[number - 1],
        counted=counted([text.kinds[index] for index in own], shows),
        passages=passages(lines, [text.marks[index] for index in own]),
    )


def heads_of(layout: "Layout", page: int, sheet: Sheet) -> tuple[tuple[str, Box], ...]:
    """Running heads and feet, where they stand on the paper."""
    turn = layout.turns[page - 1]
    found = layout.taken.heads.get(page, [])
    return tuple((said, turning.back(box, sheet, turn)) for said, box in found)


def number_of(layout: "Layout", page: int, sheet: Sheet) -> Box | None:
    """The page number, where it stands on the paper."""
    found = layout.taken.numbers.get(page)
    return turning.back(found, sheet, layout.turns[page - 1]) if found else None


def main_size(main: list[Line]) -> float | None:
    sizes: Counter[float] = Counter()
    for line in main:
        if len(line.text) > 12:
            sizes[round(line.size * 50) / 50] += len(line.text)
    return columns.body_size(sizes)


def runs_on(line: Line, text: Text) -> bool:
    """A line of a paragraph: it fills its column, and has no gaps as rows of tables do."""
    if text.fixed.intersection(line.fonts):
        return False
    return line.gap < 1.2 * line.size and line.x1 - line.x0 > 0.8 * text.width


def outside_tables(lines: list[Line]) -> list[Line]:
    """A page's lines without captions and the rows that follow them closely in one size."""
    found: list[Line] = []
    rows: list[Line] = []  # of the table that this line may belong to, its caption first
    for line in lines:
        if FLOAT.match(line.text):
            rows = [line]
        elif rows and follows(line, rows):
            rows.append(line)
        else:
            rows = []
            found.append(line)
    return found


def follows(line: Line, rows: list[Line]) -> bool:
    """The caption's further lines and the first row may be of another size than the next."""
    last = rows[-1]
    near = line.column == last.column and 0 <= line.base - last.base < 2.6 * line.size
    return near and (len(rows) < CAPTION or abs(line.size - last.size) < 0.1)


def small_share(main: list[Line], body: float) -> float:
    """How much running text is clearly smaller than the body; captions and notes are short."""
    total = sum(len(line.text) for line in main)
    small = sum(len(line.text) for line in main if line.size < body - 0.35 and len(line.text) > 25)
    return small / total if total else 0.0


def graphics(shapes: list[Shape], sheet: Sheet) -> Box | None:
    """The rectangle of all that is drawn and seen, without hair lines and page backgrounds."""
    area = sheet.width * sheet.height
    seen = [
        one
        for one in shapes
        if one.x1 > 0
        and one.y1 > 0
        and one.x0 < sheet.width
        and one.y0 < sheet.height
        and (one.x1 - one.x0) * (one.y1 - one.y0) > 0.001 * area
        and not (one.kind == pdfium.PATH_OBJECT and is_ground(one, area))
    ]
    if not seen:
        return None
    return (
        max(0.0, min(one.x0 for one in seen)),
        max(0.0, min(one.y0 for one in seen)),
        min(sheet.width, max(one.x1 for one in seen)),
        min(sheet.height, max(one.y1 for one in seen)),
    )


def is_ground(shape: Shape, area: float) -> bool:
    """A page-filling white or invisible surface, or a clip that paints nothing."""
    if shape.color is None:
        return False
    red, green, blue, alpha = shape.color
    pale = alpha == 0 or min(red, green, blue) > 250
    return pale and (shape.x1 - shape.x0) * (shape.y1 - shape.y0) > 0.5 * area


def image_share(images: list[Shape], sheet: Sheet) -> float:
    """The largest picture's share of the paper; strips of a scan add up."""
    area = sheet.width * sheet.height
    total = 0.0
    for one in images:
        width = min(one.x1, sheet.width) - max(one.x0, 0.0)
        height = min(one.y1, sheet.height) - max(one.y0, 0.0)
        total += max(0.0, width) * max(0.0, height)
    return min(1.0, total / area) if area else 0.0


def under_pictures(objects: PageObjects, images: list[Shape], sheet: Sheet) -> int:
    """Characters that are not painted, or lie under a picture of the page: a scanner's text."""
    area = sheet.width * sheet.height
    large = [one for one in images if (one.x1 - one.x0) * (one.y1 - one.y0) > 0.6 * area]
    above = max((one.order for one in large), default=0)
    return sum(len(run.text) for run in objects.runs if run.mode == 3 or run.order < above)


def counted(kinds: list[str], shows_something: bool) -> tuple[str, ...]:
    """What stands on the page; one line alone says nothing except before the list."""
    found = Counter(kinds)
    for kind in [one for one in found if one in ("after", "statement") and found[one] < 3]:
        del found[kind]
    if not found and shows_something:
        found["main"] = 1
    return tuple(sorted(found))
