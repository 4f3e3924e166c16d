"""Tags, and setting them on papers."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from dls.conferences.actions import changes
from dls.conferences.actions.changes import Values
from dls.conferences.models.conference import Conference
from dls.journal import ledger
from dls.people.models import Person
from dls.web.db import locked
from dls.web.verdicts import Refused
from submissions.models.papers import Paper
from submissions.models.tags import Tag, Tagging
from submissions.rules import tags as rules

MOST = 200  # of one person, or of the chairs


@transaction.atomic
def make(conference: Conference, name: str, readers: str, *, by: Person, **values: object) -> Tag:
    """A new tag; private ones belong to who makes them."""
    conference = locked(conference)
    rules.may_make(by, conference, readers).require()
    owner = by if readers == Tag.Readers.ONE else None
    beside = Tag.objects.filter(conference=conference, owner=owner)
    if beside.filter(name__iexact=name).exists():
        raise Refused(f"There is a tag “{name}” already.")
    if beside.count() >= MOST:
        raise Refused(f"There are {MOST} tags already. Remove one nobody needs any more.")
    tag: Tag = Tag.objects.create(
        conference=conference, name=name, readers=readers, owner=owner, **values
    )
    if owner is None:
        ledger.record_within(by, "made the tag", name, conference)
    return tag


@transaction.atomic
def change(tag: Tag, values: Values, *, by: Person) -> bool:
    tag = locked(tag)
    rules.may_change(by, tag).require()
    told = changes.put(tag, values)
    if told and tag.owner_id is None:
        ledger.record_within(by, "changed the tag", tag.name, tag.conference, changes=told)
    return bool(told)


@transaction.atomic
def remove(tag: Tag, *, by: Person) -> None:
    """A tag goes from all papers."""
    tag = locked(tag)
    rules.may_change(by, tag).require()
    if tag.owner_id is None:
        ledger.record_within(by, "removed the tag", tag.name, tag.conference)
    tag.delete()


@transaction.atomic
def put(tag: Tag, papers: Iterable[Paper], value: Decimal | None, *, by: Person) -> int:
    """Set a tag on papers one may see; on how many it is new, or has another number."""
    tag = locked(tag)
    rules.may_set(by, tag).require()
    if value is not None and not tag.has_value:
        raise Refused(f"“{tag.name}” carries no number. A chair can change that under Tags.")
    chosen = _taggable(tag, papers, by)
    there = {one.paper_id: one for one in tag.taggings.filter(paper__in=chosen)}
    changed = 0
    for paper in chosen:
        tagging = there.get(paper.pk) or Tagging(tag=tag, paper=paper)
        if tagging.pk and tagging.value == value:
            continue
        tagging.value, tagging.by = value, by
        tagging.save()
        changed += 1
    return changed


@transaction.atomic
def take_off(tag: Tag, papers: Iterable[Paper], *, by: Person) -> int:
    """Take a tag off papers; from how many it went."""
    tag = locked(tag)
    rules.may_set(by, tag).require()
    gone, _ = tag.taggings.filter(paper__in=_taggable(tag, papers, by)).delete()
    return gone


def _taggable(tag: Tag, papers: Iterable[Paper], by: Person) -> list[Paper]:
    """Those of the tag’s conference that one may see and has not written."""
    seen = Paper.objects.visible_to(by).of_others().filter(conference=tag.conference_id)
    return list(seen.filter(pk__in=[paper.pk for paper in papers]))
