"""Looks for conflicts nobody has declared, and keeps what people have decided."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from dls.conferences.models.conference import Conference
from dls.jobs.wakeup import wake
from dls.journal import ledger
from dls.web import clock
from dls.web.db import locked
from submissions import known_ties
from submissions.known_ties import Committee
from submissions.models.conflicts import Conflict
from submissions.models.papers import Paper
from submissions.models.ties import TiesBasis, stale
from submissions.ties.finding import Finder
from submissions.ties.values import Confidence, Fact, Kind, Tie

FIND = "submissions.tasks.find_ties"
TURN = 30.0  # seconds after which a worker lets others have a turn
State, Source = Conflict.State, Conflict.Source
FOUND = (State.SUSPECTED, State.SUGGESTED)
KINDS = {
    Kind.AUTHOR: Conflict.Kind.AUTHOR,
    Kind.COAUTHOR: Conflict.Kind.COAUTHOR,
    Kind.COLLABORATOR: Conflict.Kind.OTHER,
    Kind.INSTITUTION: Conflict.Kind.INSTITUTION,
}
Evidence = list[dict[str, Any]]


@dataclass(frozen=True)
class Verdict:
    """What the ties between a paper and a person come to: a conflict of a kind, or none."""

    kind: str = Conflict.Kind.OTHER
    state: str = State.DROPPED
    evidence: tuple[dict[str, Any], ...] = ()


NOTHING = Verdict()


def find() -> None:
    """Look where something changed, for a turn; what is left is found again."""
    until = time.monotonic() + TURN
    for conference in _open_ones():
        if not _look(conference, until):
            wake(FIND)
            return


def _open_ones() -> Iterator[Conference]:
    rows = Conference.objects.exclude(state=Conference.State.ARCHIVED)
    yield from rows.filter(papers__isnull=False).distinct().order_by("pk")


def _look(conference: Conference, until: float) -> bool:
    """Look at the papers of one conference; say whether none is left."""
    committee = Committee(conference)
    others = committee.papers()
    basis = _basis(conference, committee.fingerprint(others))
    papers = Paper.objects.filter(conference=conference).live()
    waiting = list(stale(papers, basis.changed_at).order_by("pk").values_list("pk", flat=True))
    if not waiting:
        return True
    finder = Finder(committee.members(), others, (conference.starts_on or clock.now()).year)
    for pk in waiting:
        if time.monotonic() > until:
            return False
        _find(Paper(pk=pk), finder)
    return True


@transaction.atomic
def _basis(conference: Conference, fingerprint: str) -> TiesBasis:
    """When the committee, or what its members wrote, was last another one than now."""
    TiesBasis.objects.get_or_create(conference=conference, defaults={"fingerprint": fingerprint})
    basis: TiesBasis = TiesBasis.objects.for_update(conference).get()
    if basis.fingerprint != fingerprint:
        basis.fingerprint, basis.changed_at = fingerprint, clock.now()
        basis.save(update_fields=["fingerprint", "changed_at"])
    return basis


@transaction.atomic
def _find(paper: Paper, finder: Finder) -> None:
    """Write down what ties one paper to the committee as both are now."""
    paper = locked(paper)
    row = known_ties.with_authors(Paper.objects.filter(pk=paper.pk)).get()
    found = {int(tie.member): _verdict(tie) for tie in finder.ties(known_ties.paper(row))}
    there = {one.person_id: one for one in paper.conflicts.select_related("person")}
    for person, verdict in found.items():
        if person in there:
            _renew(there[person], verdict)
        else:
            _add(paper, person, verdict)
    for person in set(there) - set(found):
        _renew(there[person], NOTHING)
    paper.ties_found_at = max(clock.now(), paper.updated_at)
    paper.save(update_fields=["ties_found_at"])


def _verdict(tie: Tie) -> Verdict:
    state = State.SUSPECTED if tie.confidence == Confidence.HIGH else State.SUGGESTED
    return Verdict(KINDS[tie.kind], state, tuple(map(_told, tie.facts)))


def _told(fact: Fact) -> dict[str, Any]:
    """A fact as a conflict keeps it."""
    told = {
        "says": fact.says,
        "kind": fact.kind.name.lower(),
        "confidence": fact.confidence.name.lower(),
        "found_in": fact.found_in,
        "author": fact.author,
        "ours": fact.ours,
        "theirs": fact.theirs,
    }
    return told if fact.year is None else {**told, "year": fact.year}


def _add(paper: Paper, person: int, verdict: Verdict) -> None:
    conflict = Conflict(paper=paper, person_id=person, source=Source.FOUND)
    _set(conflict, verdict, "found a conflict of")


def _renew(conflict: Conflict, verdict: Verdict) -> None:
    """What people have said stays; what was only found follows what is found now."""
    evidence = list(verdict.evidence)
    if conflict.is_pinned or conflict.state in (State.CONFIRMED, State.DISMISSED):
        return
    if conflict.state == State.DECLARED:
        if conflict.evidence != evidence:
            conflict.evidence = evidence
            conflict.save(update_fields=["evidence"])
        return
    same = (conflict.kind, conflict.state) == (verdict.kind, verdict.state)
    gone = conflict.state == verdict.state == State.DROPPED
    if gone or (same and conflict.evidence == evidence):
        return
    lost = verdict.state == State.DROPPED
    _set(conflict, verdict, "no longer finds a conflict of" if lost else "found a conflict of")


def _set(conflict: Conflict, verdict: Verdict, verb: str) -> None:
    kept = verdict.state != State.DROPPED
    conflict.kind = verdict.kind if kept else conflict.kind
    conflict.source, conflict.state = Source.FOUND, verdict.state
    conflict.evidence = list(verdict.evidence)
    conflict.at, conflict.by = clock.now(), None
    conflict.save()
    ledger.record(
        None,
        verb,
        conflict,
        scope=conflict.paper.conference,
        kind=conflict.get_kind_display(),
        state=conflict.get_state_display(),
    )
