"""The second reader: runs of text and what is drawn on a page, by PDFium."""

import ctypes
import math
from collections.abc import Callable
from typing import NamedTuple

from submissions.checks import pdfium
from submissions.checks.limits import MAX_CHARACTERS, MAX_DEPTH, MAX_DRAWN, TooComplex
from submissions.checks.values import Sheet


class Run(NamedTuple):
    """One text object: where it stands, how large, and how it is painted."""

    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    text: str
    font: int
    mode: int
    color: tuple[int, int, int, int]
    turn: int  # quarter turns of its reading direction against the clock; OBLIQUE for others
    foot: float  # where its baseline starts, from the left
    order: int
    clip: tuple[float, float, float, float] | None
    layered: bool
    depth: int
    handle: int  # valid while its page is open

    @property
    def upright(self) -> bool:
        return self.turn == 0


class Shape(NamedTuple):
    """Something drawn that is not text."""

    x0: float
    y0: float
    x1: float
    y1: float
    kind: int
    color: tuple[int, int, int, int] | None  # None: not one plain colour
    order: int
    depth: int


class PageObjects(NamedTuple):
    runs: list[Run]
    shapes: list[Shape]


class FontFace(NamedTuple):
    name: str
    embedded: bool
    type3: bool


Affine = tuple[float, float, float, float, float, float]
UNLIKELY = 4.0  # points
OBLIQUE = -1
IDENTITY: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(inner: Affine, outer: Affine) -> Affine:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def turn_of(a: float, b: float) -> int:
    """Where text reads to: 0 right, 1 up, 2 left, 3 down."""
    if abs(b) < 0.1 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) < 0.1 * abs(b):
        return 1 if b > 0 else 3
    return OBLIQUE


