"""The top of a paper’s first page: title, authors, where they work."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from submissions.demo.setting import Block, Measure, Strip, drawn, paragraph
from submissions.demo.sheets import Sheet, Style

if TYPE_CHECKING:
    from submissions.demo.manuscript import Plan, Writer

BESIDE = 3  # authors in a row
BELOW = 16.0


def front(plan: "Plan", sheet: Sheet) -> tuple[list[str], float]:
    """What is drawn over all columns, and how far down it reaches."""
    down = 0.0
    shapes: list[str] = []
    for block in _blocks(plan, sheet):
        down += block.before
        for strip in block.strips:
            shapes += drawn(strip, sheet.left, sheet.height - sheet.top - down)
            down += strip.height
    return shapes, down + BELOW


def _blocks(plan: "Plan", sheet: Sheet) -> Iterator[Block]:
    middle = Measure(sheet.span, align="centre")
    yield paragraph(plan.title, sheet.title, middle)
    if not plan.writers:
        yield paragraph("Anonymous Authors", sheet.names, middle, 10)
        yield paragraph("Names are left out for review", sheet.places, middle)
    elif sheet.columns == 2:
        for start in range(0, len(plan.writers), BESIDE):
            yield _row(plan.writers[start : start + BESIDE], sheet)
    else:
        names = ", ".join(writer.name for writer in plan.writers)
        yield paragraph(names, sheet.names, middle, 10)
        for place in dict.fromkeys(writer.place for writer in plan.writers if writer.place):
            yield paragraph(place, sheet.places, middle, 2)


def _row(writers: Sequence["Writer"], sheet: Sheet) -> Block:
    """Authors beside each other, each with place and address below."""
    wide = sheet.span / len(writers)
    cells = [_cell(writer, wide - 12, sheet) for writer in writers]
    strips = []
    for line in range(max(map(len, cells))):
        texts = [
            (right + rank * wide + 6, down, text)
            for rank, cell in enumerate(cells)
            if line < len(cell)
            for right, down, text in cell[line].texts
        ]
        height = max(cell[line].height for cell in cells if line < len(cell))
        strips.append(Strip(height, tuple(texts)))
    return Block(tuple(strips), 10)


def _cell(writer: "Writer", width: float, sheet: Sheet) -> list[Strip]:
    middle = Measure(width, align="centre")
    plain = Style(sheet.places.size, sheet.places.leading)
    texts = ((writer.name, sheet.names), (writer.place, sheet.places), (writer.email, plain))
    return [
        strip for text, style in texts if text for strip in paragraph(text, style, middle).strips
    ]
