"""Who may say that somebody has a conflict with a paper."""

from typing import TYPE_CHECKING

from dls.conferences.rules.conference import is_open
from dls.web.verdicts import YES, Verdict, no
from submissions.models.conflicts import Conflict
from submissions.models.papers import Paper
from submissions.rules import papers

if TYPE_CHECKING:
    from dls.people.models import Person

PINNED = "The chairs have decided about this pair. Write to them if it is wrong."


def may_declare(person: "Person", paper: Paper) -> Verdict:
    """Authors, as long as they may change their paper; chairs for them."""
    return papers.may_edit(person, paper)


def may_declare_own(person: "Person", paper: Paper) -> Verdict:
    """Members of the committee, of every paper they see, at any time."""
    if not (verdict := is_open(paper.conference)):
        return verdict
    if papers.writes(person, paper):
        return no("You are an author of this paper, so you have a conflict with it anyhow.")
    if Paper.objects.visible_to(person).filter(pk=paper.pk).exists():
        return YES
    return no("You do not see this paper.")


def may_drop(person: "Person", conflict: Conflict) -> Verdict:
    """Whoever declared a conflict of their own, unless chairs have pinned it."""
    if conflict.person_id != person.pk or conflict.source != Conflict.Source.MEMBER:
        return no("Only who declared it can take it back.")
    if conflict.is_pinned:
        return no(PINNED)
    return is_open(conflict.paper.conference)


def may_answer(person: "Person", conflict: Conflict) -> Verdict:
    """The member it is about, as long as it does not hold; else chairs."""
    suggested = conflict.state == Conflict.State.SUGGESTED and conflict.person_id == person.pk
    if suggested and not conflict.is_pinned:
        return is_open(conflict.paper.conference)
    return may_decide(person, conflict.paper)


def may_decide(person: "Person", paper: Paper) -> Verdict:
    """Chairs without a conflict confirm, dismiss and pin."""
    return papers.may_handle(person, paper)
