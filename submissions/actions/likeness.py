"""Looks for papers that share text, and keeps what chairs say about them.

First every paper gets its signature, then each is compared with those it shares marks with: whoever
is compared later sees the signature of whoever came before, so that no pair is missed.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from dls.jobs.wakeup import wake
from dls.journal import ledger
from dls.people.models import Person
from dls.web import clock
from dls.web.db import locked
from dls.web.verdicts import Refused
from submissions import texts
from submissions.likeness import comparing
from submissions.likeness.candidates import enough, too_common
from submissions.likeness.comparing import Sample
from submissions.likeness.passages import Passage, Span
from submissions.models.likeness import ENGINE, Likeness, Mark, Signature, unsigned
from submissions.models.papers import Paper
from submissions.rules import likeness as rules
from submissions.texts import Written

FIND = "submissions.tasks.find_likenesses"
TURN = 30.0  # seconds after which a worker lets others have a turn
GREW = 0.1  # of a paper: with so much more text in common, a dismissed pair is shown again
LONGEST = 2_000  # characters of a passage that are kept


@dataclass(frozen=True)
class Read:
    """A paper's current manuscript, ready to be compared."""

    paper: Paper
    written: Written
    sample: Sample
    sha256: str


@dataclass(frozen=True)
class Found:
    """What two papers share, the one with the lower key first."""

    one: Read
    other: Read
    likeness: comparing.Likeness

    @property
    def is_same_file(self) -> bool:
        return self.one.sha256 == self.other.sha256

    @property
    def share(self) -> float:
        return 1.0 if self.is_same_file else self.likeness.share

    @property
    def is_remarkable(self) -> bool:
        return self.is_same_file or self.likeness.alarms


def find() -> None:
    """Sign and compare what is new, for a turn; what is left is found again."""
    until = time.monotonic() + TURN
    for pk in list(unsigned().order_by("pk").values_list("pk", flat=True)):
        if time.monotonic() > until:
            return wake(FIND)
        _sign(Paper(pk=pk))
    for pk in list(Signature.objects.waiting().order_by("pk").values_list("pk", flat=True)):
        if time.monotonic() > until:
            return wake(FIND)
        _compare(Signature(pk=pk))
    return None


def _read(paper: Paper) -> Read | None:
    manuscript = paper.latest
    if manuscript is None:
        return None
    written = texts.of(manuscript)
    return Read(paper, written, comparing.sample(written.text), manuscript.sha256)


@transaction.atomic
def _sign(paper: Paper) -> None:
    """Take the signature of what the paper says now; another worker may have done so."""
    paper = locked(paper)
    read = _read(paper)
    if read is None:
        return
    signature, _ = Signature.objects.update_or_create(
        paper=paper,
        defaults={
            "sha256": read.sha256,
            "engine": ENGINE,
            "marked": len(read.sample.marks),
            "at": clock.now(),
            "compared_at": None,
        },
    )
    signature.marks.all().delete()
    marks = (Mark(signature=signature, value=value) for value in sorted(read.sample.marks))
    Mark.objects.bulk_create(marks, batch_size=2_000)


@transaction.atomic
def _compare(signature: Signature) -> None:
    """Look at the papers that share marks with this one, word by word."""
    signature = locked(signature)
    if signature.compared_at is not None:
        return
    mine = _read(signature.paper)
    if mine is not None and mine.sha256 == signature.sha256:
        values = Mark.objects.of(signature)
        common = Mark.objects.standing(values, too_common(Signature.objects.count()))
        near = _near(signature, [value for value in values if value not in common])
        _keep(signature.paper, [_beside(mine, other.paper, common) for other in near])
    signature.compared_at = clock.now()
    signature.save(update_fields=["compared_at"])


def _near(signature: Signature, telling: list[int]) -> list[Signature]:
    """Those that share enough marks, and those of the same file."""
    shared = Mark.objects.sharing(telling, signature)
    beside = Signature.objects.beside(signature.paper).select_related("paper__conference")
    like = [
        one
        for one in beside.filter(pk__in=shared)
        if enough(shared[one.pk], one.marked, signature.marked)
    ]
    same = beside.filter(sha256=signature.sha256).exclude(pk__in=[one.pk for one in like])
    return [*like, *same]


