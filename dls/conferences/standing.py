"""How a conference stands, in figures for its chairs. Each app registers its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from dls.conferences import gathering
from dls.conferences.models.conference import Conference
from dls.web import clock

if TYPE_CHECKING:
    from dls.people.models import Person


@dataclass(frozen=True)
class Figure:
    """A number with its name; `of` is what it is part of, `url` where one sees it whole."""

    order: int
    label: str
    value: int | str
    of: str = ""
    url: str = ""


Source = Callable[["Person", Conference], Iterable[Figure]]
_sources: list[Source] = []


def register(source: Source) -> None:
    _sources.append(source)


def of(person: "Person", conference: Conference) -> list[Figure]:
    """All figures, in order."""
    found = [figure for source in _sources for figure in source(person, conference)]
    return sorted(found, key=lambda figure: figure.order)


def committee(person: "Person", conference: Conference) -> Iterable[Figure]:
    """Who was asked and who joined."""
    counted = gathering.counted(person, conference)
    asked = counted["members"] + counted["waiting"] + counted["declined"]
    url = reverse("conferences:roles", args=[conference.slug])
    yield Figure(50, "on the committee", counted["members"], f"of {asked} asked", url)
    yield Figure(51, "invitations open", counted["waiting"], url=f"{url}?state=invited")


def mailing_list(_: "Person", conference: Conference) -> Iterable[Figure]:
    """Who wants to hear from the series."""
    url = reverse("conferences:publicity", args=[conference.slug])
    yield Figure(70, "on the mailing list", getattr(conference, "on_list", None) or 0, url=url)


def countdown(_: "Person", conference: Conference) -> Iterable[Figure]:
    """Days until the first day."""
    if conference.starts_on and (left := (conference.starts_on - clock.now().date()).days) > 0:
        yield Figure(90, "day to go" if left == 1 else "days to go", left)
