"""One paper open for longer than all others."""

from django.db import transaction

from dls.conferences.days import When
from dls.conferences.models.deadlines import Deadline, Extension
from dls.journal import ledger
from dls.people.models import Person
from dls.web import clock
from dls.web.db import locked
from dls.web.verdicts import Refused
from submissions import addressing, receipts
from submissions.actions import telling
from submissions.models.papers import Paper
from submissions.rules import papers as rules

KIND = Deadline.Kind.PAPERS


def own_date(paper: Paper) -> Deadline | None:
    """The date that holds for this paper alone."""
    found: Deadline | None = paper.conference.deadlines.filter(kind=KIND, scope=paper.key).first()
    return found


@transaction.atomic
def open_longer(paper: Paper, when: When, reason: str, *, by: Person) -> Deadline:
    """Let its authors change and submit it until then; asked twice, it is done once.

    It is nobody else's business: neither a date of the conference, nor in its public journal.
    """
    paper = locked(paper)
    rules.may_extend(by, paper).require()
    _later(paper, when)
    own, was = own_date(paper), paper.due
    if own is not None and own.at == when.at:
        return own
    own = own or Deadline(conference=paper.conference, kind=KIND, scope=paper.key)
    own.at, own.zone, own.whole_day, own.is_public = when.at, when.zone, when.whole_day, False
    own.save()
    if was is not None:
        Extension.objects.create(
            deadline=own, was=was.at, became=own.at, by=by, at=clock.now(), reason=reason
        )
    _tell(paper, own, reason, by)
    return own


def _later(paper: Paper, when: When) -> None:
    if when.at <= clock.now():
        raise Refused("This moment has passed. Choose a later one.")
    general = paper.conference.due(KIND, f"category:{paper.category_id}")
    if general is not None and when.at < general.at:
        raise Refused(
            f"All papers can be changed until {receipts.spoken(general)}. "
            "Choose a later date for this one."
        )


def _tell(paper: Paper, own: Deadline, reason: str, by: Person) -> None:
    until = receipts.spoken(own)
    ledger.record(by, "kept open", paper, scope=paper.conference, until=until, reason=reason)
    said = {"until": until, "by": telling.doer(paper, by), **telling.reasoned(reason)}
    telling.post("opened", addressing.insiders(paper), paper, said)


@transaction.atomic
def close(paper: Paper, *, by: Person) -> None:
    """The date of all papers holds again; done twice, it is done once."""
    paper = locked(paper)
    rules.may_extend(by, paper).require()
    own = own_date(paper)
    if own is None:
        return
    until = receipts.spoken(own)
    own.delete()
    ledger.record(by, "took back the later date of", paper, scope=paper.conference, until=until)
    said = {"until": until, "by": telling.doer(paper, by)}
    telling.post("closed", addressing.insiders(paper), paper, said)