class Reader:
    """Reads the pages of one open document; keeps the buffers and the fonts met so far."""

    def __init__(self) -> None:
        self.fonts: dict[int, FontFace] = {}
        self._text = ctypes.create_string_buffer(2 * MAX_CHARACTERS + 8)
        self._floats = [ctypes.c_float() for _ in range(4)]
        self._edges = [ctypes.addressof(one) for one in self._floats]
        self._uints = [ctypes.c_uint() for _ in range(4)]
        self._channels = [ctypes.addressof(one) for one in self._uints]
        self._matrix = pdfium.Matrix()
        self._matrix_at = ctypes.addressof(self._matrix)
        self._size = ctypes.c_float()
        self._size_at = ctypes.addressof(self._size)
        self._mode = ctypes.c_int()
        self._stroke = ctypes.c_int()
        self._said: dict[int, str] = {}
        self._origin, self._unit, self._order = (0.0, 0.0), 1.0, 0
        self._runs: list[Run] = []
        self._shapes: list[Shape] = []

    def read(self, page: int, sheet: Sheet) -> PageObjects:
        """All runs and shapes of a page, in the order they are painted."""
        text = pdfium.load_text(page)
        try:
            said = self._texts(text)
        finally:
            pdfium.close_text(text)
        self._said, self._origin, self._unit = said, sheet.origin, sheet.unit
        self._runs, self._shapes, self._order = [], [], 0
        count = pdfium.count_objects(page)
        self._walk(page, pdfium.object_at, count, IDENTITY, 0)
        return PageObjects(self._runs, self._shapes)

    def _texts(self, text: int) -> dict[int, str]:
        """What each text object says: a run of characters ends where the object changes."""
        total = pdfium.count_chars(text)
        if total > MAX_CHARACTERS:
            raise TooComplex(f"A page has more than {MAX_CHARACTERS:,} characters.")
        said: dict[int, str] = {}
        start = 0
        while start < total:
            owner = pdfium.text_object_at(text, start)
            if not owner:  # a space or line end that PDFium adds
                start += 1
                continue
            end = last_of(text, owner, start, total) + 1
            length = pdfium.get_text(text, start, end - start, self._text)
            words = ctypes.string_at(self._text, 2 * max(0, length - 1))
            said[owner] = said.get(owner, "") + words.decode("utf-16-le", "replace")
            start = end
        return said

    def _walk(
        self, parent: int, at: Callable[[int, int], int], count: int, outer: Affine, depth: int
    ) -> None:
        if self._order + count > MAX_DRAWN or depth > MAX_DEPTH:
            raise TooComplex(f"A page has more than {MAX_DRAWN:,} drawn objects.")
        for index in range(count):
            one = at(parent, index)
            self._order += 1
            kind = pdfium.object_type(one)
            if kind == pdfium.TEXT_OBJECT:
                self._take_run(one, outer, depth)
            elif kind == pdfium.FORM_OBJECT:
                inner = self._matrix_of(one)
                inside = pdfium.form_count(one)
                self._walk(one, pdfium.form_object, max(0, inside), times(inner, outer), depth + 1)
            else:
                self._take_shape(one, kind, outer, depth)

    def _matrix_of(self, one: int) -> Affine:
        if not pdfium.object_matrix(one, self._matrix_at):
            return IDENTITY
        m = self._matrix
        return (m.a, m.b, m.c, m.d, m.e, m.f)

    def _clip(self, one: int, outer: Affine) -> tuple[float, float, float, float] | None:
        """The rectangle around the first path that clips a run; few paths have many points."""
        clip = pdfium.clip_path(one)
        if not clip or pdfium.clip_paths(clip) < 1:
            return None
        points = []
        x, y = self._floats[:2]
        for index in range(min(pdfium.clip_segments(clip, 0), 64)):
            segment = pdfium.clip_segment(clip, 0, index)
            if pdfium.segment_point(segment, *self._edges[:2]):
                points.append((x.value, y.value))
        if not points:
            return None
        xs, ys = [one[0] for one in points], [one[1] for one in points]
        return self._placed(min(xs), min(ys), max(xs), max(ys), outer)

    def _bounds(self, one: int, outer: Affine) -> tuple[float, float, float, float] | None:
        if not pdfium.object_bounds(one, *self._edges):
            return None
        left, bottom, right, top = (value.value for value in self._floats)
        return self._placed(left, bottom, right, top, outer)

    def _placed(
        self, left: float, bottom: float, right: float, top: float, outer: Affine
    ) -> tuple[float, float, float, float]:
        """A rectangle of the file's coordinates on our paper."""
        if outer is not IDENTITY:
            a, b, c, d, e, f = outer
            xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
            ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
            left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
        x, y = self._origin
        unit = self._unit
        return ((left - x) * unit, (y - top) * unit, (right - x) * unit, (y - bottom) * unit)

    def _color(self, one: int) -> tuple[int, int, int, int]:
        if not pdfium.fill_color(one, *self._channels):
            return (0, 0, 0, 255)
        r, g, b, a = self._uints
        return (r.value, g.value, b.value, a.value)

    def _take_run(self, one: int, outer: Affine, depth: int) -> None:
        text = self._said.get(one)
        edges = self._bounds(one, outer) if text and not text.isspace() else None
        if not text or edges is None:
            return
        matrix = self._matrix_of(one)
        if outer is not IDENTITY:
            matrix = times(matrix, outer)
        a, b, c, d, e, f = matrix
        pdfium.font_size(one, self._size_at)
        size = abs(self._size.value) * math.hypot(c, d) * self._unit
        font = pdfium.text_font(one)
        if font not in self.fonts:
            self.fonts[font] = self._face(font)
        if size < UNLIKELY and self.fonts[font].type3:  # bitmap fonts have units of their own
            size = max(size, 1.1 * (edges[3] - edges[1]))
        self._runs.append(
            Run(
                *edges,
                base=(self._origin[1] - f) * self._unit,
                size=size,
                text=text,
                font=font or 0,
                mode=pdfium.render_mode(one),
                color=self._color(one),
                turn=turn_of(a, b),
                foot=(e - self._origin[0]) * self._unit,
                order=self._order,
                clip=self._clip(one, outer),
                layered=pdfium.count_marks(one) > 0,
                depth=depth,
                handle=one,
            )
        )

    def _face(self, font: int | None) -> FontFace:
        if not font:
            return FontFace("", True, True)
        length = pdfium.font_name(font, self._text, 256)
        name = self._text.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
        return FontFace(name, pdfium.font_embedded(font) == 1, not name)

    def _take_shape(self, one: int, kind: int, outer: Affine, depth: int) -> None:
        edges = self._bounds(one, outer)
        if edges is None:
            return
        color = None
        if kind == pdfium.PATH_OBJECT:
            mode = ctypes.byref(self._mode)
            pdfium.draw_mode(one, mode, ctypes.byref(self._stroke))
            color = self._color(one) if self._mode.value else (0, 0, 0, 0)
        self._shapes.append(Shape(*edges, kind, color, self._order, depth))


def last_of(text: int, owner: int, start: int, total: int) -> int:
    """The last character of the run that starts here: leap ahead, then halve."""
    at = pdfium.text_object_at
    low, step = start, 8
    while low + step < total and at(text, low + step) == owner:
        low += step
        step *= 2
    high = min(low + step, total)
    while high - low > 1:
        middle = (low + high) // 2
        if at(text, middle) == owner:
            low = middle
        else:
            high = middle
    return low
