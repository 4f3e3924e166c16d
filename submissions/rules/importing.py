"""Who may take in papers from another system."""

from typing import TYPE_CHECKING

from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import is_chair
from dls.web.verdicts import Verdict, no
from submissions.models.imports import Intake
from submissions.rules import papers

if TYPE_CHECKING:
    from dls.people.models import Person


def may_take_in(person: "Person", conference: Conference) -> Verdict:
    """Chairs, once the conference is public, as when they submit for others."""
    if not is_chair(person, conference):
        return no("Only chairs take in papers from another system.")
    return papers.may_start(person, conference)


def may_go_on(person: "Person", intake: Intake) -> Verdict:
    """Whoever uploaded it, as long as nothing was made of it."""
    if not intake.is_draft:
        return no("This import has begun already.")
    if intake.by_id != person.pk:
        return no("Only who uploaded these files can go on with them.")
    return may_take_in(person, intake.conference)
