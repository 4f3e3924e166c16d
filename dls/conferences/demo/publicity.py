"""Letters of the chairs to many, and the mailing list of the Demo Workshops."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from dls.conferences.actions import subscribing
from dls.conferences.demo import cast, facts
from dls.conferences.models.audience import Subscriber
from dls.conferences.models.conference import Conference
from dls.conferences.models.series import Series
from dls.mail.actions import mailings
from dls.mail.models import Mailing
from dls.web.chapters import Scene

Told = dict[str, Any]
At = Callable[[int, int], datetime]
COMMITTEE = "roles/all"
SOURCES = ("front-page", "list-hpc", "flyer", "")


def scenes(workshop: Told, at: At) -> Iterator[Scene]:
    """A welcome to every committee, a letter that is planned, and one still being written."""
    opened: int = workshop["opened"]
    yield Scene(at(opened + 3, 9), partial(_send, workshop, "welcome"))
    yield Scene(at(-2, 16), partial(_draft, workshop, "nearly" if opened < -70 else "advertise"))
    if workshop["slug"] == "demo-call":
        yield Scene(at(opened + 6, 9), partial(_send, workshop, "advertise"))
    if workshop["slug"] == "demo-reviewing":
        yield Scene(at(-1, 10), partial(_plan, workshop, "nearly", at(2, 9)))


def _draft(workshop: Told, name: str) -> Mailing:
    conference = Conference.objects.get(slug=workshop["slug"])
    chair = cast.person(f"Chair {workshop['chairs'][0]}")
    text = facts.known("workshops")["letters"][name]
    return mailings.draft(conference, by=chair, audience=COMMITTEE, **text)


def _send(workshop: Told, name: str) -> None:
    mailing = _draft(workshop, name)
    mailings.send(mailing, by=mailing.by)
    mailings.write_out()


def _plan(workshop: Told, name: str, after: datetime) -> None:
    mailing = _draft(workshop, name)
    mailings.send(mailing, by=mailing.by, after=after)


def subscribe(slug: str) -> None:
    """Sixteen sign up: twelve confirm, two of them leave again, four have not yet confirmed."""
    series = Series.objects.get(slug=slug)
    for number in range(1, 17):
        email = cast.address(f"Author {number}")
        subscribing.ask(series, email, source=SOURCES[number % len(SOURCES)])
        subscriber = Subscriber.objects.get(series=series, email=email)
        if number <= 12:
            subscribing.join(subscriber, asked_at=subscriber.asked_at)
        if number in (3, 9):
            subscribing.leave(subscriber)
