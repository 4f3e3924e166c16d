"""The PDFs of many papers in one zip, made while it is sent: no part of it waits for the rest."""

import io
import zipfile
from collections.abc import Iterable, Iterator

from submissions import derived, store
from submissions.checks.values import Failure
from submissions.models.manuscripts import Manuscript
from submissions.store import PIECE

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # a zip knows no day before; when it was sent tells nobody


class _Flowing(io.RawIOBase):
    """Takes what is written and gives it away at once."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        taken = bytes(piece)  # type: ignore[call-overload]
        self._waiting.append(taken)
        self._written += len(taken)
        return len(taken)

    def tell(self) -> int:
        return self._written

    def drained(self) -> bytes:
        whole, self._waiting = b"".join(self._waiting), []
        return whole


def zipped(manuscripts: Iterable[Manuscript]) -> Iterator[bytes]:
    """Each with the paper’s number for a name; who may not know the authors gets neutral copies.

    What cannot be copied neutrally is left out and named in a text beside the files.
    """
    flow, missing = _Flowing(), []
    with zipfile.ZipFile(flow, "w", zipfile.ZIP_STORED) as archive:
        for one in manuscripts:
            paper = one.paper
            name = f"{paper.conference.slug}-paper{paper.number}.pdf"
            made = _pieces(one)
            if isinstance(made, Failure):
                missing.append(f"{name}: {made.message}")
                continue
            with archive.open(zipfile.ZipInfo(name, FIRST_DAY), "w", force_zip64=True) as entry:
                for piece in made:
                    entry.write(piece)
                    yield flow.drained()
        if missing:
            archive.writestr(zipfile.ZipInfo("missing.txt", FIRST_DAY), "\n".join(missing) + "\n")
    yield flow.drained()


def _pieces(manuscript: Manuscript) -> Iterator[bytes] | Failure:
    if manuscript.paper.shows_authors:
        return _stored(manuscript.sha256)
    copy = derived.neutral(manuscript.sha256)
    return copy if isinstance(copy, Failure) else _cut(copy)


def _stored(sha256: str) -> Iterator[bytes]:
    with store.opened(sha256) as file:
        while piece := file.read(PIECE):
            yield piece


def _cut(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), PIECE):
        yield content[start : start + PIECE]
