"""Turns: all processes of one host share a number of readers, first come, first served."""

import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PAUSE = 0.005


def folder() -> Path:
    """Our own folder of locks; one that somebody else made is not used."""
    place = Path(tempfile.gettempdir()) / f"dls-checks-{os.getuid()}"
    place.mkdir(mode=0o700, exist_ok=True)
    if place.is_symlink() or place.stat().st_uid != os.getuid():
        raise PermissionError(f"{place} belongs to somebody else.")
    return place


@contextmanager
def turn(readers: int) -> Iterator[None]:
    """Hold one of the host's readers; who waits stands in a queue that the kernel keeps."""
    place = folder()
    taken = None
    with opened(place / "queue") as queue:
        fcntl.flock(queue, fcntl.LOCK_EX)
        while taken is None:
            taken = free_one(place, readers)
            if taken is None:
                time.sleep(PAUSE)
    try:
        yield
    finally:
        os.close(taken)


@contextmanager
def opened(path: Path) -> Iterator[int]:
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        yield file
    finally:
        os.close(file)


def free_one(place: Path, readers: int) -> int | None:
    for number in range(readers):
        name = place / f"reader-{number}"
        file = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
        else:
            return file
    return None
