"""Looks for conflicts nobody has declared, and keeps what people have decided."""

import time
from collections.abc import Iterator, Mapping
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
BATCH = 100  # papers read at once
State, Source = Conflict.State, Conflict.Source
KINDS = {
    Kind.AUTHOR: Conflict.Kind.AUTHOR,
    Kind.COAUTHOR: Conflict.Kind.COAUTHOR,
    Kind.COLLABORATOR: Conflict.Kind.OTHER,
    Kind.INSTITUTION: Conflict.Kind.INSTITUTION,
}


@dataclass(frozen=True)
class Verdict:
    """What the ties between a paper and a person come to: a conflict of a kind, or none."""

    kind: str = Conflict.Kind.OTHER
    state: str = State.DROPPED
    evidence: tuple[dict[str, Any], ...] = ()


NOTHING = Verdict()
Pair = tuple[int, tuple[Conflict | None, Verdict]]


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
    for start in range(0, len(waiting), BATCH):
        if time.monotonic() > until:
            return False
        _sift(waiting[start : start + BATCH], finder)
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


def _sift(papers: list[int], finder: Finder) -> None:
    """Lock only papers of which something is to be written; of most, nothing is."""
    at = clock.now()
    rows = known_ties.with_authors(Paper.objects.filter(pk__in=papers))
    for row in rows.prefetch_related("conflicts").order_by("pk"):
        there = {one.person_id: one for one in row.conflicts.all()}
        if any(_differs(*pair) for _, pair in _pairs(there, _found(row, finder))):
            _find(Paper(pk=row.pk), finder)
            continue
        unchanged = Paper.objects.filter(pk=row.pk, updated_at=row.updated_at)
        unchanged.update(ties_found_at=max(at, row.updated_at))


@transaction.atomic
def _find(paper: Paper, finder: Finder) -> None:
    """Write down what ties one paper to the committee as both are now."""
    paper = locked(paper)
    row = known_ties.with_authors(Paper.objects.filter(pk=paper.pk)).get()
    there = {one.person_id: one for one in paper.conflicts.select_related("person")}
    for person, (conflict, verdict) in _pairs(there, _found(row, finder)):
        if _differs(conflict, verdict):
            _write(conflict or Conflict(paper=paper, person_id=person), verdict)
    paper.ties_found_at = max(clock.now(), paper.updated_at)
    paper.save(update_fields=["ties_found_at"])


def _found(row: Paper, finder: Finder) -> dict[int, Verdict]:
    return {int(tie.member): _verdict(tie) for tie in finder.ties(known_ties.paper(row))}


def _pairs(there: Mapping[int, Conflict], found: Mapping[int, Verdict]) -> Iterator[Pair]:
    """What there is and what is found, of each person of whom there is or is found anything."""
    for person in sorted({*there, *found}):
        yield person, (there.get(person), found.get(person, NOTHING))


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


def _differs(conflict: Conflict | None, verdict: Verdict) -> bool:
    """Whether there is anything to write: what people have said stays, but learns the evidence."""
    if conflict is None:
        return True
    if conflict.is_pinned or conflict.state in (State.CONFIRMED, State.DISMISSED):
        return False
    if conflict.state == State.DECLARED:
        return bool(conflict.evidence != list(verdict.evidence))
    if conflict.state == verdict.state == State.DROPPED:
        return False
    known = (conflict.kind, conflict.state, conflict.evidence)
    return known != (verdict.kind, verdict.state, list(verdict.evidence))


def _write(conflict: Conflict, verdict: Verdict) -> None:
    conflict.evidence = list(verdict.evidence)
    if conflict.state == State.DECLARED:
        conflict.save(update_fields=["evidence"])
        return
    is_lost = verdict.state == State.DROPPED
    conflict.kind = conflict.kind if is_lost else verdict.kind
    conflict.source, conflict.state = Source.FOUND, verdict.state
    conflict.at, conflict.by = clock.now(), None
    conflict.save()
    ledger.record(
        None,
        "no longer finds a conflict of" if is_lost else "found a conflict of",
        conflict,
        scope=conflict.paper.conference,
        kind=conflict.get_kind_display(),
        state=conflict.get_state_display(),
    )
