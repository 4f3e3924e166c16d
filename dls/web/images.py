"""Logos: looked at for what they are, not what they call themselves, and drawn anew."""

import hashlib
import io
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image

LIMIT = 5 * 2**20
SIDE = 1200
PIXELS = 40_000_000
FORMATS = ["PNG", "JPEG", "WEBP", "GIF"]
# What readers of hostile pictures raise; a ValueError tells of texts packed to burst when opened.
UNREADABLE = (OSError, SyntaxError, ValueError)
SCALE = "Scale it to 1200 pixels a side or less."


def redrawn(upload: UploadedFile[Any]) -> ContentFile[bytes]:
    """The picture as a clean PNG without metadata, at most 1200 pixels a side, named by content."""
    if (upload.size or 0) > LIMIT:
        megabytes = (upload.size or 0) / 2**20
        raise ValidationError(
            f"This file has {megabytes:.0f} MB; a logo may have 5. "
            "Save it smaller, 1200 pixels wide is plenty."
        )
    try:
        with Image.open(upload, formats=FORMATS) as picture:
            if picture.width * picture.height > PIXELS:
                raise ValidationError(
                    f"This picture has {picture.width} × {picture.height} pixels. {SCALE}"
                )
            picture.thumbnail((SIDE, SIDE))
            drawn = picture.convert("RGBA")
    except Image.DecompressionBombError as error:  # so many that the library opens none of it
        raise ValidationError(f"This picture has far too many pixels. {SCALE}") from error
    except UNREADABLE as error:
        raise ValidationError(
            "This is not a picture we can read. Upload a PNG, JPEG, WebP or GIF; "
            "an SVG can carry scripts, so save it as PNG first."
        ) from error
    buffer = io.BytesIO()
    drawn.save(buffer, "PNG", optimize=True)
    content = buffer.getvalue()
    return ContentFile(content, name=f"{hashlib.sha256(content).hexdigest()[:32]}.png")
