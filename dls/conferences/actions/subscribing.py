"""Joining and leaving the mailing list of a series.

A subscriber's row is its own record (asked, confirmed, left); the journal is not told, so that an
address that leaves is kept nowhere else.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from dls.conferences import subscriptions
from dls.conferences.models.audience import Subscriber
from dls.conferences.models.series import Series
from dls.conferences.rules.subscribing import may_join
from dls.mail import outbox
from dls.web.db import locked

if TYPE_CHECKING:
    from dls.people.models import Person


@transaction.atomic
def ask(series: Series, email: str, *, source: str = "") -> None:
    """Write to this address how to join; whoever typed it learns nothing about it."""
    subscriber = _row(series, email.strip().lower(), source)
    kind = "series/already" if subscriber.is_on_list else "series/confirm"
    if not subscriber.is_on_list:
        subscriber.source = source or subscriber.source
        subscriber.asked_at = timezone.now()
    subscriber.save(update_fields=["source", "asked_at"])
    outbox.post(
        kind,
        [outbox.Address(subscriber.email)],
        about=subscriber,
        words=_words(subscriber),
        key=_key(kind, subscriber),
    )


def _key(kind: str, subscriber: Subscriber) -> str:
    """A double click writes one letter; asking again a minute later, or after leaving, another."""
    left = f"{subscriber.left_at:%Y%m%dT%H%M%S%f}" if subscriber.left_at else ""
    return f"{kind}:{subscriber.pk}:{left}:{timezone.now():%Y%m%dT%H%M}"


def _row(series: Series, address: str, source: str) -> Subscriber:
    """The row of this address, made if need be by the same steps as if it were there already."""
    new = Subscriber(series=series, email=address, source=source)
    Subscriber.objects.bulk_create([new], ignore_conflicts=True)
    rows = Subscriber.objects.select_related("series").select_for_update(of=("self",), no_key=True)
    row: Subscriber = rows.get(series=series, email=address)
    return row


def _words(subscriber: Subscriber) -> dict[str, str]:
    return {
        "series": subscriber.series.title,
        "join_url": subscriptions.join_url(subscriber),
        "leave_url": subscriptions.leave_url(subscriber),
    }


@transaction.atomic
def join(subscriber: Subscriber, *, asked_at: datetime) -> None:
    """Put an address on the list, by the link that went to it; a second click changes nothing."""
    subscriber = locked(subscriber)
    may_join(subscriber, asked_at).require()
    if not subscriber.is_on_list:
        subscriber.confirmed_at, subscriber.left_at = timezone.now(), None
        subscriber.save(update_fields=["confirmed_at", "left_at"])


@transaction.atomic
def leave(subscriber: Subscriber) -> None:
    """Take an address off the list; a second click changes nothing."""
    subscriber = locked(subscriber)
    if subscriber.is_on_list:
        subscriber.left_at = timezone.now()
        subscriber.save(update_fields=["left_at"])


@transaction.atomic
def forget_unconfirmed() -> int:
    """Delete addresses whose owners never confirmed; say how many."""
    gone, _ = Subscriber.objects.stale().delete()
    return gone


@transaction.atomic
def forget_person(person: "Person") -> None:
    """Delete all of a person's addresses from all lists: the account behind them goes."""
    Subscriber.objects.of(person).delete()
