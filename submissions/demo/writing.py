"""Writes a PDF: pages of drawn text and lines, three embedded fonts, nothing else."""

import hashlib
import zlib
from collections.abc import Sequence

from submissions.demo import faces

HEADER = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
FIXED = 3  # catalog, pages, information
FONTS = {name: f"F{place}" for place, name in enumerate(faces.NAMES)}


def written(pages: Sequence[str], size: tuple[float, float], information: dict[str, str]) -> bytes:
    """The file: each page is what is drawn on it."""
    fonts = [part for name in faces.NAMES for part in faces.objects(name, _font_at(name))]
    first = FIXED + len(fonts) + 1
    kids = " ".join(f"{first + 2 * place} 0 R" for place in range(len(pages)))
    fixed = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] /MediaBox [0 0 {size[0]:g} "
        f"{size[1]:g}] /Resources << /Font << {_named()} >> >> >>".encode(),
        _information(information),
    ]
    drawn = [part for place, page in enumerate(pages) for part in _page(page, first + 2 * place)]
    return _joined([*fixed, *fonts, *drawn])


def _font_at(name: str) -> int:
    return FIXED + 1 + 5 * faces.NAMES.index(name)


def _named() -> str:
    return " ".join(f"/{short} {_font_at(name)} 0 R" for name, short in FONTS.items())


def _page(drawn: str, at: int) -> tuple[bytes, bytes]:
    data = zlib.compress(drawn.encode("ascii"), 6)
    return (
        f"<< /Type /Page /Parent 2 0 R /Contents {at + 1} 0 R >>".encode(),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(data) + data + b"\nendstream",
    )


def _information(told: dict[str, str]) -> bytes:
    """Text in UTF-16, as PDF has it."""
    pairs = (f"/{key} <feff{value.encode('utf-16-be').hex()}>" for key, value in told.items())
    return f"<< {' '.join(pairs)} >>".encode()


def _joined(objects: Sequence[bytes]) -> bytes:
    parts, places, at = [HEADER], [], len(HEADER)
    for number, body in enumerate(objects, 1):
        part = b"%d 0 obj\n" % number + body + b"\nendobj\n"
        places.append(at)
        parts.append(part)
        at += len(part)
    whole = b"".join(parts)
    name = hashlib.md5(whole, usedforsecurity=False).hexdigest()
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        whole
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + rows
        + b"trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R " % (len(objects) + 1)
        + f"/ID [<{name}> <{name}>] >>\nstartxref\n{at}\n%%EOF\n".encode()
    )
