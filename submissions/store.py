"""Files by what they contain: kept once, under their SHA-256, and never changed.

On a disk a file is complete and safe before it has its name, so that what was accepted is not
lost; in a bucket, an object is either there or not.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import default_storage

PIECE = 2**18
HEAD = 1024
FOLDER = "content"


class TooLong(Exception):  # noqa: N818 -- the sender's doing
    """More came than may come."""


@dataclass(frozen=True)
class Kept:
    """What was put: its address, and what can be told of it without opening it again."""

    sha256: str
    size: int
    head: bytes


def name_of(sha256: str) -> str:
    return f"{FOLDER}/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def put(pieces: Iterable[bytes], most: int | None = None) -> Kept:
    """Keep a stream; it is safe when this returns. What is longer than `most` leaves nothing."""
    digest, size, head = hashlib.sha256(), 0, b""
    with _incoming() as file:
        for piece in pieces:
            size += len(piece)
            if most is not None and size > most:
                raise TooLong
            digest.update(piece)
            file.write(piece)
            head = head if len(head) >= HEAD else (head + piece)[:HEAD]
        _settle(file, name_of(digest.hexdigest()))
    return Kept(digest.hexdigest(), size, head)


def keep(name: str, content: bytes) -> None:
    """Keep something under a name of its own, whole or not at all; an earlier one stays."""
    with _incoming() as file:
        file.write(content)
        _settle(file, name)


def lay(name: str, pieces: Iterable[bytes], most: int) -> int:
    """Keep a stream under a name of its own; how long it was."""
    size = 0
    with _incoming() as file:
        for piece in pieces:
            size += len(piece)
            if size > most:
                raise TooLong
            file.write(piece)
        _settle(file, name)
    return size


def exists(name: str) -> bool:
    return default_storage.exists(name)


def opened(sha256: str) -> File[Any]:
    """A kept file, to read."""
    return opened_at(name_of(sha256))


def opened_at(name: str) -> File[Any]:
    return default_storage.open(name, "rb")


def read(name: str) -> bytes:
    with opened_at(name) as file:
        content: bytes = file.read()
        return content


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


@contextmanager
def on_disk(sha256: str) -> Iterator[Path]:
    """A kept file as a path of this machine, for the time of the block."""
    found = _path(name_of(sha256))
    if found is not None:
        found.stat()  # one that is gone is our fault, and not its sender's
        yield found
        return
    with opened(sha256) as far, tempfile.NamedTemporaryFile(suffix=".pdf") as near:
        shutil.copyfileobj(far, near, PIECE)
        near.flush()
        yield Path(near.name)


def forget(name: str) -> None:
    """Delete what no row names any more; whoever calls has made sure of that."""
    default_storage.delete(name)


def sweep(older_than: float, is_named: Callable[[str], bool]) -> list[str]:
    """Delete kept files that nothing names and nobody put since a moment; which they were.

    Only on a disk: a bucket cannot say whether somebody is just putting the same file again.
    """
    root, gone = _path(FOLDER), []
    if root is None:
        return []
    for found in (one for one in root.glob("*/*/*") if one.is_file()):
        old = found.stat().st_mtime < older_than
        if old and not is_named(found.name) and _swept(found, older_than):
            gone.append(found.name)
    for left in _of_the_dead(older_than):
        left.unlink(missing_ok=True)
    return gone


def _swept(found: Path, older_than: float) -> bool:
    with _held(fcntl.LOCK_EX):
        if found.stat().st_mtime >= older_than:
            return False
        found.unlink()
        return True


def _of_the_dead(older_than: float) -> Iterator[Path]:
    """Unfinished files of processes that were killed."""
    waiting = _path("incoming")
    if waiting is not None and waiting.exists():
        yield from (one for one in waiting.iterdir() if one.stat().st_mtime < older_than)


def forget_folder(name: str) -> None:
    """Delete a folder with the files in it, if it is there."""
    try:
        _, files = default_storage.listdir(name)
    except FileNotFoundError:
        return
    for file in files:
        default_storage.delete(f"{name}/{file}")
    with suppress(OSError):  # one more came into it: it goes with the next call
        default_storage.delete(name)


def _path(name: str) -> Path | None:
    """Where on this machine it lies, if files are kept on a disk."""
    try:
        return Path(default_storage.path(name))
    except NotImplementedError:
        return None


@contextmanager
def _incoming() -> Iterator[IO[bytes]]:
    """A file without a lasting name: on the disk where it will stay, or for a bucket, anywhere."""
    waiting = _path(f"incoming/{secrets.token_hex(16)}")
    if waiting is None:
        with tempfile.TemporaryFile() as file:
            yield file
        return
    waiting.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with open(waiting, "x+b", opener=_privately) as file:
            yield file
    finally:
        waiting.unlink(missing_ok=True)


@contextmanager
def _held(how: int) -> Iterator[None]:
    """While many put, nobody sweeps; the kernel lets go for who dies."""
    place = _path("sweeping.lock")
    if place is None:
        raise NotImplementedError
    with open(place, "w", opener=_privately) as file:
        fcntl.flock(file, how)
        yield


def _privately(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _settle(file: IO[bytes], name: str) -> None:
    """Give a complete file its name; what has that name already stays, and counts as new."""
    file.flush()
    final = _path(name)
    if final is None:
        _send(file, name)
        return
    os.fsync(file.fileno())
    _make(final.parent)
    with _held(fcntl.LOCK_SH):
        try:
            os.link(file.name, final)
        except FileExistsError:
            os.utime(final)  # so that nobody sweeps it before a row names it
    _sync(final.parent)


def _make(folder: Path) -> None:
    """A folder whose own name outlives a power cut, too."""
    if not folder.exists():
        _make(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        _sync(folder.parent)


def _sync(folder: Path) -> None:
    """Make the names in a folder outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _send(file: IO[bytes], name: str) -> None:
    """To a bucket: of two who send the same at once, one keeps its name, the other goes."""
    if default_storage.exists(name):
        return
    file.seek(0)
    given = default_storage.save(name, File(file))
    if given != name:
        default_storage.delete(given)
