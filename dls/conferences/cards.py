"""The picture that stands for a conference where its page is shared."""

import io
import re
from collections.abc import Iterator

from PIL import Image, ImageDraw, ImageFont

from dls.conferences import front
from dls.conferences.models.conference import Conference

SIZE = (1200, 630)
LEFT, RIGHT = 84, 1116
GROUND, INK, SECOND = "#fbfaf8", "#1d2026", "#4d525c"
SERIF = ("Charter-Bold.ttf", "SourceSerif4-Bold.ttf", "NotoSerif-Bold.ttf", "DejaVuSerif-Bold.ttf",
         "LiberationSerif-Bold.ttf")  # fmt: skip
SANS = ("Inter-Regular.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "DejaVuSans.ttf")
COLOUR = re.compile(r"#[0-9a-f]{6}\Z")
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def drawn(conference: Conference, site: str) -> bytes:
    """A PNG of 1200 by 630 pixels: series, title, place and days, under the accent."""
    accent = conference.accent if COLOUR.match(conference.accent) else "#1d5a8a"
    picture = Image.new("RGB", SIZE, GROUND)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, SIZE[0], 20), fill=accent)
    pen.text((LEFT, 84), _cut(pen, conference.series.title, font(SANS, 32)), accent, font(SANS, 32))
    below = _title(pen, front.full_title(conference))
    head = front.masthead(conference)
    where = ", ".join(part for part in (conference.place, head.when) if part)
    pen.text((LEFT, below + 28), _cut(pen, where, font(SANS, 36)), SECOND, font(SANS, 36))
    pen.line((LEFT, 544, RIGHT, 544), fill="#d9d6d0", width=2)
    pen.text((LEFT, 562), site, SECOND, font(SANS, 26))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def font(names: tuple[str, ...], size: int) -> Font:
    """The first of these fonts the machine has, else the one that comes with Pillow."""
    for name in names:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def _title(pen: ImageDraw.ImageDraw, title: str) -> int:
    """Write the title as large as it fits into four lines; say where it ends."""
    for size in (72, 60, 50, 42):
        face = font(SERIF, size)
        lines = list(_lines(pen, title, face))
        if len(lines) <= (3 if size > 50 else 4):
            break
    for index, line in enumerate(lines[:4]):
        pen.text((LEFT, 146 + index * round(size * 1.2)), line, INK, face)
    return 146 + min(len(lines), 4) * round(size * 1.2)


def _lines(pen: ImageDraw.ImageDraw, text: str, face: Font) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and pen.textlength(longer, face) > RIGHT - LEFT:
            yield line
            longer = word
        line = _cut(pen, longer, face)
    if line:
        yield line


def _cut(pen: ImageDraw.ImageDraw, text: str, face: Font) -> str:
    """As much of the text as one line holds."""
    if pen.textlength(text, face) <= RIGHT - LEFT:
        return text
    while text and pen.textlength(f"{text}…", face) > RIGHT - LEFT:
        text = text[: -1 - len(text) // 20]
    return f"{text}…"
