"""The places at the side of a conference's pages. Each app registers its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from django.http import HttpRequest

from dls.web.scopes import Scope

SECTIONS = ["", "My work", "Papers", "Reviewing", "Program", "Conference"]
OF_ONE_THING = 1  # sections with other names, such as Paper 3, stand after those without a name


@dataclass(frozen=True)
class Place:
    """A link at the side; `order` sorts it within its section."""

    section: str
    order: int
    label: str
    url: str
    count: str = ""
    tone: str = ""
    covers: str = ""  # how addresses of its pages begin, if not as its own
    is_here: bool = False

    @property
    def start(self) -> str:
        return self.covers or self.url


Source = Callable[[HttpRequest, Scope], Iterable[Place]]
_sources: list[Source] = []


def register(source: Source) -> None:
    _sources.append(source)


def _here(found: list[Place], path: str, root: str) -> str:
    """The address of the place this page belongs to: the longest one that leads to it.

    All addresses of a conference begin with its public page's; that one leads to itself alone.
    """
    leading = [
        place
        for place in found
        if path == place.url or (place.url != root and path.startswith(place.start))
    ]
    return max(leading, key=lambda place: len(place.start)).url if leading else ""


def _rank(section: str) -> int:
    """SECTIONS in their order, with what has another name after the first two."""
    rank = SECTIONS.index(section) if section in SECTIONS else OF_ONE_THING
    return rank * 2 + (section not in SECTIONS)


def sections(request: HttpRequest, scope: Scope) -> list[tuple[str, list[Place]]]:
    """What this person may open here, grouped and in order."""
    found = [place for source in _sources for place in source(request, scope)]
    here = _here(found, request.path, scope.get_absolute_url())
    found = [replace(place, is_here=place.url == here) for place in found]
    found.sort(key=lambda place: (_rank(place.section), place.order))
    return [(name, list(group)) for name, group in groupby(found, lambda place: place.section)]
