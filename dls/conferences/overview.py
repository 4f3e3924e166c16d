"""The site's front page: one's own conferences, then those to come, those that were, the series."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from dls.conferences import days, front, links, timeline
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.roles import Role
from dls.conferences.models.series import Series
from dls.web import clock

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.keys import Viewer


@dataclass(frozen=True)
class Entry:
    """A conference in a list, with the next of its dates."""

    conference: Conference
    when: str
    next: timeline.Next | None
    is_running: bool

    @property
    def title(self) -> str:
        return front.full_title(self.conference)


@dataclass(frozen=True)
class Mine:
    """A conference one has parts in."""

    entry: Entry
    parts: str

    @property
    def url(self) -> str:
        return reverse("conferences:dashboard", args=[self.entry.conference.slug])


@dataclass(frozen=True)
class Invitation:
    """An invitation one has still to answer."""

    role: Role

    @property
    def part(self) -> str:
        kind: str = self.role.get_kind_display()
        return _within(kind)

    @property
    def url(self) -> str:
        return reverse("conferences:invitation", args=[links.token(self.role)])


def entries(conferences: Iterable[Conference]) -> list[Entry]:
    today = clock.now().date()
    return [_entry(one, today) for one in conferences]


def _entry(conference: Conference, today: date) -> Entry:
    first, last = conference.starts_on, conference.last_day
    coming = [one for one in conference.deadlines.all() if not one.is_over]
    return Entry(
        conference=conference,
        when=days.span(first, last) if first else "",
        next=timeline.next_of(coming[0]) if coming else None,
        is_running=bool(first and last and first <= today <= last),
    )


def upcoming(person: "Viewer") -> QuerySet[Conference]:
    """Conferences that are not over, the nearest first; without days last."""
    nearest = F("starts_on").asc(nulls_last=True)
    return _listed(person).exclude(_over()).order_by(nearest, "name")


def past(person: "Viewer") -> QuerySet[Conference]:
    return _listed(person).filter(_over()).order_by("-starts_on", "name")


def _over() -> Q:
    archived = Q(state=Conference.State.ARCHIVED)
    return archived | Q(last__isnull=False, last__lt=clock.now().date())


def _listed(person: "Viewer") -> QuerySet[Conference]:
    rows: QuerySet[Conference] = Conference.objects.visible_to(person)
    return (
        rows.select_related("series")
        .annotate(last=Coalesce("ends_on", "starts_on"))
        .prefetch_related(_coming(person))
    )


def _coming(person: "Viewer", path: str = "deadlines") -> "Prefetch[str, QuerySet[Deadline], str]":
    dates = Deadline.objects.visible_to(person).filter(is_public=True, is_proposal=False)
    return Prefetch(path, dates.filter(at__gte=clock.now()).order_by("at"))


def series(person: "Viewer") -> QuerySet[Series]:
    shown = Conference.objects.visible_to(person).values("pk")
    rows: QuerySet[Series] = Series.objects.visible_to(person)
    held = Count("conferences", filter=Q(conferences__in=shown), distinct=True)
    outside = Count("outside_editions", distinct=True)
    return rows.annotate(editions=held + outside).order_by("title")


def mine(person: "Person") -> list[Mine]:
    """Where this person has parts now, the newest first."""
    held = Role.objects.held_by(person).exclude(conference__state=Conference.State.ARCHIVED)
    roles = held.prefetch_related(_coming(person, "conference__deadlines")).order_by(
        F("conference__starts_on").desc(nulls_first=True), "conference", "kind"
    )
    by_conference: dict[int, list[Role]] = {}
    for role in roles:
        by_conference.setdefault(role.conference_id, []).append(role)
    return [_mine(ones) for ones in by_conference.values()]


def invitations(person: "Viewer", conference: Conference | None = None) -> list[Invitation]:
    """What this person has still to answer: everywhere, or at one conference."""
    waiting = Role.objects.open_for(person)
    found = waiting.filter(conference=conference) if conference else waiting
    return [Invitation(role) for role in found]


def _within(kind: str) -> str:
    """A role in the middle of a sentence."""
    return kind if kind.startswith("PC") else kind.lower()


def _mine(roles: Sequence[Role]) -> Mine:
    kinds = list(dict.fromkeys(role.get_kind_display() for role in roles))
    return Mine(
        entry=entries([roles[0].conference])[0],
        parts=", ".join([kinds[0], *(_within(kind) for kind in kinds[1:])]),
    )
