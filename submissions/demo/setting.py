"""Breaks text into lines and lines into columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from submissions.demo import faces
from submissions.demo.sheets import Sheet, Style
from submissions.demo.writing import FONTS


@dataclass(frozen=True)
class Strip:
    """A line of a column, or a drawing: text at offsets from its top left corner."""

    height: float
    texts: tuple[tuple[float, float, str], ...] = ()  # right, down, what shows it
    drawing: str = ""


@dataclass(frozen=True)
class Block:
    """Strips that follow each other; a whole one is never parted by a column’s end."""

    strips: tuple[Strip, ...]
    before: float = 0
    is_whole: bool = False

    @property
    def height(self) -> float:
        return self.before + sum(strip.height for strip in self.strips)


@dataclass(frozen=True)
class Measure:
    """The place a paragraph gets: its width, and how far lines are set in."""

    width: float
    first: float = 0
    rest: float = 0
    align: str = "justify"


@dataclass(frozen=True)
class Row:
    """The place a line gets."""

    inset: float
    room: float
    align: str


def paragraph(text: str, style: Style, measure: Measure, before: float = 0) -> Block:
    face = faces.face(style.face)
    lines = list(_broken(text.split(), face, style.size, measure))
    insets = [measure.first] + [measure.rest] * len(lines)
    loose = "left" if measure.align == "justify" else measure.align
    aligns = [measure.align] * (len(lines) - 1) + [loose]
    strips = (
        _line(words, style, Row(inset, measure.width - inset, align))
        for words, inset, align in zip(lines, insets, aligns, strict=False)
    )
    return Block(tuple(strips), before)


def _broken(
    words: Sequence[str], face: faces.Face, size: float, measure: Measure
) -> Iterator[list[str]]:
    """As many words a line as fit."""
    space = face.width(" ")
    room = (measure.width - measure.first) * 1000 / size
    line: list[str] = []
    for word in words:
        need = face.width(word) + (space if line else 0)
        if line and need > room:
            yield line
            line, room, need = [], (measure.width - measure.rest) * 1000 / size, face.width(word)
        line.append(word)
        room -= need
    yield line


def _line(words: list[str], style: Style, row: Row) -> Strip:
    face = faces.face(style.face)
    taken = (sum(map(face.width, words)) + face.width(" ") * (len(words) - 1)) * style.size / 1000
    inset, wider = row.inset, 0.0
    if row.align == "centre":
        inset += (row.room - taken) / 2
    elif row.align == "justify" and len(words) > 1:
        wider = (row.room - taken) * 1000 / style.size / (len(words) - 1)
    text = shown(words, style, wider)
    return Strip(style.leading, ((inset, baseline(style), text),))


def baseline(style: Style) -> float:
    """How far below the top of its strip a line of text stands."""
    return 0.5 * style.leading + 0.3 * style.size


def shown(words: Sequence[str], style: Style, wider: float = 0) -> str:
    """The operators that show words, with wider spaces between them."""
    face = faces.face(style.face)
    space = face.code(" ")
    part = f"{space}>{-wider:.0f}<" if wider else space
    body = part.join(map(face.code, words))
    return f"/{FONTS[style.face]} {style.size:g} Tf [<{body}>] TJ"


def in_a_row(words: str, style: Style) -> float:
    """How wide words are on one line."""
    return faces.face(style.face).width(words) * style.size / 1000


@dataclass
class Flow:
    """Columns as they fill, page by page."""

    sheet: Sheet
    reserved: float  # of the first page, for title and authors
    pages: list[list[str]] = field(default_factory=lambda: [[]])
    column: int = 0
    down: float = 0

    def __post_init__(self) -> None:
        self.down = self.reserved

    @property
    def used(self) -> float:
        """Pages used, to a fraction."""
        within = (self.column * self.sheet.depth + self.down) / self.sheet.depth
        return len(self.pages) - 1 + within / self.sheet.columns

    def add(self, block: Block) -> None:
        gap = 0.0 if self._is_at_top else block.before
        if block.is_whole and self.down + gap + block.height > self.sheet.depth:
            self._next()
            gap = 0
        self.down += gap
        for strip in block.strips:
            if self.down + strip.height > self.sheet.depth + 0.01:
                self._next()
            self._draw(strip)
            self.down += strip.height

    @property
    def _is_at_top(self) -> bool:
        return self.down == (self.reserved if len(self.pages) == 1 else 0)

    def _next(self) -> None:
        self.column += 1
        if self.column == self.sheet.columns:
            self.column = 0
            self.pages.append([])
        self.down = self.reserved if len(self.pages) == 1 else 0

    def _draw(self, strip: Strip) -> None:
        sheet = self.sheet
        x = sheet.left + self.column * (sheet.column + sheet.gutter)
        y = sheet.height - sheet.top - self.down
        self.pages[-1] += drawn(strip, x, y)


def drawn(strip: Strip, x: float, y: float) -> Iterator[str]:
    if strip.drawing:
        yield f"q 1 0 0 1 {x:.2f} {y:.2f} cm {strip.drawing} Q"
    if strip.texts:
        shows = (
            f"1 0 0 1 {x + right:.2f} {y - down:.2f} Tm {text}" for right, down, text in strip.texts
        )
        yield f"BT {' '.join(shows)} ET"
