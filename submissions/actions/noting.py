"""What the journal is told of papers that save themselves."""

from datetime import timedelta

from dls.journal import ledger
from dls.journal.models import Entry
from dls.people.models import Person
from dls.web import clock
from submissions.models.papers import Paper

PAUSE = timedelta(minutes=10)


def note(paper: Paper, verb: str, told: dict[str, list[str]], *, by: Person) -> None:
    """A change of a submitted paper each time; of a draft, which saves itself, now and then."""
    if paper.is_submitted or not _lately(paper, verb, by):
        ledger.record(by, verb, paper, scope=paper.conference, changes=told)


def _lately(paper: Paper, verb: str, by: Person) -> bool:
    known = Entry.objects.filter(about_kind="paper", about_id=paper.pk, verb=verb, by=by)
    return known.filter(at__gt=clock.now() - PAUSE).exists()
