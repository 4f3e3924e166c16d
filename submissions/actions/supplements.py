from datetime import datetime
from itertools import chain
from typing import IO

from django.db import transaction

from dls.journal import ledger
from dls.people.models import Person
from dls.web import clock
from dls.web.db import locked
from dls.web.verdicts import Refused
from submissions import sniffing, store, zips
from submissions.actions import papers
from submissions.models import setup
from submissions.models.manuscripts import Supplement
from submissions.models.papers import Paper
from submissions.models.questions import Question
from submissions.rules import files as rules
from submissions.store import HEAD, Kept


def most(paper: Paper) -> int:
    """How many bytes a supplement may have."""
    return setup.of(paper.conference).supplement_mb * sniffing.MB


def attach(
    paper: Paper, name: str, file: IO[bytes], *, by: Person, question: Question | None = None
) -> Supplement:
    """Take another file of a paper; for a question it takes the place of an earlier one."""
    came_at = clock.now()
    rules.may_attach(by, paper, question).require()
    head = file.read(HEAD)
    if problem := sniffing.not_a_supplement(head):
        raise Refused(problem)
    try:
        kept = store.put(chain([head], store.pieces(file)), most(paper))
    except store.TooLong:
        raise Refused(sniffing.too_large(most(paper) + 1, most(paper), "a supplement")) from None
    return add(paper, kept, name, by=by, came_at=came_at, question=question)


def add(
    paper: Paper,
    kept: Kept,
    name: str,
    *,
    by: Person,
    came_at: datetime,
    question: Question | None = None,
) -> Supplement:
    """Make a kept file a supplement; the same one again is the one that is there."""
    kind = sniffing.kind(kept.head)
    if problem := sniffing.not_a_supplement(kept.head) or _in_archive(kept, kind):
        raise Refused(problem)
    with transaction.atomic():
        paper = locked(paper)
        here = paper.supplements.current().filter(question=question)
        if same := here.filter(sha256=kept.sha256).first():
            return same
        with clock.at(came_at):
            rules.may_attach(by, paper, question).require()
        if question is not None:
            here.update(removed_at=came_at)
        made: Supplement = Supplement.objects.create(
            paper=paper,
            question=question,
            sha256=kept.sha256,
            name=sniffing.clean_name(name),
            size=kept.size,
            kind=kind,
            at=came_at,
            by=by,
        )
        papers.touched(paper)
        _record(by, "added a supplement to", made)
    return made


def _in_archive(kept: Kept, kind: str) -> str:
    """What speaks against an archive; nothing against any other file."""
    if kind != sniffing.ZIP:
        return ""
    with store.opened(kept.sha256) as file:
        return zips.listed(file).problem


@transaction.atomic
def detach(supplement: Supplement, *, by: Person) -> None:
    """Take a supplement away; its file is kept, as all that was ever sent."""
    paper = locked(supplement.paper)
    rules.may_detach(by, paper).require()
    supplement = locked(supplement)
    if supplement.removed_at:
        return
    supplement.removed_at = clock.now()
    supplement.save(update_fields=["removed_at"])
    papers.touched(paper)
    papers.stays_whole(paper)
    _record(by, "removed a supplement of", supplement)


def _record(by: Person, verb: str, supplement: Supplement) -> None:
    paper = supplement.paper
    ledger.record(
        by,
        verb,
        paper,
        scope=paper.conference,
        supplement=supplement.number,
        file=supplement.name,
        sha256=supplement.sha256,
    )
