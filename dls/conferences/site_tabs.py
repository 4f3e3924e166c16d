"""The tabs of a conference's public site. Each app registers its own (a program, proceedings)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dls.conferences.models.conference import Conference


@dataclass(frozen=True)
class Tab:
    """A part of the public site; everybody who sees the conference may open it."""

    order: int
    label: str
    url: str


Source = Callable[[Conference], Iterable[Tab]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """A source needs no query: what it must know it reads from the conference it is given."""
    _sources.append(source)


def of(conference: Conference, own: Iterable[Tab]) -> list[Tab]:
    """The site's own tabs and those of the apps above, in order."""
    found = [*own, *(tab for source in _sources for tab in source(conference))]
    return sorted(found, key=lambda tab: tab.order)
