"""What authors and chairs may do with a paper."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dls.conferences import days
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.rules.conference import is_open, runs_here
from dls.web import clock
from dls.web.verdicts import YES, Verdict, no
from submissions.models.categories import Category
from submissions.models.papers import Paper
from submissions.rules.completeness import Lack, lacking

if TYPE_CHECKING:
    from dls.web.keys import Viewer

NOT_YOURS = "Only an author of this paper can do this."


def writes(person: "Viewer", paper: Paper) -> bool:
    """Whether it is one’s own, as author or contact."""
    if paper.found_for == person.pk:
        return paper.is_mine
    return Paper.objects.written_by(person).filter(pk=paper.pk).exists()


def handles(person: "Viewer", paper: Paper) -> bool:
    """Whether one is a chair of its conference without a conflict."""
    if paper.found_for == person.pk:
        return paper.is_chaired
    return Paper.objects.run_by(person).filter(pk=paper.pk).exists()


def belongs(person: "Viewer", paper: Paper) -> bool:
    """Whether it is theirs to act on, as author, contact or chair."""
    return writes(person, paper) or handles(person, paper)


def may_start(
    person: "Viewer", conference: Conference, category: Category | None = None
) -> Verdict:
    """Whoever has an account, while the call is open; chairs on behalf of others, any time.

    Without a category: whether the call takes any kind of paper.
    """
    if not conference.is_public:
        return no(f"The call of {conference.name} is not open yet.")
    if not (verdict := is_open(conference)):
        return verdict
    if runs_here(person, conference):
        return YES
    due = _taken_until(conference, category)
    if due is None:
        return no(f"{conference.name} has not said yet until when it takes papers.")
    return YES if clock.now() <= due.closes_at else _over(due, "New papers were taken until")


def _taken_until(conference: Conference, category: Category | None) -> Deadline | None:
    """The date that ends it: of this kind of paper, or the last of all kinds."""
    dates = [one for one in conference.deadlines.all() if one.is_listed and not one.is_proposal]
    for kind in (Deadline.Kind.ABSTRACTS, Deadline.Kind.PAPERS):
        found = {one.scope: one for one in dates if one.kind == kind}
        if category is None and found:
            return max(found.values(), key=lambda one: one.closes_at)
        if category is not None and (due := found.get(category.key) or found.get("")):
            return due
    return None


def may_edit(person: "Viewer", paper: Paper) -> Verdict:
    """Authors until their paper is due; chairs whenever the conference can be changed."""
    if not (verdict := is_open(paper.conference)):
        return verdict
    if handles(person, paper):
        return YES
    if not writes(person, paper):
        return no(NOT_YOURS)
    if paper.is_withdrawn:
        return no("This paper is withdrawn. Bring it back before you change it.")
    return in_time(paper)


def in_time(paper: Paper) -> Verdict:
    """Whether it can still be changed by its authors."""
    due = paper.due
    if due is None or clock.now() <= due.closes_at:
        return YES
    return _over(due, "Papers were due")


def _over(due: Deadline, was: str) -> Verdict:
    return no(
        f"{was} {days.spoken(due.at, due.zone, whole_day=due.whole_day)}. What you have is kept; "
        "the chairs can open a single paper for longer if you write to them."
    )


def may_submit(person: "Viewer", paper: Paper, found: Sequence[Lack] | None = None) -> Verdict:
    """As editing; with everything in it that the call asks for, unless that was `found` before."""
    if paper.is_submitted:
        return no("This paper is submitted.")
    if paper.is_withdrawn:
        return no("This paper is withdrawn. Bring it back first.")
    if not (verdict := may_edit(person, paper)):
        return verdict
    if missing := (lacking(paper) if found is None else found):
        return no(f"You cannot submit yet. Still missing: {'; '.join(m.what for m in missing)}.")
    return YES


def may_withdraw(person: "Viewer", paper: Paper) -> Verdict:
    """Authors and chairs, at any time before the conference is archived."""
    if not (verdict := is_open(paper.conference)):
        return verdict
    if paper.is_withdrawn:
        return no("This paper is withdrawn.")
    return YES if writes(person, paper) or handles(person, paper) else no(NOT_YOURS)


def may_revive(person: "Viewer", paper: Paper) -> Verdict:
    """Authors until papers are due; chairs later, too."""
    if not paper.is_withdrawn:
        return no("This paper is not withdrawn.")
    if not (verdict := is_open(paper.conference)):
        return verdict
    if handles(person, paper):
        return YES
    return in_time(paper) if writes(person, paper) else no(NOT_YOURS)


def may_extend(person: "Viewer", paper: Paper) -> Verdict:
    """Chairs open one paper for longer."""
    if not handles(person, paper):
        return no("Only a chair without a conflict can open a paper for longer.")
    return is_open(paper.conference)


def may_handle(person: "Viewer", paper: Paper) -> Verdict:
    """What chairs do with papers: tags, waivers, categories."""
    if not handles(person, paper):
        return no("Only a chair without a conflict can do this.")
    return is_open(paper.conference)
