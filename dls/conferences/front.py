"""What the public site of a conference shows, to chairs no more than to everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from dls.conferences import committee, days, editions, timeline
from dls.conferences.models.conference import Conference, Partner, Topic
from dls.conferences.models.deadlines import Deadline, Extension
from dls.conferences.models.pages import News, Page
from dls.conferences.models.roles import Role
from dls.conferences.models.series import OutsideEdition
from dls.web import clock

if TYPE_CHECKING:
    from dls.web.keys import Viewer


@dataclass(frozen=True)
class TopicGroup:
    heading: str
    names: tuple[str, ...]


def dates(conference: Conference, person: "Viewer") -> QuerySet[Deadline]:
    """The public dates with the dates they had before."""
    rows: QuerySet[Deadline] = conference.deadlines.visible_to(person)
    before = Prefetch("extensions", Extension.objects.order_by("pk"))
    public = rows.filter(is_public=True, is_proposal=False)
    return public.prefetch_related(before)


def times(conference: Conference, person: "Viewer", zone: str = "") -> timeline.Timeline:
    return timeline.of(conference, dates(conference, person), zone)


def people(conference: Conference, person: "Viewer") -> committee.Committee:
    rows = Role.objects.visible_to(person).printed()
    return committee.of(rows.filter(conference=conference))


def news(conference: Conference) -> QuerySet[News]:
    """What has been told up to now, the newest first."""
    rows: QuerySet[News] = conference.news.filter(published_at__lte=clock.now())
    return rows


def pages(conference: Conference, person: "Viewer") -> list[Page]:
    """Published pages; a draft is opened by its own address alone."""
    rows = Page.objects.visible_to(person).filter(conference=conference, is_published=True)
    return list(rows.only("conference", "kind", "slug", "title"))


def topics(conference: Conference) -> list[TopicGroup]:
    """Topics under their parents; those without children stand in one list, first."""
    found: list[Topic] = list(conference.topics.all())
    parents = {one.parent_id for one in found if one.parent_id}
    loose = tuple(one.name for one in found if not one.parent_id and one.pk not in parents)
    groups = [
        TopicGroup(parent.name, tuple(one.name for one in found if one.parent_id == parent.pk))
        for parent in found
        if parent.pk in parents
    ]
    return [TopicGroup("", loose), *groups] if loose else groups


def earlier(conference: Conference, person: "Viewer") -> list[editions.Edition]:
    """The editions before this one, the newest first."""
    others = conference.series.conferences.visible_to(person).exclude(pk=conference.pk)
    outside = OutsideEdition.objects.filter(series=conference.series_id)
    found = editions.of(list(others), outside)
    return [one for one in found if _is_before(one, conference)]


def _is_before(edition: editions.Edition, conference: Conference) -> bool:
    if edition.starts_on and conference.starts_on:
        return edition.starts_on < conference.starts_on
    if edition.ordinal and conference.ordinal:
        return edition.ordinal < conference.ordinal
    return edition.outside


@dataclass(frozen=True)
class Masthead:
    """What stands under a conference's name."""

    title: str
    nth: str
    when: str
    place: str
    beside: tuple[tuple[str, tuple[Partner, ...]], ...]


def masthead(conference: Conference, partners: Iterable[Partner] = ()) -> Masthead:
    first = conference.starts_on
    return Masthead(
        title=full_title(conference),
        nth=f"{days.ordinal(conference.ordinal)} edition" if conference.ordinal else "",
        when=days.span(first, conference.ends_on, days.LONG) if first else "",
        place=conference.place,
        beside=_beside(partners),
    )


def full_title(conference: Conference) -> str:
    """DLS 2019: Deep Learning on Supercomputers; the name only once."""
    if conference.name in conference.title:
        return conference.title
    return f"{conference.name}: {conference.title}"


def _beside(partners: Iterable[Partner]) -> tuple[tuple[str, tuple[Partner, ...]], ...]:
    kinds = (Partner.Kind.PARENT, Partner.Kind.COOPERATION)
    found = [(kind, tuple(one for one in partners if one.kind == kind)) for kind in kinds]
    return tuple((kind.label, ones) for kind, ones in found if ones)
