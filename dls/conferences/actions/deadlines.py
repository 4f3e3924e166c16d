from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dls.conferences.actions import changes, revision
from dls.conferences.actions.changes import Values
from dls.conferences.days import When, spoken
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline, Extension
from dls.conferences.rules.conference import may_change
from dls.conferences.rules.deadlines import keeps_history, may_tick
from dls.journal import ledger
from dls.people.models import Person
from dls.web import clock
from dls.web.db import locked
from dls.web.verdicts import Refused


@dataclass(frozen=True)
class Move:
    """Where a date is moved, why, and what it was for whoever moves it."""

    to: When
    reason: str = ""
    seen: datetime | None = None  # the date on the form; none: whatever it is now


@transaction.atomic
def add(
    conference: Conference, kind: Deadline.Kind, when: When, values: Values, *, by: Person
) -> Deadline:
    """Set a date that was not there."""
    conference = locked(conference)
    may_change(by, conference).require()
    scope = values.get("scope", "")
    taken = conference.deadlines.filter(kind=kind, scope=scope)
    if kind != Deadline.Kind.MILESTONE and taken.exists():
        raise Refused(f"“{kind.label}” has a date already. Open it to move it.")
    deadline: Deadline = Deadline.objects.create(
        conference=conference,
        kind=kind,
        **_columns(when),
        **{"is_public": kind not in Deadline.INNER, **values},
    )
    revision.grow(conference)
    ledger.record_within(by, "set", str(deadline), conference, date=_spoken(deadline))
    return deadline


@transaction.atomic
def change(deadline: Deadline, values: Values, *, by: Person) -> bool:
    """Change everything but the date; true if anything differs."""
    deadline = locked(deadline)
    may_change(by, deadline.conference).require()
    told = changes.put(deadline, values)
    if told:
        revision.grow(deadline.conference)
        ledger.record_within(by, "changed", str(deadline), deadline.conference, changes=told)
    return bool(told)


@transaction.atomic
def move(deadline: Deadline, move: Move, *, by: Person) -> Extension | None:
    """Move a date. The old one stays on record, unless nobody outside has seen it yet.

    Moving it to where it is changes nothing, so a second click is harmless.
    """
    deadline = locked(deadline)
    may_change(by, deadline.conference).require()
    if (deadline.at, deadline.until) == (move.to.at, move.to.until):
        _respell(deadline, move.to)
        return None
    if move.seen is not None and move.seen != deadline.at:
        raise Refused(
            f"Somebody has moved “{deadline.label}” to {_spoken(deadline)} in the meantime. "
            "Look at it again before you move it further."
        )
    return _moved(deadline, move, by)


def _moved(deadline: Deadline, move: Move, by: Person) -> Extension | None:
    before, was, keeps = _spoken(deadline), deadline.at, keeps_history(deadline)
    _respell(deadline, move.to)
    revision.grow(deadline.conference)
    ledger.record_within(by, "moved", str(deadline), deadline.conference,
        changes={"date": [before, _spoken(deadline)]}, reason=move.reason,
    )  # fmt: skip
    if not keeps:
        return None
    extension: Extension = Extension.objects.create(
        deadline=deadline, was=was, became=deadline.at, by=by, at=clock.now(), reason=move.reason
    )
    return extension


def _respell(deadline: Deadline, when: When) -> None:
    for name, value in _columns(when).items():
        setattr(deadline, name, value)
    deadline.is_proposal = False
    deadline.save(update_fields=[*_columns(when), "is_proposal"])


@transaction.atomic
def remember(deadline: Deadline, was: datetime, became: datetime, *, by: Person) -> Extension:
    """Write down a move that happened before DLS knew the date: who, when and why are unknown."""
    deadline = locked(deadline)
    may_change(by, deadline.conference).require()
    extension: Extension = Extension.objects.create(deadline=deadline, was=was, became=became)
    revision.grow(deadline.conference)
    ledger.record_within(by, "recorded an earlier date of", str(deadline), deadline.conference)
    return extension


@transaction.atomic
def confirm(conference: Conference, *, by: Person) -> int:
    """Say yes to every date a clone has proposed; how many there were."""
    conference = locked(conference)
    may_change(by, conference).require()
    confirmed: int = conference.deadlines.filter(is_proposal=True).update(is_proposal=False)
    if confirmed:
        revision.grow(conference)
        ledger.record_within(
            by, "confirmed the dates of", conference.name, conference, dates=confirmed
        )
    return confirmed


@transaction.atomic
def remove(deadline: Deadline, *, by: Person) -> None:
    deadline = locked(deadline)
    may_change(by, deadline.conference).require()
    conference = deadline.conference
    ledger.record_within(
        by, "removed the date of", conference.name, conference, date=deadline.label
    )
    deadline.delete()
    revision.grow(conference)


@transaction.atomic
def tick(milestone: Deadline, *, by: Person) -> None:
    """Say that a milestone is done; a second tick changes nothing."""
    milestone = locked(milestone)
    may_tick(by, milestone).require()
    if milestone.done_at is None:
        _ticked(milestone, clock.now(), by, by)


@transaction.atomic
def untick(milestone: Deadline, *, by: Person) -> None:
    """Take a tick back."""
    milestone = locked(milestone)
    may_tick(by, milestone).require()
    if milestone.done_at is not None:
        _ticked(milestone, None, None, by)


def _ticked(milestone: Deadline, at: datetime | None, done_by: Person | None, by: Person) -> None:
    milestone.done_at, milestone.done_by = at, done_by
    milestone.save(update_fields=["done_at", "done_by"])
    revision.grow(milestone.conference)
    verb = "ticked off" if at else "took back the tick of"
    ledger.record_within(by, verb, str(milestone), milestone.conference)


def _columns(when: When) -> dict[str, object]:
    return {
        "at": when.at, "until": when.until, "zone": when.zone, "whole_day": when.whole_day,
    }  # fmt: skip


def _spoken(deadline: Deadline) -> str:
    return spoken(deadline.at, deadline.zone, whole_day=deadline.whole_day)
