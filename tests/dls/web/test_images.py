import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from dls.web.images import redrawn


def picture(kind="PNG", size=(40, 20), **save):
    buffer = io.BytesIO()
    Image.new("RGB", size, "#1d5a8a").save(buffer, kind, **save)
    return SimpleUploadedFile("logo.anything", buffer.getvalue())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_becomes_a_png_whatever_its_name_says(kind):
    made = redrawn(picture(kind))
    assert made.name.endswith(".png")
    assert Image.open(io.BytesIO(made.read())).size == (40, 20)


def test_a_large_picture_is_scaled_down():
    assert max(Image.open(io.BytesIO(redrawn(picture(size=(3000, 1000))).read())).size) == 1200


def test_metadata_does_not_survive():
    exif = Image.Exif()
    exif[0x013B] = "secret photographer"
    made = redrawn(picture("JPEG", exif=exif)).read()
    assert b"secret photographer" not in made


def test_a_logo_of_50_megabytes_is_refused_with_a_sentence():
    upload = SimpleUploadedFile("logo.png", b"x")
    upload.size = 50 * 2**20
    with pytest.raises(ValidationError, match="has 50 MB; a logo may have 5"):
        redrawn(upload)


@pytest.mark.parametrize(
    "content",
    [b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"", b"%PDF-1.7", b"GIF89a"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(content):
    with pytest.raises(ValidationError, match="save it as PNG first"):
        redrawn(SimpleUploadedFile("logo.png", content))


def test_a_picture_with_a_text_packed_to_burst_is_refused():
    text = PngInfo()
    text.add_text("comment", "x" * 3_000_000, zip=True)
    with pytest.raises(ValidationError, match="not a picture we can read"):
        redrawn(picture(pnginfo=text))


def test_a_bomb_is_refused_before_it_unfolds():
    buffer = io.BytesIO()
    Image.new("1", (9000, 9000)).save(buffer, "PNG")
    with pytest.raises(ValidationError, match="pixels"):
        redrawn(SimpleUploadedFile("logo.png", buffer.getvalue()))


def test_a_bomb_too_large_to_be_opened_is_refused_for_its_pixels():
    buffer = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    with pytest.raises(ValidationError, match="too many pixels. Scale it to 1200"):
        redrawn(SimpleUploadedFile("logo.png", buffer.getvalue()))
