"""How the rooms below find the conference a page of theirs belongs to."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from dls.conferences.models.audience import Subscriber
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.conferences.rules import conference as rules
from dls.people.rules import second_factors
from dls.web.verdicts import Refused

if TYPE_CHECKING:
    from dls.web.keys import Viewer
    from dls.web.scopes import Scope
    from dls.web.verdicts import Verdict


def managed(slug: str, person: "Viewer") -> Conference:
    """The conference at this address if the person is its chair; otherwise 404."""
    found = seen(slug, person)
    if not found.runs:
        raise Http404
    return found


def in_hand(slug: str, person: "Viewer") -> Conference:
    """The conference at this address for its chairs; for operators, as long as it has none."""
    found: Conference = get_object_or_404(Conference.objects.visible_to(person), slug=slug)
    return found if rules.sets_up(person, found) else managed(slug, person)


def seen(slug: str, person: "Viewer") -> Conference:
    """The conference at this address if the person knows of it; `runs` says if they are a chair.

    A chair without the second factor the conference asks for is told to add one.
    """
    here = {"conference": OuterRef("pk")}
    runs = Role.objects.running().filter(person=person.pk, **here)
    rows: QuerySet[Any] = Conference.objects.known_to(person).select_related("series")
    rows = rows.annotate(
        runs=Exists(runs), is_armed=Exists(second_factors(person)), on_list=_on_list()
    )
    found: Conference = get_object_or_404(rows, slug=slug)
    if found.runs and found.second_factor_required and not found.is_armed:
        raise Refused(
            f"{found.name} asks its chairs for a second factor when they sign in. "
            "Add an authenticator app, a passkey or a security key to your account, "
            "then come back: everything is where it was.",
            button="Add a second factor",
            url=reverse("mfa_index"),
        )
    return found


def _on_list() -> Subquery:
    """How many are on the mailing list of its series."""
    confirmed = Subscriber.objects.confirmed().filter(series=OuterRef("series"))
    counted = confirmed.order_by().values("series").annotate(many=Count("pk")).values("many")
    return Subquery(counted, output_field=IntegerField())


def by_key(key: str) -> Conference | None:
    kind, _, pk = key.partition(":")
    if kind != "conference" or not pk.isdigit():
        return None
    found: Conference | None = Conference.objects.filter(pk=pk).first()
    return found


def may_change(person: "Viewer", scope: "Scope") -> "Verdict":
    """Whether the person is a chair and the conference can still be changed."""
    return rules.may_change(person, cast(Conference, scope))


def current() -> Iterable[Conference]:
    """Conferences that are not archived."""
    archived = Conference.State.ARCHIVED
    found: Iterable[Conference] = Conference.objects.exclude(state=archived).select_related(
        "series"
    )
    return found


def runs_here(person: "Viewer", scope: "Scope") -> bool:
    """Whether to show a chair's things."""
    return rules.runs_here(person, cast(Conference, scope))
