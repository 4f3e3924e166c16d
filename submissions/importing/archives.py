"""Opens what was uploaded: texts to read, and the documents of an archive for later.

Nothing is unpacked to a disk, and nothing is read beyond its limit, whatever the archive says.
"""

import hashlib
import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

from dls.conferences.importing import decoded
from submissions.importing.values import Cost, Document, Given, Notes, Place

MEGABYTE = 1 << 20
MOST_TEXT = 30 * MEGABYTE
LARGEST_DOCUMENT = 100 * MEGABYTE
MOST_ENTRIES = 20_000
MOST_UNPACKED = 10_000 * MEGABYTE
STEEPEST = 200  # times that anything may shrink
SMALL = MEGABYTE  # what shrinks more than that does no harm up to here
TEXTS = (".json", ".csv", ".tsv", ".txt")
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True)
class Text:
    name: str
    text: str


@dataclass(frozen=True)
class Opened:
    texts: tuple[Text, ...]
    documents: frozenset[str]


def opened(files: Iterable[Given], notes: Notes) -> Opened:
    """All texts and the names of all documents."""
    texts: list[Text] = []
    documents: set[str] = set()
    for given in files:
        place = notes.at(given.name)
        if zipfile.is_zipfile(given.stream):
            _open_archive(given, texts, documents, place)
            continue
        given.stream.seek(0)
        data = given.stream.read(MOST_TEXT + 1)
        if text := _as_text(data, place):
            texts.append(Text(given.name, text))
    return Opened(tuple(texts), frozenset(documents))


def document(files: Iterable[Given], wanted: Document) -> bytes | None:
    """The bytes of a document; nothing if it is not there or not what its hash says."""
    data = wanted.inline or _from_archives(files, wanted.source)
    if data and wanted.sha256 not in {"", hashlib.sha256(data).hexdigest()}:
        return None
    return data or None


def _from_archives(files: Iterable[Given], source: str) -> bytes:
    for given in files:
        if not source or not zipfile.is_zipfile(given.stream):
            continue
        try:
            with zipfile.ZipFile(given.stream) as archive:
                return _unpacked(archive, source, LARGEST_DOCUMENT)
        except (*BROKEN, KeyError):
            continue
    return b""


def _as_text(data: bytes, place: Place) -> str:
    if len(data) > MOST_TEXT:
        large = f"The text is larger than {MOST_TEXT // MEGABYTE} MB. Divide it"
        place.note("file", f"{large}, or put the documents beside it into a zip.", Cost.FILE)
        return ""
    if not data.strip():
        place.note("file", "The file is empty.", Cost.FILE)
        return ""
    if data[:5] == b"%PDF-" or data[:8] == b"\x89PNG\r\n\x1a\n":
        place.note("file", "This is no table and no JSON but a document.", Cost.FILE)
        return ""
    text = decoded(data)
    if "\ufffd" in text and b"\xef\xbf\xbd" not in data:
        place.note("file", "Some signs cannot be read; save the file as UTF-8.")
    return text


def _open_archive(given: Given, texts: list[Text], documents: set[str], place: Place) -> None:
    try:
        with zipfile.ZipFile(given.stream) as archive:
            for entry in _fitting(archive, place):
                if entry.filename.lower().endswith(TEXTS):
                    _read_text(archive, entry, texts, place)
                else:
                    documents.add(entry.filename)
    except BROKEN as wrong:
        place.note("file", f"The archive cannot be read: {wrong}.", Cost.FILE)


def _fitting(archive: zipfile.ZipFile, place: Place) -> list[zipfile.ZipInfo]:
    """The entries that may be read; an archive that is a bomb has none."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_ENTRIES:
        many = f"The archive holds {len(entries):,} files; at most {MOST_ENTRIES:,} are read."
        place.note("file", many, Cost.FILE)
        return []
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        most = f"{MOST_UNPACKED // MEGABYTE:,} MB"
        place.note("file", f"Unpacked, the archive would be larger than {most}.", Cost.FILE)
        return []
    return [entry for entry in entries if _is_harmless(entry, place)]


def _is_harmless(entry: zipfile.ZipInfo, place: Place) -> bool:
    name = entry.filename
    if name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith("."):
        return False
    if problem := _problem(entry):
        place.lose("file", f"“{name[:100]}” {problem}; it is not read.")
    return not problem


def _problem(entry: zipfile.ZipInfo) -> str:
    name = entry.filename
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        return "has a name that leads out of the archive"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "is a link to another file"
    if entry.flag_bits & 1:
        return "needs a password"
    if entry.file_size > SMALL and entry.file_size > STEEPEST * max(entry.compress_size, 1):
        return "would grow more than 200-fold when unpacked"
    if entry.file_size > LARGEST_DOCUMENT:
        return f"is larger than {LARGEST_DOCUMENT // MEGABYTE} MB"
    if name.lower().endswith(".zip"):
        return "is an archive inside the archive"
    return ""


def _read_text(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, texts: list[Text], place: Place
) -> None:
    name = f"{place.name}/{entry.filename}"
    try:
        data = _unpacked(archive, entry.filename, MOST_TEXT)
    except BROKEN as wrong:
        place.lose("file", f"“{entry.filename[:100]}” cannot be read: {wrong}.")
        return
    if text := _as_text(data, place.notes.at(name)):
        texts.append(Text(name, text))


def _unpacked(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as stream:
        return _limited(stream, most)


def _limited(stream: IO[bytes], most: int) -> bytes:
    data = stream.read(most + 1)
    if len(data) > most:
        raise ValueError(f"it is larger than {most // MEGABYTE} MB")
    return data
