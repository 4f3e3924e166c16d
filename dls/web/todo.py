"""What a person should do now: the first thing on a dashboard. Each app registers its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dls.web.scopes import Scope

if TYPE_CHECKING:
    from dls.people.models import Person


@dataclass(frozen=True)
class Task:
    """One thing to do: what, why, and the button that leads there. Urgent ones have low numbers."""

    urgency: int
    title: str
    why: str
    button: str
    url: str


Source = Callable[["Person", Scope], Iterable[Task]]
_sources: list[Source] = []


def register(source: Source) -> None:
    _sources.append(source)


def tasks(person: "Person", scope: Scope) -> list[Task]:
    """What this person should do now in this conference, most urgent first."""
    found = [task for source in _sources for task in source(person, scope)]
    return sorted(found, key=lambda task: task.urgency)