def _beside(mine: Read, paper: Paper, common: Iterable[int]) -> Found | None:
    theirs = _read(paper)
    if theirs is None:
        return None
    one, other = sorted((mine, theirs), key=lambda read: read.paper.pk)
    return Found(one, other, comparing.compare(one.sample, other.sample, frozenset(common)))


def _keep(paper: Paper, found: Iterable[Found | None]) -> None:
    """Write down what is remarkable; what is so no longer goes, unless a chair has spoken."""
    there = {(row.one_id, row.other_id): row for row in Likeness.objects.of(paper)}
    for each in found:
        if each is not None and each.is_remarkable:
            _write(there.pop((each.one.paper.pk, each.other.paper.pk), None), each)
    gone = [row.pk for row in there.values() if not row.is_dismissed]
    Likeness.objects.filter(pk__in=gone).delete()


def _write(row: Likeness | None, found: Found) -> None:
    is_new = row is None
    row = row or Likeness(one=found.one.paper, other=found.other.paper)
    row.is_same_file, row.share = found.is_same_file, found.share
    row.share_of_one = 1.0 if found.is_same_file else found.likeness.share_of_one
    row.share_of_other = 1.0 if found.is_same_file else found.likeness.share_of_other
    row.words, row.passages = found.likeness.words, _told(found)
    again = row.is_dismissed and row.share > row.dismissed_share + GREW
    if again:
        row.dismissed_at, row.dismissed_by, row.reason = None, None, ""
    row.save()
    if is_new or again:
        scope = max(found.one.paper.conference, found.other.paper.conference, key=lambda c: c.pk)
        ledger.record(None, "found shared text in", row, scope=scope, percent=row.percent)


def _told(found: Found) -> list[dict[str, object]]:
    """The longest passages as they are written, in the order of the first paper."""
    longest = sorted(found.likeness.passages, key=lambda passage: -len(passage.one))
    shown = sorted(longest[: Likeness.SHOWN], key=lambda passage: passage.one.start)
    return [_passage(found, passage) for passage in shown]


def _passage(found: Found, passage: Passage) -> dict[str, object]:
    one, other = found.one, found.other
    return {
        "words": len(passage.one),
        "one": _said(one, passage.one),
        "other": _said(other, passage.other),
        "page_of_one": _page(one, passage.one.start),
        "page_of_other": _page(other, passage.other.start),
    }


def _said(read: Read, span: Span) -> str:
    said = read.sample.text.passage(span.start, span.end)
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rpartition(' ')[0]} …"


def _page(read: Read, word: int) -> int:
    return read.written.page_at(read.sample.text.places[word][0])


@transaction.atomic
def dismiss(likeness: Likeness, reason: str, *, by: Person) -> None:
    """A chair says why the text in common is no cause for worry."""
    likeness = locked(likeness)
    rules.may_judge(by, likeness).require()
    if likeness.is_dismissed:
        raise Refused("Somebody has dismissed this pair already. Look at the reason they gave.")
    if not reason.strip():
        raise Refused("Say in a few words why this pair is no cause for worry.")
    likeness.dismissed_at, likeness.dismissed_by = clock.now(), by
    likeness.dismissed_share, likeness.reason = likeness.share, reason.strip()
    likeness.save(update_fields=["dismissed_at", "dismissed_by", "dismissed_share", "reason"])
    scope = likeness.other.conference
    ledger.record(by, "dismissed shared text in", likeness, scope=scope, reason=likeness.reason)


@transaction.atomic
def restore(likeness: Likeness, *, by: Person) -> None:
    """Put a dismissed pair back on the list."""
    likeness = locked(likeness)
    rules.may_judge(by, likeness).require()
    if not likeness.is_dismissed:
        raise Refused("This pair is on the list already.")
    likeness.dismissed_at, likeness.dismissed_by, likeness.reason = None, None, ""
    likeness.save(update_fields=["dismissed_at", "dismissed_by", "reason"])
    ledger.record(by, "put back shared text in", likeness, scope=likeness.other.conference)
