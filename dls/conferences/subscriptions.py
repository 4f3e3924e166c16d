"""The links of a mailing list, sealed: one to join it, one to leave it, never both."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from dls.conferences.models.audience import Subscriber
from dls.people import vault

JOIN = "series-join"
LEAVE = "series-leave"
VALID = timedelta(days=7)


@dataclass(frozen=True)
class Asked:
    """What a link to join says: whose address, and when they asked."""

    subscriber: Subscriber
    at: datetime


def join_url(subscriber: Subscriber) -> str:
    token = vault.close(f"{subscriber.pk} {subscriber.asked_at.isoformat()}", JOIN)
    return settings.SITE_URL + reverse("conferences:join", args=[token])


def leave_url(subscriber: Subscriber) -> str:
    token = vault.close(f"{subscriber.pk}", LEAVE)
    return settings.SITE_URL + reverse("conferences:leave", args=[token])


def asked(token: str) -> Asked | None:
    """Who asked to join by this link, unless it is too old or not ours."""
    try:
        pk, at = vault.opened(token, JOIN, lasting=VALID).split(" ", 1)
    except ValueError:
        return None
    found = _subscriber(int(pk))
    return Asked(found, datetime.fromisoformat(at)) if found else None


def leaving(token: str) -> Subscriber | None:
    """Whose link to leave this is; such a link never grows old."""
    try:
        return _subscriber(int(vault.opened(token, LEAVE)))
    except ValueError:
        return None


def _subscriber(pk: int) -> Subscriber | None:
    found: Subscriber | None = Subscriber.objects.select_related("series").filter(pk=pk).first()
    return found
