"""Who names the people that look after a paper without being its authors."""

from typing import TYPE_CHECKING

from dls.conferences.rules.conference import is_open
from dls.web.verdicts import YES, Verdict, no
from submissions.models.papers import Paper
from submissions.rules import papers

if TYPE_CHECKING:
    from dls.people.models import Person


def may_name(person: "Person", paper: Paper) -> Verdict:
    """Authors, contacts and chairs, also after the deadline: letters must reach somebody."""
    if not papers.writes(person, paper) and not papers.handles(person, paper):
        return no(papers.NOT_YOURS)
    return is_open(paper.conference)


def may_drop(person: "Person", paper: Paper, contact: "Person") -> Verdict:
    """The same, as long as somebody is left who sees the paper."""
    if not (verdict := may_name(person, paper)):
        return verdict
    others = paper.contacts.exclude(pk=contact.pk).exists()
    claimed = paper.authors.exclude(person=None).filter(denied_at=None).exists()
    if others or claimed:
        return YES
    return no("Nobody else looks after this paper. Name somebody first, or let an author claim it.")
