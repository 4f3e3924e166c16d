"""A page as a PNG with boxes marked, for people to see what a finding means."""

import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from submissions.checks import pdfium
from submissions.checks.limits import TooComplex
from submissions.checks.pixels import draw
from submissions.checks.structure import Unreadable, read_structure
from submissions.checks.values import Box, Sheet

MOST_WIDTH = 2000
MARK = (0, 64, 214)  # blue, green, red as PDFium orders them
RIM = 2


def draw_page(path: str, number: int, width: int, boxes: list[Box]) -> bytes:
    """One page as readers see it, cropped and turned, with a frame around each box."""
    with opened_page(path, number) as (page, sheet, _):
        return drawn(page, sheet, min(width, MOST_WIDTH), boxes)


@contextmanager
def opened_page(path: str, number: int) -> Iterator[tuple[int, Sheet, bool]]:
    """A page's handle, its sheet, and whether the file has layers that are off."""
    structure = read_structure(path)
    if not 1 <= number <= len(structure.sheets):
        raise Unreadable("damaged", f"The file has no page {number}.")
    document = pdfium.load_document(os.fsencode(path), None)
    if not document:
        raise Unreadable("damaged", "The file is damaged: its pages cannot be drawn.")
    try:
        page = pdfium.load_page(document, number - 1)
        if not page:
            raise Unreadable("damaged", f"Page {number} is damaged.")
        try:
            yield page, structure.sheets[number - 1], structure.layers_off
        finally:
            pdfium.close_page(page)
    finally:
        pdfium.close_document(document)


def drawn(page: int, sheet: Sheet, width: int, boxes: list[Box]) -> bytes:
    page_width = pdfium.page_width(page)
    if page_width <= 0:
        raise TooComplex("A page has no size.")
    scale = width / page_width
    raw, size, stride = draw(page, scale, pdfium.BGR)
    pixels = bytearray(raw)
    for box in boxes:
        edges = [round(edge * scale / sheet.unit) for edge in on_drawing(box, sheet)]
        frame(pixels, size, stride, (edges[0] - 3, edges[1] - 3, edges[2] + 3, edges[3] + 3))
    return png(bytes(pixels), size, stride)


def on_drawing(box: Box, sheet: Sheet) -> Box:
    """Where a box on the paper lies on the page as it is shown."""
    crop = sheet.crop or (0.0, 0.0, sheet.width, sheet.height)
    left, top = max(crop[0], 0.0), max(crop[1], 0.0)
    width, height = min(crop[2], sheet.width) - left, min(crop[3], sheet.height) - top
    x0, y0, x1, y1 = box[0] - left, box[1] - top, box[2] - left, box[3] - top
    for _ in range(sheet.rotation // 90 % 4):
        x0, y0, x1, y1 = height - y1, x0, height - y0, x1
        width, height = height, width
    return (x0, y0, x1, y1)


def frame(
    pixels: bytearray, size: tuple[int, int], stride: int, edges: tuple[int, int, int, int]
) -> None:
    """A rim around a rectangle."""
    width, height = size
    left, top = max(0, edges[0]), max(0, edges[1])
    right, bottom = min(width, edges[2]), min(height, edges[3])
    if left >= right or top >= bottom:
        return
    for y in range(top, bottom):
        at = y * stride
        if y < top + RIM or y >= bottom - RIM:
            pixels[at + 3 * left : at + 3 * right] = bytes(MARK) * (right - left)
        else:
            for start in (left, max(left, right - RIM)):
                end = min(right, start + RIM)
                pixels[at + 3 * start : at + 3 * end] = bytes(MARK) * (end - start)


def png(pixels: bytes, size: tuple[int, int], stride: int) -> bytes:
    """The simplest PNG: 8 bits, no filter."""
    width, height = size
    rows = bytearray()
    for y in range(height):
        row = bytearray(pixels[y * stride : y * stride + 3 * width])
        row[0::3], row[2::3] = row[2::3], row[0::3]
        rows += b"\0" + row
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, data) for name, data in parts)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
