"""Packed streams, unpacked with a limit: to read a little, or to see whether they are whole."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Stream

STEP = 1 << 20
MOST = 40 << 20  # unpacked, in all of a file: what is beyond is not looked at
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def beginning(stream: Stream, most: int) -> bytes:
    """The first bytes of a stream, plain or packed once; nothing of one packed otherwise."""
    raw = stream.read_raw_bytes()
    if "/Filter" not in stream:
        return raw[:most]
    if not is_packed_once(stream) or "/DecodeParms" in stream:
        return b""
    try:
        return zlib.decompressobj().decompress(raw, most)
    except zlib.error:
        return b""


def is_packed_once(stream: Stream) -> bool:
    said = stream.get("/Filter")
    if isinstance(said, Array) and len(said) == 1:
        said = said[0]
    return bool(said == Name.FlateDecode)


def all_whole(pages: Iterable[tuple[Any, dict[str, Any]]]) -> bool:
    """Whether what pages draw, and the fonts they draw it with, unpack without an error."""
    left, seen = MOST, set()
    for stream in streams_of(pages):
        if stream.objgen in seen or not is_packed_once(stream):
            continue
        seen.add(stream.objgen)
        size = unpacked_size(stream.read_raw_bytes(), left)
        if size is None:
            return False
        left -= size
        if left <= 0:
            break
    return True


def streams_of(pages: Iterable[tuple[Any, dict[str, Any]]]) -> Iterator[Stream]:
    for page, inherited in pages:
        drawn = page.get("/Contents")
        yield from (one for one in listed(drawn) if isinstance(one, Stream))
        resources = page.get("/Resources", inherited.get("/Resources"))
        fonts = resources.get("/Font") if isinstance(resources, Dictionary) else None
        if isinstance(fonts, Dictionary):
            yield from (file for font in fonts.as_dict().values() for file in font_files(font))


def listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Array) else [value]


def font_files(font: Any) -> Iterator[Stream]:
    if not isinstance(font, Dictionary):
        return
    for one in [font, *listed(font.get("/DescendantFonts"))]:
        described = one.get("/FontDescriptor") if isinstance(one, Dictionary) else None
        if isinstance(described, Dictionary):
            found = (described.get(key) for key in FONT_FILES)
            yield from (file for file in found if isinstance(file, Stream))


def unpacked_size(data: bytes, most: int) -> int | None:
    """How long packed data is, up to a limit; None when it contradicts itself.

    Data that only breaks off is let pass: some writers leave the sum at its end away.
    """
    unpacking, size = zlib.decompressobj(), 0
    data = data.lstrip(b"\r\n")
    try:
        while data and size < most:
            size += len(unpacking.decompress(data, STEP))
            data = unpacking.unconsumed_tail
    except zlib.error:
        return None
    return size
