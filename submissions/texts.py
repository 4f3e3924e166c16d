"""What a paper says, as its current manuscript was measured: without its list of references."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from submissions import measures
from submissions.checks.values import Measurement, PageMeasure
from submissions.models.manuscripts import Manuscript
from submissions.models.reports import Measured

LEFT_OUT = frozenset(("references", "head"))


@dataclass(frozen=True)
class Written:
    """The text of a paper, and where its pages start in it."""

    text: str
    pages: tuple[int, ...]

    def page_at(self, place: int) -> int:
        return bisect_right(self.pages, place)


NOTHING = Written("", ())


def of(manuscript: Manuscript) -> Written:
    """Nothing where a file could not be read."""
    row = Measured.objects.filter(sha256=manuscript.sha256).first()
    measured = measures.unpacked(row) if row else None
    if not isinstance(measured, Measurement):
        return NOTHING
    if manuscript.references_from:
        measured = measures.as_told(measured, manuscript.references_from)
    return written(measured)


def written(measured: Measurement) -> Written:
    said, starts, length = [], [], 0
    for page in measured.each:
        starts.append(length)
        text = "".join(f"{part}\n" for part in _own(page))
        said.append(text)
        length += len(text)
    return Written("".join(said), tuple(starts))


def _own(page: PageMeasure) -> Iterator[str]:
    listed = page.counted == ("references",)
    return (one.text for one in page.passages if one.mark not in LEFT_OUT and not listed)
