"""How many papers an edition got and took. The app that has them registers how to count."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dls.conferences.models.conference import Conference


@dataclass(frozen=True)
class Figures:
    submissions: int | None = None
    accepted: int | None = None

    @property
    def rate(self) -> int | None:
        """Accepted ones in a hundred."""
        if not self.submissions or self.accepted is None:
            return None
        return round(100 * self.accepted / self.submissions)


Source = Callable[[Sequence[Conference]], Mapping[int, Figures]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """A source counts for many editions at once, and only what everybody may know of them."""
    _sources.append(source)


def of(conferences: Sequence[Conference]) -> dict[int, Figures]:
    """Figures by conference: what chairs have recorded, else what an app counts."""
    counted: dict[int, Figures] = {}
    for source in _sources:
        counted.update(source(conferences))
    return {one.pk: _recorded(one, counted.get(one.pk, Figures())) for one in conferences}


def _recorded(conference: Conference, counted: Figures) -> Figures:
    submissions, accepted = conference.recorded_submissions, conference.recorded_accepted
    return Figures(
        counted.submissions if submissions is None else submissions,
        counted.accepted if accepted is None else accepted,
    )
