"""What is made of kept files and can be made again: pictures of pages, their words, neutral copies.

Each is made by the engine's children when it is first asked for, and kept by what it was made of.
"""

import json

from submissions import store
from submissions.checks.sandbox.pool import shared
from submissions.checks.values import Failure, PageWords
from submissions.checks.wire import from_plain, to_plain
from submissions.policies import ENGINE

WIDE = 1000


def _folder(sha256: str) -> str:
    return f"derived/{ENGINE}/{sha256[:2]}/{sha256}"


def _place(sha256: str, name: str) -> str:
    return f"{_folder(sha256)}/{name}"


def forget(sha256: str) -> None:
    """Delete all that was made of a file."""
    store.forget_folder(_folder(sha256))


def picture(sha256: str, page: int) -> bytes | Failure:
    """A page as PNG."""
    place = _place(sha256, f"{page}.png")
    if store.exists(place):
        return store.read(place)
    with store.on_disk(sha256) as path:
        made = shared().draw(str(path), page, width=WIDE)
    if isinstance(made, bytes):
        store.keep(place, made)
    return made


def words(sha256: str, page: int) -> PageWords | Failure:
    """What can be read on a page, and where."""
    place = _place(sha256, f"{page}.json")
    if store.exists(place):
        return from_plain(PageWords, json.loads(store.read(place)))
    with store.on_disk(sha256) as path:
        made = shared().words(str(path), page)
    if isinstance(made, PageWords):
        store.keep(place, json.dumps(to_plain(made), ensure_ascii=False).encode())
    return made


def neutral(sha256: str) -> bytes | Failure:
    """The file without anything beside its pages that tells who wrote it."""
    place = _place(sha256, "neutral.pdf")
    if store.exists(place):
        return store.read(place)
    with store.on_disk(sha256) as path:
        made = shared().neutral(str(path))
    if isinstance(made, bytes):
        store.keep(place, made)
    return made
