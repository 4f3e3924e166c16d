"""Moments reminders count from. Each app registers its own when it is ready."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Model

from dls.mail.outbox import Address
from dls.web import clock, zones
from dls.web.templatetags.ui import distance

if TYPE_CHECKING:
    from dls.web.scopes import Scope


@dataclass(frozen=True)
class Moment:
    """Something that happens at a time, as due now: moving it makes another moment."""

    kind: str  # papers
    at: datetime
    label: str  # Papers due
    key: str  # deadline:12
    about: Model  # who may read about this may read the letters
    zone: str = "UTC"
    people: tuple[Address, ...] = ()  # who is responsible for it
    words: Mapping[str, str] = field(default_factory=dict)  # what letters may say about it

    @property
    def stamp(self) -> str:
        """This moment as due on that date."""
        return f"{self.key}@{self.at:%Y%m%dT%H%M}"

    @property
    def local(self) -> datetime:
        return self.at.astimezone(ZoneInfo(self.zone))

    def vocabulary(self) -> dict[str, str]:
        """What letters may say about it, as seen now."""
        at = f"{self.local.day} {self.local:%b %Y, %H:%M} {zones.label(self.at, self.zone)}"
        told = {"moment": self.label, "moment_at": at, "moment_in": distance(self.at, clock.now())}
        return {**told, **self.words}


Find = Callable[["Scope"], Iterable[Moment]]
_titles: dict[str, str] = {}
_sources: list[Find] = []

# What every reminder may say about its moment.
WORDS = {
    "moment": "what is due: Papers due",
    "moment_at": "when, with its zone: 16 Sep 2019, 23:59 AoE",
    "moment_in": "how far away that is: in 3 days",
}


def register(titles: Mapping[str, str], find: Find) -> None:
    """Give kinds of moments with their titles, and how a conference's are found."""
    _titles.update(titles)
    _sources.append(find)


def titles() -> dict[str, str]:
    return dict(_titles)


def of(scope: "Scope") -> list[Moment]:
    """All moments of a conference, in order of time."""
    return sorted((m for find in _sources for m in find(scope)), key=lambda moment: moment.at)
