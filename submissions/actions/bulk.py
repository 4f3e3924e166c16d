"""What is done with several papers at once."""

from collections.abc import Iterable

from django.db import transaction

from dls.conferences.models.conference import Conference
from dls.journal import ledger
from dls.people.models import Person
from dls.web.db import locked
from dls.web.verdicts import Refused
from submissions.actions import papers as actions
from submissions.actions.categories import judge_again
from submissions.models.categories import Category
from submissions.models.papers import Paper
from submissions.models.tags import Tag
from submissions.rules.papers import may_handle


def tag_named(conference: Conference, name: str, *, by: Person) -> Tag:
    """The tag somebody means: their own before that of the chairs."""
    visible = Tag.objects.visible_to(by).filter(conference=conference, name=name)
    found: Tag | None = visible.order_by("owner").last() if name else None
    if found is None:
        raise Refused(f"There is no tag “{name[:40]}”. Make it under Tags, then set it.")
    return found


@transaction.atomic
def move(papers: Iterable[Paper], category: Category, *, by: Person) -> int:
    """Put papers into another category; their manuscripts are judged by its rules."""
    moved = 0
    for paper in papers:
        held = locked(paper)
        may_handle(by, held).require()
        if held.category_id == category.pk:
            continue
        told = {"category": [held.category.name, category.name]}
        held.category = category
        held.save(update_fields=["category"])
        actions.touched(held)
        ledger.record(by, "changed", held, scope=held.conference, changes=told)
        moved += 1
    if moved:
        judge_again(category, by=by)
    return moved
