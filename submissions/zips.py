"""What lies in a zip archive, read from its directory alone: nothing is ever unpacked."""

import stat
import struct
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from dls.web.lines import one_line

MOST_ENTRIES = 20_000
MOST_DIRECTORY = 8 * 2**20  # bytes of the directory itself
MOST_UNPACKED = 20 * 10**9
STEEPEST = 200  # times that the whole may grow
SMALL = 10**8  # what unpacks to no more does no harm
SHOWN = 500
TAIL = 65_557  # an end record with the longest remark
END = b"PK\x05\x06"
BROKEN = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error)
UNREADABLE = "This zip archive cannot be read. Pack it again, then upload it."


@dataclass(frozen=True)
class Entry:
    name: str
    size: int


@dataclass(frozen=True)
class Listing:
    """The files of an archive, the first of them by name; or why it cannot be taken."""

    entries: tuple[Entry, ...] = ()
    count: int = 0
    size: int = 0
    problem: str = ""

    @property
    def more(self) -> int:
        return self.count - len(self.entries)


def listed(file: IO[bytes]) -> Listing:
    """What an archive says that it holds."""
    try:
        if problem := _too_long(file):
            return Listing(problem=problem)
        with zipfile.ZipFile(file) as archive:
            return _of(archive.infolist(), file.seek(0, 2))
    except BROKEN:
        return Listing(problem=UNREADABLE)


def _too_long(file: IO[bytes]) -> str:
    """Look at the end record first: a directory of millions is not even read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    tail = file.read(TAIL)
    at = tail.rfind(END)
    if at < 0:
        return UNREADABLE
    many, long = struct.unpack("<HI", tail[at + 10 : at + 16])
    if many > MOST_ENTRIES or long > MOST_DIRECTORY:
        return (
            f"This archive lists more than {MOST_ENTRIES:,} files. "
            "Pack folders of many files into archives of their own."
        )
    return ""


def _of(found: list[zipfile.ZipInfo], packed: int) -> Listing:
    files = [one for one in found if not one.is_dir()]
    size = sum(one.file_size for one in files)
    if len(found) > MOST_ENTRIES:
        return Listing(problem=f"This archive lists more than {MOST_ENTRIES:,} files.")
    if size > MOST_UNPACKED or (size > SMALL and size > STEEPEST * packed):
        return Listing(
            problem=f"Unpacked, this archive would have {size / 1e9:,.1f} GB, so nobody could "
            "open it safely. Leave out what can be computed again, then upload it."
        )
    for one in found:
        if problem := _outside(one):
            return Listing(problem=problem)
    shown = tuple(Entry(one_line(one.filename) or "?", one.file_size) for one in files[:SHOWN])
    return Listing(shown, len(files), size)


def _outside(entry: zipfile.ZipInfo) -> str:
    """Names that lead out of the folder in which somebody unpacks them, and links."""
    name = entry.filename.replace("\\", "/")
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":":
        shown = one_line(name)[:80]
        return f"This archive holds “{shown}”, which leads outside of it. Pack it again without."
    if stat.S_ISLNK(entry.external_attr >> 16):
        shown = one_line(name)[:80]
        return f"This archive holds a link, “{shown}”. Pack the file itself instead."
    return ""
