"""Logos for what does not exist: a square of nodes in the colour of a workshop."""

import hashlib
import io

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

SIDE, NODES = 480, 6
STEP = SIDE // NODES
SEEN = "RGBA"


def mark(colour: str, seed: str) -> ContentFile[bytes]:
    """Always the same picture for the same colour and seed."""
    bits = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:5])
    picture = Image.new(SEEN, (SIDE, SIDE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    for place in range(NODES * NODES):
        left, top = place % NODES * STEP + STEP // 6, place // NODES * STEP + STEP // 6
        inset = 0 if bits >> place & 1 else STEP // 4
        box = (left + inset, top + inset, left + STEP * 2 // 3 - inset, top + STEP * 2 // 3 - inset)
        draw.ellipse(box, fill=colour)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    content = out.getvalue()
    return ContentFile(content, name=f"{hashlib.sha256(content).hexdigest()[:32]}.png")
