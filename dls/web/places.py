"""The places at the side of a conference's pages. Each app registers its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from django.http import HttpRequest

from dls.web.scopes import Scope

SECTIONS = ["", "My work", "Papers", "Reviewing", "Program", "Conference"]


@dataclass(frozen=True)
class Place:
    """A link at the side; `order` sorts it within its section."""

    section: str
    order: int
    label: str
    url: str
    count: str = ""
    tone: str = ""
    is_here: bool = False


Source = Callable[[HttpRequest, Scope], Iterable[Place]]
_sources: list[Source] = []


def register(source: Source) -> None:
    _sources.append(source)


def _here(found: list[Place], path: str) -> str:
    """The address of the place this page belongs to: the longest one that leads to it."""
    leading = [place.url for place in found if path.startswith(place.url)]
    return max(leading, key=len, default="")


def sections(request: HttpRequest, scope: Scope) -> list[tuple[str, list[Place]]]:
    """What this person may open here, grouped and in order."""
    found = [place for source in _sources for place in source(request, scope)]
    here = _here(found, request.path)
    found = [replace(place, is_here=place.url == here) for place in found]
    found.sort(key=lambda place: (SECTIONS.index(place.section), place.order))
    return [(name, list(group)) for name, group in groupby(found, lambda place: place.section)]
