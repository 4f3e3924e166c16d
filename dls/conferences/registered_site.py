"""What the public site tells the rooms below: its letters, its mailing list, a place for chairs."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse

from dls.conferences import subscriptions
from dls.conferences.actions import subscribing
from dls.conferences.models.audience import Subscriber
from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import runs_here
from dls.mail import audiences, kinds
from dls.mail.audiences import Audience
from dls.mail.kinds import Kind
from dls.mail.outbox import Address
from dls.people import closing, exporting
from dls.web import places
from dls.web.places import Place

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from dls.people.models import Person
    from dls.web.scopes import Scope

LIST = "series/list"
WORDS = {
    "series": "the title of the series",
    "join_url": "the link that confirms the address",
    "leave_url": "the link that takes it off the list",
}


def _letter(name: str, title: str) -> Kind:
    """A letter to somebody who may have no account; its links are nobody else's business."""
    return Kind(name, title, WORDS, editable=False, secret=True, scoped=False)


LETTERS = (
    _letter("series/confirm", "Confirm the mailing list"),
    _letter("series/already", "Already on the mailing list"),
)


def register() -> None:
    for kind in LETTERS:
        kinds.register(kind)
    title = "Mailing list of the series"
    audiences.register(Audience(LIST, title, on_list, "Mailing list", order=40))
    audiences.register_sizes(lambda scope: {LIST: _confirmed(scope).count()})
    places.register(side)
    exporting.register(everything_about)
    closing.anonymise_with(subscribing.forget_person)


def on_list(scope: "Scope") -> Iterator[Address]:
    """Who has confirmed and not left, each with their own link to leave."""
    for subscriber in _confirmed(scope).order_by("email"):
        yield Address(subscriber.email, leave_url=subscriptions.leave_url(subscriber))


def _confirmed(scope: "Scope") -> "QuerySet[Subscriber]":
    rows: QuerySet[Subscriber] = Subscriber.objects.confirmed()
    return rows.filter(series__conferences=scope.pk)


def side(request: HttpRequest, scope: "Scope") -> Iterable[Place]:
    """Publicity, for chairs."""
    if isinstance(scope, Conference) and runs_here(request.user, scope):
        url = reverse("conferences:publicity", args=[scope.slug])
        yield Place("Conference", 60, "Publicity", url)


def everything_about(person: "Person") -> dict[str, Any]:
    """The mailing lists one's addresses are on, or were."""
    names = ("email", "source", "asked_at", "confirmed_at", "left_at")
    rows = Subscriber.objects.of(person).select_related("series").order_by("pk")
    told = [
        {"series": one.series.title, **{name: getattr(one, name) for name in names}} for one in rows
    ]
    return {"mailing_lists": told}
