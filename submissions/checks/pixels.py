"""Pages as pixels: small grey ones to look for unseen words."""

import ctypes

from submissions.checks import pdfium
from submissions.checks.limits import TooComplex
from submissions.checks.values import Box, Sheet

MOST_PIXELS = 4_000_000
WHITE = 0xFFFFFFFF


class Pixels:
    """A drawn page, one byte a pixel."""

    def __init__(
        self,
        raw: bytes,
        size: tuple[int, int],
        stride: int,
        scale: float,
        corner: tuple[float, float],
    ) -> None:
        self.raw, self.size, self.stride, self.scale, self.corner = raw, size, stride, scale, corner

    def differs(self, other: "Pixels", box: Box) -> int:
        """How far two drawings of one page are apart inside a box, at most."""
        width, height = self.size
        left = max(0, int((box[0] - self.corner[0]) * self.scale))
        right = min(width, int((box[2] - self.corner[0]) * self.scale) + 1)
        top = max(0, int((box[1] - self.corner[1]) * self.scale))
        bottom = min(height, int((box[3] - self.corner[1]) * self.scale) + 1)
        most = 0
        for y in range(top, bottom):
            here, there = y * self.stride + left, y * self.stride + right
            one, two = self.raw[here:there], other.raw[here:there]
            if one != two:
                most = max(most, *(abs(a - b) for a, b in zip(one, two, strict=True)))
        return most


def draw_grey(page: int, sheet: Sheet) -> Pixels:
    """Draw a page unrotated at 72 dots an inch."""
    pdfium.set_rotation(page, 0)
    raw, size, stride = draw(page, 1.0, pdfium.GREY)
    left, top = (sheet.crop or (0.0, 0.0))[:2]
    return Pixels(raw, size, stride, 1 / sheet.unit, (left, top))


def draw(page: int, scale: float, kind: int) -> tuple[bytes, tuple[int, int], int]:
    """The bytes of a drawn page, its size and how long a row is."""
    width = max(1, round(pdfium.page_width(page) * scale))
    height = max(1, round(pdfium.page_height(page) * scale))
    if width * height > MOST_PIXELS:
        raise TooComplex("A page is too large to be drawn.")
    bitmap = pdfium.bitmap_create(width, height, kind, None, 0)
    if not bitmap:
        raise TooComplex("A page is too large to be drawn.")
    try:
        pdfium.bitmap_fill(bitmap, 0, 0, width, height, WHITE)
        pdfium.render_page(bitmap, page, 0, 0, width, height, 0, 0)
        stride = pdfium.bitmap_stride(bitmap)
        raw = ctypes.string_at(pdfium.bitmap_buffer(bitmap), stride * height)
    finally:
        pdfium.bitmap_destroy(bitmap)
    return raw, (width, height), stride
