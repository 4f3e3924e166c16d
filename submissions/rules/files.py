"""Who may send and take away files of a paper."""

from typing import TYPE_CHECKING

from dls.web.verdicts import YES, Verdict, no
from submissions.models import setup
from submissions.models.manuscripts import Manuscript
from submissions.models.papers import Paper
from submissions.models.questions import Question
from submissions.models.reports import FormatReport
from submissions.rules.papers import NOT_YOURS, handles, may_edit, writes

if TYPE_CHECKING:
    from dls.web.keys import Viewer


def may_upload(person: "Viewer", paper: Paper) -> Verdict:
    """A manuscript: as editing, so authors until the paper is due."""
    return may_edit(person, paper)


def may_attach(person: "Viewer", paper: Paper, question: Question | None = None) -> Verdict:
    """A supplement: as editing, while there is room; what a question asks for has its own."""
    if not (verdict := may_edit(person, paper)):
        return verdict
    if question is not None:
        return YES
    most = setup.of(paper.conference).supplements
    if not most:
        return no(f"{paper.conference.name} takes no supplements.")
    if paper.supplements.current().filter(question=None).count() >= most:
        return no(f"There are {most} supplements, and no more may be. Remove one first.")
    return YES


def may_detach(person: "Viewer", paper: Paper) -> Verdict:
    return may_edit(person, paper)


def may_check_again(person: "Viewer", manuscript: Manuscript) -> Verdict:
    """Authors and chairs, once a check was set aside."""
    if manuscript.report.state != FormatReport.State.FAILED:
        return no("This manuscript is checked, or will be: nothing needs to be started.")
    if not (writes(person, manuscript.paper) or handles(person, manuscript.paper)):
        return no(NOT_YOURS)
    return YES


def may_tell_references(person: "Viewer", paper: Paper) -> Verdict:
    """Say where the references start when the check is not certain."""
    return may_edit(person, paper)
