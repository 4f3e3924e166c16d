"""Tags on papers: those the asker sees, never on papers of their own."""

import re
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Q

from dls.web import scopes
from submissions.models.tags import Tag, Tagging, TaggingQuerySet
from submissions.search.keywords import Keyword, Value, Viewpoint, near
from submissions.search.membership import among
from submissions.search.readings import LOOKUPS
from submissions.search.tree import Asked

VALUE = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,3})?")


def tag(asked: Asked, seen: Viewpoint) -> Q:
    name = (asked.name if asked.sign else asked.text).lower()
    meant = [one for one in _tags(seen) if one.name == name]
    if not meant:
        raise near(asked, [one.name for one in _tags(seen)], "a tag")
    there = _on(meant)
    if asked.sign:
        there = there.filter(**{f"value__{LOOKUPS[asked.sign]}": _value(asked)})
    return among(there.values("paper"))


def any_tag(seen: Viewpoint) -> Q:
    return among(_on(_tags(seen)).values("paper"))


def _on(tags: Iterable[Tag]) -> TaggingQuerySet:
    there: TaggingQuerySet = Tagging.objects.filter(tag__in=[one.pk for one in tags])
    return there.order_by()


def _value(asked: Asked) -> Decimal:
    if not VALUE.fullmatch(asked.text):
        raise asked.wrong(f"“{asked.text}” is not a number. Write it as in tag:rank>3.")
    return Decimal(asked.text)


def _tags(seen: Viewpoint) -> list[Tag]:
    here = Tag.objects.visible_to(seen.person).filter(conference=seen.conference.pk)
    return scopes.once(seen.conference, seen.person, "tags to search", lambda: list(here))


def values(seen: Viewpoint) -> Iterable[Value]:
    return [Value(one.name, one.about) for one in _tags(seen)]


KEYWORDS = [
    Keyword(
        "tag", "Tag", "A tag on it; where it carries a number, that can be compared.",
        "tag:ready, #ready, tag:rank>3, tag:none", tag, values, any_tag,
        compares=True, shown=Q(is_mine=False), most=30,
    )
]  # fmt: skip
