"""What can be told of a file without parsing it."""

import hashlib
import stat
from pathlib import Path

from submissions.checks.limits import MAX_BYTES
from submissions.checks.values import Failure

HEAD = 1024
KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"%!PS", "PostScript"),
    (b"{\\rtf", "rich text"),
    (b"\\documentclass", "LaTeX source"),
    (b"<", "a web page"),
)


def refused(path: Path) -> Failure | None:
    """Nothing there, too much, or no PDF."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return Failure("damaged", "That is no file.")
        if found.st_size > MAX_BYTES:
            size, most = found.st_size / 1e6, MAX_BYTES / 1e6
            return Failure(
                "too-complex", f"The file has {size:.0f} MB; at most {most:.0f} MB are read."
            )
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return Failure("damaged", "The file cannot be opened.")
    if not head:
        return Failure("empty-file", "The file is empty: upload it again.")
    if b"%PDF-" not in head:
        return Failure(
            "not-a-pdf", f"The file is {kind_of(head)}, not a PDF: export the paper as PDF."
        )
    return None


def digest_of(path: Path) -> str:
    """The SHA-256 of a file; nothing for one that cannot be opened or is too large."""
    try:
        if not stat.S_ISREG(path.stat().st_mode) or path.stat().st_size > MAX_BYTES:
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def kind_of(head: bytes) -> str:
    start = head.lstrip()
    return next((name for sign, name in KINDS if start.startswith(sign)), "of another kind")
