"""Conflicts: declared by authors and members, found, decided by chairs."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from dls.journal import ledger
from dls.people.models import Person
from dls.web import clock
from dls.web.db import locked
from dls.web.verdicts import Refused
from submissions.models.conflicts import Conflict
from submissions.models.papers import Paper
from submissions.rules import conflicts as rules

State, Source = Conflict.State, Conflict.Source
HIGH = "high"


@dataclass(frozen=True)
class Ruling:
    """A chair’s word on a pair: a conflict of a kind, or none; pinned: nobody else changes it."""

    holds: bool
    kind: str = Conflict.Kind.OTHER
    is_pinned: bool = True
    note: str = ""


@transaction.atomic
def declare(paper: Paper, wanted: Mapping[Person, str], *, by: Person) -> int:
    """What authors say of the committee: for each person a kind, or nothing; how many changed.

    Who is not named keeps what there is. Chairs who act for authors write down that they did.
    """
    paper = locked(paper)
    rules.may_declare(by, paper).require()
    there = {one.person_id: one for one in paper.conflicts.select_related("person")}
    changed = 0
    for person, kind in wanted.items():
        conflict = there.get(person.pk)
        if kind:
            changed += _said(paper, person, kind, Source.AUTHOR, conflict, by)
        elif conflict and conflict.source == Source.AUTHOR and conflict.holds:
            changed += _taken_back(conflict, by)
    return changed


def _said(
    paper: Paper,
    person: Person,
    kind: str,
    source: Conflict.Source,
    conflict: Conflict | None,
    by: Person,
) -> bool:
    """Write down a declaration; what chairs have decided stays, and so does what holds."""
    if conflict and (conflict.is_pinned or (conflict.holds and conflict.source != source)):
        return False
    if conflict and (conflict.kind, conflict.state) == (kind, State.DECLARED):
        return False
    conflict = conflict or Conflict(paper=paper, person=person)
    conflict.kind, conflict.source, conflict.state = kind, source, State.DECLARED
    _keep(conflict, by, "declared a conflict of")
    return True


def _taken_back(conflict: Conflict, by: Person) -> bool:
    """A declaration goes; what was found before stands again."""
    if conflict.is_pinned:
        return False
    if conflict.evidence:
        high = any(one.get("confidence") == HIGH for one in conflict.evidence)
        conflict.state = State.SUSPECTED if high else State.SUGGESTED
        conflict.source = Source.FOUND
    else:
        conflict.state = State.DROPPED
    _keep(conflict, by, "took back a conflict of")
    return True


def _keep(conflict: Conflict, by: Person, verb: str) -> None:
    conflict.at, conflict.by = clock.now(), by
    conflict.save()
    ledger.record(
        by,
        verb,
        conflict,
        scope=conflict.paper.conference,
        kind=conflict.get_kind_display(),
        state=conflict.get_state_display(),
        note=conflict.note,
    )


@transaction.atomic
def declare_own(paper: Paper, kind: str, *, by: Person) -> Conflict:
    """A member says that they have a conflict; from now on they do not see the paper."""
    paper = locked(paper)
    rules.may_declare_own(by, paper).require()
    conflict = Conflict.objects.filter(paper=paper, person=by).first()
    if conflict and conflict.is_pinned:
        raise Refused(rules.PINNED)
    conflict = conflict or Conflict(paper=paper, person=by)
    conflict.kind, conflict.source, conflict.state = kind, Source.MEMBER, State.DECLARED
    _keep(conflict, by, "declared a conflict of")
    return conflict


@transaction.atomic
def drop(conflict: Conflict, *, by: Person) -> None:
    """A member takes the own declaration back."""
    conflict = locked(conflict)
    rules.may_drop(by, conflict).require()
    if conflict.holds:
        _taken_back(conflict, by)


@transaction.atomic
def answer(conflict: Conflict, *, by: Person, is_one: bool) -> None:
    """Confirm or dismiss what was found. The second of two answers finds it decided."""
    conflict = locked(conflict)
    rules.may_answer(by, conflict).require()
    if conflict.state not in (State.SUSPECTED, State.SUGGESTED):
        raise Refused(f"Somebody has decided this already: {conflict.get_state_display().lower()}.")
    conflict.state = State.CONFIRMED if is_one else State.DISMISSED
    _keep(conflict, by, "confirmed a conflict of" if is_one else "dismissed a conflict of")


@transaction.atomic
def rule(paper: Paper, person: Person, ruling: Ruling, *, by: Person) -> Conflict:
    """A chair decides about a pair, whatever others said."""
    paper = locked(paper)
    rules.may_decide(by, paper).require()
    if person == by:
        raise Refused("Another chair decides about you; your own conflict you declare yourself.")
    conflict = Conflict.objects.filter(paper=paper, person=person).first()
    if not conflict:
        conflict = Conflict(paper=paper, person=person, source=Source.CHAIR)
    conflict.kind, conflict.note = ruling.kind, ruling.note
    conflict.is_pinned, conflict.source = ruling.is_pinned, Source.CHAIR
    conflict.state = State.CONFIRMED if ruling.holds else State.DISMISSED
    _keep(conflict, by, "set a conflict of" if ruling.holds else "ruled out a conflict of")
    return conflict
