from collections.abc import Iterable
from typing import Any

from django.db import transaction

from dls.conferences.actions import changes
from dls.conferences.actions.changes import Values
from dls.conferences.models.conference import Conference
from dls.journal import ledger
from dls.people.models import Person
from dls.web import clock
from dls.web.db import locked
from dls.web.verdicts import Refused
from submissions.actions import belonging, categories, noting, telling, words
from submissions.models.papers import Paper
from submissions.rules import papers as rules
from submissions.rules.completeness import lacking


@transaction.atomic
def start(
    conference: Conference,
    title: str,
    *,
    by: Person,
    contacts: Iterable[Person] = (),
    **values: Any,
) -> Paper:
    """A draft with a title, for its contacts to see; without any it is the chairs’ to handle."""
    conference = locked(conference)
    category = values.pop("category", None) or categories.first(conference)
    rules.may_start(by, conference, category).require()
    paper: Paper = Paper.objects.create(
        conference=conference, category=category, title=title, made_by=by, **values
    )
    paper.contacts.set(contacts)
    for one in paper.contacts.all():
        belonging.tie(paper, one)
    words.index(paper)
    ledger.record(by, "started", paper, scope=conference)
    return paper


@transaction.atomic
def change(paper: Paper, values: Values, *, by: Person) -> bool:
    """Change what a paper says; true if anything differs.

    A submitted paper stays complete: what would leave it lacking something is refused.
    """
    paper = locked(paper)
    rules.may_edit(by, paper).require()
    plain = {name: value for name, value in values.items() if name != "topics"}
    told = changes.put(paper, plain)
    if "topics" in values:
        told |= _topics(paper, list(values["topics"]))
    if told:
        touched(paper)
        words.index(paper)
        noting.note(paper, "changed", told, by=by)
    stays_whole(paper)
    return bool(told)


def _topics(paper: Paper, chosen: list[Any]) -> dict[str, list[str]]:
    before = list(paper.topics.all())
    if set(before) == set(chosen):
        return {}
    paper.topics.set(chosen)
    return {"topics": [", ".join(map(str, before)), ", ".join(map(str, chosen))]}


def touched(paper: Paper) -> None:
    """It is another paper now than it was: lists and searches say when."""
    paper.updated_at = clock.now()
    paper.save(update_fields=["updated_at"])


def stays_whole(paper: Paper) -> None:
    """A submitted paper lacks nothing, whoever changes it."""
    if paper.is_submitted and (missing := lacking(paper)):
        raise Refused(
            "This paper is submitted, so it must stay complete. Missing now: "
            f"{'; '.join(one.what for one in missing)}. Nothing was saved."
        )


@transaction.atomic
def submit(paper: Paper, *, by: Person) -> Paper:
    """Hand it in. A second click finds it submitted; what came in time counts."""
    came_at = clock.now()
    paper = locked(paper)
    if paper.is_submitted and rules.belongs(by, paper):
        return paper
    with clock.at(came_at):
        rules.may_submit(by, paper).require()
    paper.move_to(Paper.Status.SUBMITTED)
    paper.submitted_at = paper.submitted_at or came_at
    paper.updated_at = came_at
    paper.save(update_fields=["status", "submitted_at", "updated_at"])
    ledger.record(by, "submitted", paper, scope=paper.conference)
    telling.submitted(paper, by)
    return paper


@transaction.atomic
def withdraw(paper: Paper, reason: str, *, by: Person) -> Paper:
    """Take it back; it keeps all it has, and can come back."""
    paper = locked(paper)
    if paper.is_withdrawn and rules.belongs(by, paper):
        return paper
    rules.may_withdraw(by, paper).require()
    paper.move_to(Paper.Status.WITHDRAWN)
    paper.withdrawn_at, paper.withdrawn_why = clock.now(), reason
    paper.updated_at = clock.now()
    paper.save(update_fields=["status", "withdrawn_at", "withdrawn_why", "updated_at"])
    ledger.record(by, "withdrew", paper, scope=paper.conference, reason=reason)
    telling.withdrawn(paper, by)
    return paper


@transaction.atomic
def revive(paper: Paper, *, by: Person) -> Paper:
    """Bring it back to what it was: submitted if it ever was, else a draft."""
    paper = locked(paper)
    if not paper.is_withdrawn and rules.belongs(by, paper):
        return paper
    rules.may_revive(by, paper).require()
    paper.move_to(Paper.Status.SUBMITTED if paper.submitted_at else Paper.Status.DRAFT)
    paper.withdrawn_at, paper.withdrawn_why = None, ""
    paper.updated_at = clock.now()
    paper.save(update_fields=["status", "withdrawn_at", "withdrawn_why", "updated_at"])
    stays_whole(paper)
    ledger.record(by, "brought back", paper, scope=paper.conference)
    telling.revived(paper, by)
    telling.named(paper, by)
    return paper
