"""What a file is, told by its first bytes and never by its name; and names that do no harm."""

import codecs
import re
from pathlib import PurePosixPath

from dls.web.lines import one_line
from submissions.checks.sniffing import kind_of

MB = 10**6
PDF = "application/pdf"
ZIP = "application/zip"
TEXT = "text/plain"
LONGEST = 200
UNSAFE = re.compile(r'[<>:"|?*]')
SIGNS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"PK\x03\x04", ZIP),
    (0, b"PK\x05\x06", ZIP),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (257, b"ustar", "application/x-tar"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"\x89HDF\r\n\x1a\n", "application/x-hdf5"),
)
WORDS = {
    PDF: "PDF",
    ZIP: "zip archive",
    TEXT: "text",
    "application/gzip": "gzip archive",
    "application/x-bzip2": "bzip2 archive",
    "application/x-xz": "xz archive",
    "application/zstd": "zstd archive",
    "application/x-7z-compressed": "7z archive",
    "application/x-tar": "tar archive",
    "image/png": "PNG picture",
    "image/jpeg": "JPEG picture",
    "image/gif": "GIF picture",
    "video/mp4": "MP4 video",
    "video/webm": "WebM video",
    "application/x-hdf5": "HDF5 data",
}
EMPTY = "This file is empty. Save or export it again, then upload it."


def kind(head: bytes) -> str:
    """The kind of a file as its content says; empty for what we do not know."""
    if b"%PDF-" in head:
        return PDF
    for at, sign, name in SIGNS:
        if head[at : at + len(sign)] == sign:
            return name
    return TEXT if _is_text(head) else ""


def _is_text(head: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)
    except UnicodeDecodeError:
        return False
    return not any(sign < 32 and sign not in b"\t\n\r\f" for sign in head)


def too_large(size: int, most: int, what: str) -> str:
    """Why a file of this size cannot be taken; empty if it can."""
    if size <= most:
        return ""
    return (
        f"This file has {size / MB:,.0f} MB; {what} may have {most / MB:,.0f}. "
        "Scale its pictures down or compress it, then upload it again."
    )


def not_a_paper(head: bytes) -> str:
    """Why this cannot be a manuscript; empty if it may be one."""
    if not head:
        return EMPTY
    if b"%PDF-" in head:
        return ""
    return f"This file is {kind_of(head)}, not a PDF. Export the paper as PDF, then upload that."


def not_a_supplement(head: bytes) -> str:
    """Why this cannot be a supplement; empty if it may be one."""
    if not head:
        return EMPTY
    if kind(head):
        return ""
    return (
        "This file is of a kind we do not take. Take a PDF, text, picture or video, "
        "or pack it into a zip or tar.gz archive."
    )


def clean_name(name: str) -> str:
    """What a file was called, as one line without folders and without what systems forbid."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = UNSAFE.sub("_", one_line(last)).strip(" .")
    if len(plain) > LONGEST:
        stem, dot, ending = plain.rpartition(".")
        ending = f"{dot}{ending}" if stem and len(ending) <= 10 else ""
        plain = plain[: LONGEST - len(ending)] + ending
    return plain or "file"
