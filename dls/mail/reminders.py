"""Reminders: those the house knows, what chairs decided about them, and what goes out when."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dls.mail import audiences, kinds, moments, outbox, texts
from dls.mail.models import ReminderRule
from dls.mail.moments import Moment
from dls.mail.outbox import Address
from dls.web import clock

if TYPE_CHECKING:
    from dls.web.scopes import Scope

HOUR = 9  # reminders leave in the morning at the conference's place
OF_THEIR_OWN = "mail/reminder"
LATE = timedelta(days=1)  # what could not go out for longer than this never does

Find = Callable[["Scope", Moment], Iterable[Address]]


@dataclass(frozen=True)
class Reminder:
    """A letter that goes out by itself so many days before or after a moment.

    It goes to an audience by its name, or to whom `find(scope, moment)` gives, or else to the
    people of the moment; whoever no longer needs reminding is not among them. The text is the
    letter `kind`, which may use the words of its moment.
    """

    name: str  # conferences/papers-due-3
    title: str  # Papers are due in three days
    moment: str  # papers
    days: int  # −3 is three days before
    kind: str  # conferences/papers-due
    whom: str  # the chairs
    audience: str = ""
    find: Find | None = None
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


@dataclass(frozen=True)
class Rule:
    """A reminder as one conference has it."""

    ref: str  # names it in addresses and keys
    title: str
    whom: str
    moment: str
    days: int
    hour: int
    is_on: bool
    audience: str
    find: Find | None = None
    kind: str = OF_THEIR_OWN
    internal: bool = False
    own: ReminderRule | None = None  # the chairs' own, with its text

    @property
    def is_own(self) -> bool:
        return self.own is not None

    @property
    def when(self) -> str:
        """3 days before papers due, at 9:00."""
        title = moments.titles().get(self.moment, self.moment)
        name = title[:1].lower() + title[1:]
        if self.days == 0:
            return f"on the day of {name}, at {self.hour}:00"
        many = "1 day" if abs(self.days) == 1 else f"{abs(self.days)} days"
        return f"{many} {'before' if self.days < 0 else 'after'} {name}, at {self.hour}:00"

    def due(self, moment: Moment, zone: str) -> datetime:
        """When it leaves: so many days from the moment's day, at its hour at the place.

        A day that ends last on earth may not be over here the next morning; a day later it is.
        """
        day = moment.local.date() + timedelta(days=self.days)
        leaves = datetime.combine(day, time(self.hour), ZoneInfo(zone))
        return leaves + timedelta(days=1) if self.days > 0 and leaves <= moment.at else leaves

    def people(self, scope: "Scope", moment: Moment) -> list[Address]:
        """Whom it goes to now."""
        if self.find is not None:
            return audiences.once(self.find(scope, moment))
        if self.audience:
            return audiences.recipients(self.audience, scope)
        return audiences.once(moment.people)


@dataclass(frozen=True)
class Own:
    """A reminder of the chairs' own, as they wrote it."""

    moment: str
    days: int
    hour: int
    is_on: bool
    audience: str
    subject: str
    body: str


@dataclass(frozen=True)
class Planned:
    """A reminder that will go out for a moment, as due now."""

    rule: Rule
    moment: Moment
    due: datetime

    @property
    def key(self) -> str:
        """3 days before papers-due, as due on that date."""
        return f"remind:{self.rule.ref}:{self.rule.days}:{self.moment.stamp}"

    @property
    def ref(self) -> str:
        """Its name in addresses."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:16]


def ref(reminder: Reminder) -> str:
    """The name of a reminder as addresses carry it."""
    return reminder.name.replace("/", "--")


def rules_of(scope: "Scope") -> list[Rule]:
    """All reminders of a conference: what the house knows as chairs changed it, then their own."""
    rows = list(ReminderRule.objects.of(scope.key).order_by("pk"))
    changed = {row.name: row for row in rows if row.name}
    known = [_known(reminder, changed.get(reminder.name)) for reminder in _reminders.values()]
    return known + [_own(row, scope) for row in rows if not row.name]


def _known(reminder: Reminder, row: ReminderRule | None) -> Rule:
    return Rule(
        ref=ref(reminder),
        title=reminder.title,
        whom=reminder.whom,
        moment=reminder.moment,
        days=row.days if row else reminder.days,
        hour=row.hour if row else reminder.hour,
        is_on=row.is_on if row else reminder.is_on,
        audience=reminder.audience,
        find=reminder.find,
        kind=reminder.kind,
        internal=reminder.internal,
    )


def _own(row: ReminderRule, scope: "Scope") -> Rule:
    audience = audiences.get(row.audience)
    return Rule(
        ref=row.ref,
        title=_readable(row, scope),
        whom=audience.title if audience else "nobody: this group no longer exists",
        moment=row.moment,
        days=row.days,
        hour=row.hour,
        is_on=row.is_on,
        audience=row.audience,
        own=row,
    )


def _readable(row: ReminderRule, scope: "Scope") -> str:
    """Its subject without placeholders; what only the day knows is left open."""
    words = {**outbox.common(scope), "moment": moments.titles().get(row.moment, row.moment)}
    return texts.PLACEHOLDER.sub(lambda found: words.get(found[1], "…"), row.subject)


def planned(scope: "Scope", since: datetime, until: datetime) -> list[Planned]:
    """What leaves after one time and up to another, in order; those turned off are left out."""
    by_kind: dict[str, list[Moment]] = {}
    for moment in moments.of(scope):
        by_kind.setdefault(moment.kind, []).append(moment)
    found = [
        Planned(rule, moment, rule.due(moment, scope.zone))
        for rule in rules_of(scope)
        if rule.is_on and (rule.internal or scope.is_public)
        for moment in by_kind.get(rule.moment, [])
    ]
    return sorted((one for one in found if since < one.due <= until), key=lambda one: one.due)


def due_now(scope: "Scope") -> list[Planned]:
    """What should have left by now, but not long ago, and is not yet overtaken by its moment."""
    now = clock.now()
    return [
        one
        for one in planned(scope, now - LATE, now)
        if one.rule.days > 0 or one.moment.at > now or one.due >= one.moment.at
    ]


def own_vocabulary(audience: str) -> dict[str, str]:
    """The placeholders a reminder of the chairs' own may use."""
    found = audiences.get(audience)
    return {
        **kinds.COMMON, **kinds.OF_A_CONFERENCE, **moments.WORDS,
        **(dict(found.words) if found else {}),
    }  # fmt: skip
