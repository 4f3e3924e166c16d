"""Files made to hurt whoever opens them."""

import io
import zlib
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream


def blank():
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(612, 792))
    return pdf


def laughs(path):
    pdf = blank()
    inner = Stream(pdf, b"0 0 1 1 re f ")
    for _ in range(9):
        inner.Type, inner.Subtype, inner.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        outer = Stream(pdf, b"/X Do " * 10)
        outer.Resources = Dictionary(XObject=Dictionary(X=pdf.make_indirect(inner)))
        inner = outer
    pdf.pages[0].Contents, pdf.pages[0].Resources = inner, inner.Resources
    pdf.save(path)


def flood(path):
    path.write_bytes(packed_page(b" ", 300_000_000))


def strokes(path):
    path.write_bytes(packed_page(b"0 0 1 1 re f\n", 2_000_000))


@cache
def packed_page(content: bytes, times: int) -> bytes:
    """A small file with one page that unpacks to so many times this."""
    pdf, out = blank(), io.BytesIO()
    pdf.pages[0].Contents = Stream(pdf, b"")
    pdf.pages[0].Contents.write(zlib.compress(content * times, 1), filter=Name.FlateDecode)
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def slow_pages(path):
    """No page is too much; all together are."""
    pdf = blank()
    pdf.pages[0].Contents = Stream(pdf, b"0 0 1 1 re f\n" * 90_000)
    for _ in range(19):
        pdf.pages.append(pdf.pages[0])
    pdf.save(path, compress_streams=True)


def many_pages(path):
    pdf = blank()
    pdf.pages.extend([pdf.pages[0]] * 200)
    pdf.save(path)


def circle(path):
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj trailer<</Root 1 0 R>>\n%%EOF"
    )


def nested(path):
    path.write_bytes(b"%PDF-1.4\n1 0 obj" + b"[" * 300_000 + b"endobj trailer<</Root 1 0 R>>")


def locked(path):
    pdf = blank()
    pdf.save(path, encryption=pikepdf.Encryption(user="secret", owner="more"))


def nothing(path):
    path.write_bytes(b"")


def picture(path):
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 200)


def stump(path):
    path.write_bytes(b"%PDF-1.4\n")


def by_hand(path, *objects: bytes) -> str:
    """A sound file of these objects, the first its catalog, as no library would write it."""
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n" % (len(places) + 1, rows)
    size = b"<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n"
    path.write_bytes(out + size % (len(places) + 1, out.index(b"xref\n0 ")))
    return str(path)


def one_page_by_hand(path, page: str, catalog: str = "", *more: bytes) -> str:
    """A file with one page of which this is said; further objects start with 4."""
    return by_hand(
        path,
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R{page}>>".encode(),
        *more,
    )
