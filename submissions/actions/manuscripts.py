from datetime import datetime
from itertools import chain
from typing import IO

from django.db import transaction

from dls.jobs.wakeup import wake
from dls.journal import ledger
from dls.people.models import Person
from dls.web import clock
from dls.web.db import locked
from dls.web.verdicts import Refused
from submissions import sniffing, store
from submissions.actions import papers, telling
from submissions.models import setup
from submissions.models.manuscripts import Manuscript
from submissions.models.papers import Paper
from submissions.models.reports import FormatReport
from submissions.rules import files as rules
from submissions.store import HEAD, Kept

CHECK = "submissions.tasks.check_manuscripts"


def most(paper: Paper) -> int:
    """How many bytes a manuscript may have."""
    return setup.of(paper.conference).manuscript_mb * sniffing.MB


def upload(paper: Paper, name: str, file: IO[bytes], *, by: Person) -> Manuscript:
    """Take a file as the next manuscript of a paper; it came when we were asked."""
    came_at = clock.now()
    rules.may_upload(by, paper).require()
    head = file.read(HEAD)
    if problem := sniffing.not_a_paper(head):
        raise Refused(problem)
    try:
        kept = store.put(chain([head], store.pieces(file)), most(paper))
    except store.TooLong:
        raise Refused(sniffing.too_large(most(paper) + 1, most(paper), "a manuscript")) from None
    return add(paper, kept, name, by=by, came_at=came_at)


@transaction.atomic
def add(paper: Paper, kept: Kept, name: str, *, by: Person, came_at: datetime) -> Manuscript:
    """Make a kept file the newest manuscript; sent twice in a row, it is one.

    What came in time counts, also when its turn is a moment later.
    """
    paper = locked(paper)
    with clock.at(came_at):
        rules.may_upload(by, paper).require()
    if problem := sniffing.not_a_paper(kept.head):
        raise Refused(problem)
    latest = paper.latest
    if latest is not None and latest.sha256 == kept.sha256:
        return latest
    made: Manuscript = Manuscript.objects.create(
        paper=paper,
        sha256=kept.sha256,
        name=sniffing.clean_name(name),
        size=kept.size,
        kind=sniffing.PDF,
        at=came_at,
        by=by,
    )
    FormatReport.objects.create(manuscript=made)
    papers.touched(paper)
    papers.stays_whole(paper)
    ledger.record(
        by,
        "uploaded",
        paper,
        scope=paper.conference,
        manuscript=made.number,
        file=made.name,
        sha256=made.sha256,
    )
    telling.filed(paper, by)
    wake(CHECK)
    return made


@transaction.atomic
def tell_references(manuscript: Manuscript, page: int, *, by: Person) -> None:
    """The authors say on which page the references start, or by 0 that there are none."""
    paper = locked(manuscript.paper)
    rules.may_tell_references(by, paper).require()
    manuscript = locked(manuscript)
    if manuscript.references_from == page:
        return
    manuscript.references_from = page
    manuscript.save(update_fields=["references_from"])
    again(FormatReport.objects.get(manuscript=manuscript))
    ledger.record(
        by,
        "said where the references start of",
        paper,
        scope=paper.conference,
        manuscript=manuscript.number,
        page=page,
    )


@transaction.atomic
def check_again(manuscript: Manuscript, *, by: Person) -> None:
    """Start a check anew that was set aside."""
    paper = locked(manuscript.paper)
    manuscript = Manuscript.objects.select_related("report", "paper").get(pk=manuscript.pk)
    rules.may_check_again(by, manuscript).require()
    again(manuscript.report)
    ledger.record(
        by, "had checked again", paper, scope=paper.conference, manuscript=manuscript.number
    )


def again(report: FormatReport) -> None:
    """Let a manuscript be judged once more; what was measured of it is still known."""
    report.state, report.after, report.tries = FormatReport.State.WAITING, clock.now(), 0
    report.claim, report.claimed_until, report.problem = "", None, ""
    report.save(update_fields=["state", "after", "tries", "claim", "claimed_until", "problem"])
    wake(CHECK)
