"""Reminders this house knows. Each app registers its own; chairs turn them off or move them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dls.mail.moments import Moment
    from dls.mail.outbox import Address
    from dls.web.scopes import Scope

HOUR = 9  # reminders leave in the morning at the conference's place


@dataclass(frozen=True)
class Reminder:
    """A letter that goes out by itself so many days before or after a moment.

    `find(scope, moment)` says whom it goes to at that time; who no longer needs reminding is not
    in it. The text is the letter `kind`, which may use the words of its moment.
    """

    name: str  # conferences/papers-due-3
    title: str  # Papers are due in three days
    moment: str  # papers
    days: int  # −3 is three days before
    kind: str  # conferences/papers-due
    find: Callable[["Scope", "Moment"], Iterable["Address"]]
    whom: str  # the chairs
    hour: int = HOUR
    is_on: bool = True
    internal: bool = False  # goes to chairs alone, so also before the conference is public


_reminders: dict[str, Reminder] = {}


def register(reminder: Reminder) -> None:
    _reminders[reminder.name] = reminder


def get(name: str) -> Reminder | None:
    return _reminders.get(name)


def every() -> list[Reminder]:
    return list(_reminders.values())
