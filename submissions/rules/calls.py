"""Who reads what a call asks of papers."""

from typing import TYPE_CHECKING

from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.rules.conference import is_chair
from dls.web import clock
from submissions import concerned
from submissions.models.papers import Paper

if TYPE_CHECKING:
    from dls.web.keys import Viewer


def is_read_by(person: "Viewer", conference: Conference) -> bool:
    """Anybody who may see the conference while it takes papers; later, whoever has to do with
    them.
    """
    if conference.is_public and _takes_papers(conference):
        return True
    if not person.is_authenticated:
        return False
    if is_chair(person, conference) or concerned.serves(person, conference):
        return True
    return Paper.objects.written_by(person).filter(conference=conference).exists()


def _takes_papers(conference: Conference) -> bool:
    dates = conference.deadlines.filter(kind=Deadline.Kind.PAPERS, is_proposal=False)
    return any(clock.now() <= one.closes_at for one in dates if one.scope[:5] != "paper")
