"""The fonts of demo papers: widths and bytes of words, and the objects that embed a font."""

import json
import unicodedata
import zlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "fonts"
NAMES = ("regular", "bold", "italic")
MISSING = "?"


@dataclass
class Face:
    """One font: what a text takes of the line, and how a PDF writes it."""

    name: str
    told: dict[str, Any]
    widths: dict[str, float] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def known(self, text: str) -> str:
        """The text in the signs that the font has."""
        if all(sign in self.told["glyphs"] for sign in text):
            return text
        plain = unicodedata.normalize("NFKD", text)
        kept = (sign for sign in plain if not unicodedata.combining(sign))
        return "".join(sign if sign in self.told["glyphs"] else MISSING for sign in kept)

    def width(self, text: str) -> float:
        """In thousandths of the size."""
        if text not in self.widths:
            self._learn(text)
        return self.widths[text]

    def code(self, text: str) -> str:
        """The glyphs of a text in hexadecimal."""
        if text not in self.codes:
            self._learn(text)
        return self.codes[text]

    def _learn(self, text: str) -> None:
        glyphs = [self.told["glyphs"][sign] for sign in self.known(text)]
        self.widths[text] = sum(glyph[1] for glyph in glyphs)
        self.codes[text] = "".join(f"{glyph[0]:04x}" for glyph in glyphs)


@cache
def face(name: str) -> Face:
    return Face(name, json.loads((FOLDER / "metrics.json").read_text())[name])


@cache
def objects(name: str, first: int) -> tuple[bytes, ...]:
    """The five objects of an embedded font, numbered from `first`."""
    told = face(name).told
    data = zlib.compress((FOLDER / f"{name}.cff").read_bytes(), 9)
    box = " ".join(f"{side:g}" for side in told["box"])
    cid = (
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{told['name']} /DW 1000 "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {first + 2} 0 R /W [{_widths(told)}] >>"
    )
    descriptor = (
        f"<< /Type /FontDescriptor /FontName /{told['name']} /Flags {told['flags']} "
        f"/FontBBox [{box}] /ItalicAngle {told['angle']:g} /Ascent {told['ascent']:g} "
        f"/Descent {told['descent']:g} /CapHeight {told['cap']:g} /StemV {told['stem']:g} "
        f"/FontFile3 {first + 3} 0 R >>"
    )
    whole = (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{told['name']} /Encoding /Identity-H "
        f"/DescendantFonts [{first + 1} 0 R] /ToUnicode {first + 4} 0 R >>"
    )
    program = b"<< /Subtype /CIDFontType0C /Length %d /Filter /FlateDecode >>" % len(data)
    signs = zlib.compress(_signs(told).encode(), 9)
    return (
        whole.encode(),
        cid.encode(),
        descriptor.encode(),
        program + b"\nstream\n" + data + b"\nendstream",
        b"<< /Length %d /Filter /FlateDecode >>" % len(signs)
        + b"\nstream\n" + signs + b"\nendstream",
    )  # fmt: skip


def _widths(told: dict[str, Any]) -> str:
    return " ".join(f"{glyph} [{width}]" for glyph, width in told["glyphs"].values())


def _signs(told: dict[str, Any]) -> str:
    """Which sign each glyph stands for, so that the text can be read."""
    pairs = [
        f"<{glyph:04x}> <{sign.encode('utf-16-be').hex()}>"
        for sign, (glyph, _) in told["glyphs"].items()
    ]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def "
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def "
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
