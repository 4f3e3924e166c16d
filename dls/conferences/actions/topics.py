from collections.abc import Sequence

from django.db import transaction

from dls.conferences.actions import changes, revision
from dls.conferences.actions.changes import Values
from dls.conferences.models.conference import Conference, Topic
from dls.conferences.rules.conference import may_change
from dls.journal import ledger
from dls.people.models import Person
from dls.web.db import locked
from dls.web.verdicts import Refused


@transaction.atomic
def add(conference: Conference, lines: Sequence[tuple[int, str]], *, by: Person) -> int:
    """Add topics from (depth, name) pairs after those there are; how many are new."""
    conference = locked(conference)
    may_change(by, conference).require()
    there = {topic.name.casefold(): topic for topic in conference.topics.all()}
    position = max((topic.position for topic in there.values()), default=0)
    above: Topic | None = None
    new = 0
    for depth, name in lines:
        topic = there.get(name.casefold())
        if topic is None:
            position, new = position + 1, new + 1
            parent = above if depth else None
            topic = Topic(conference=conference, name=name, parent=parent, position=position)
            topic.save()
            there[name.casefold()] = topic
        if not depth:
            above = topic if topic.parent_id is None else topic.parent
    _told(conference, by, "added topics to", new)
    return new


@transaction.atomic
def change(topic: Topic, values: Values, *, by: Person) -> bool:
    """Rename a topic or put it under another; true if anything differs."""
    conference = locked(topic.conference)
    may_change(by, conference).require()
    topic = locked(topic)
    if values.get("parent"):
        _may_stand_under(topic, values["parent"])
    told = changes.put(topic, values)
    if told:
        revision.grow(conference)
        ledger.record_within(by, "changed the topic", str(topic), conference, changes=told)
    return bool(told)


def _may_stand_under(topic: Topic, parent: Topic) -> None:
    if parent.conference_id != topic.conference_id or parent == topic or parent.parent_id:
        raise Refused("A topic can stand under a group only, and a group under nothing.")
    if topic.children.exists():
        raise Refused(f"“{topic.name}” has topics under it, so it cannot stand under another.")


@transaction.atomic
def shift(topic: Topic, steps: int, *, by: Person) -> None:
    """Move a topic up (−1) or down (+1) among those it stands with."""
    conference = locked(topic.conference)
    may_change(by, conference).require()
    beside = list(conference.topics.filter(parent=topic.parent_id))
    here = beside.index(topic)
    there = min(max(here + steps, 0), len(beside) - 1)
    beside.insert(there, beside.pop(here))
    positions = sorted(one.position for one in beside)
    if len(set(positions)) < len(positions):
        positions = list(range(1, len(beside) + 1))
    for one, position in zip(beside, positions, strict=True):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
    revision.grow(conference)


@transaction.atomic
def remove(topic: Topic, *, by: Person) -> None:
    """Remove a topic; those under it stay, under nothing."""
    conference = locked(topic.conference)
    may_change(by, conference).require()
    topic.children.update(parent=None)
    ledger.record_within(by, "removed a topic from", conference.name, conference, topic=topic.name)
    topic.delete()
    revision.grow(conference)


def _told(conference: Conference, by: Person, verb: str, many: int) -> None:
    if many:
        revision.grow(conference)
        ledger.record_within(by, verb, conference.name, conference, topics=many)
