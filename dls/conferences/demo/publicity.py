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
from dls.mail import kinds
from dls.mail.actions import addresses, mailings, reminders, texts
from dls.mail.models import Letter, Mailing, StoppedAddress
from dls.mail.reminders import HOUR, Own
from dls.people.models import Person
from dls.web.chapters import Scene

Told = dict[str, Any]
At = Callable[[int, int], datetime]
COMMITTEE = "roles/all"
SOURCES = ("front-page", "list-hpc", "flyer", "")


def _conference(workshop: Told) -> Conference:
    found: Conference = Conference.objects.get(slug=workshop["slug"])
    return found


def _chair(workshop: Told) -> Person:
    return cast.person(f"Chair {workshop['chairs'][0]}")


def scenes(workshop: Told, at: At) -> Iterator[Scene]:
    """A welcome to every committee, a letter that is planned, and one still being written."""
    opened: int = workshop["opened"]
    yield Scene(at(opened + 3, 9), partial(_send, workshop, "welcome"))
    yield Scene(at(-2, 16), partial(_draft, workshop, "nearly" if opened < -70 else "advertise"))
    if workshop["slug"] == "demo-call":
        yield Scene(at(opened + 6, 9), partial(_send, workshop, "advertise"))
        yield from ways(workshop, at)
    if workshop["slug"] == "demo-reviewing":
        yield Scene(at(-1, 10), partial(_plan, workshop, "nearly", at(2, 9)))


def ways(workshop: Told, at: At) -> Iterator[Scene]:
    """The chairs' own words, a reminder of theirs, a letter on hold, an address that stopped."""
    yield Scene(at(workshop["opened"] - 7, 9), partial(_reword, workshop))
    yield Scene(at(-9, 11), partial(_remind, workshop))
    yield Scene(at(-2, 10), partial(_hold, workshop))
    yield Scene(at(-2, 11), _stop)


def _reword(workshop: Told) -> None:
    text = facts.known("workshops")["letters"]["accepted"]
    texts.change_text(kinds.get("conferences/invitation-accepted"), _conference(workshop),
                      by=_chair(workshop), **text)  # fmt: skip


def _remind(workshop: Told) -> None:
    text = facts.known("workshops")["letters"]["soon"]
    said = Own("papers", -5, HOUR, is_on=True, audience=COMMITTEE, **text)
    reminders.write_own(_conference(workshop), by=_chair(workshop), said=said)


def _hold(workshop: Told) -> None:
    """Sent, and held a moment later: its letters wait for a word."""
    mailing = _draft(workshop, "advertise")
    mailings.send(mailing, by=_chair(workshop))
    mailings.write_out()
    mailings.hold(mailing, by=_chair(workshop))


def _stop() -> None:
    """A letter to the second guest came back."""
    letter = Letter.objects.filter(to=cast.address("Guest 2")).latest("pk")
    why = StoppedAddress.Why.BOUNCED
    addresses.stop(letter.to, why=why, detail="550 No such mailbox", letter=letter)


def _draft(workshop: Told, name: str) -> Mailing:
    conference, chair = _conference(workshop), _chair(workshop)
    text = facts.known("workshops")["letters"][name]
    return mailings.draft(conference, by=chair, audience=COMMITTEE, **text)


def _send(workshop: Told, name: str) -> None:
    mailing = _draft(workshop, name)
    mailings.send(mailing, by=_chair(workshop))
    mailings.write_out()


def _plan(workshop: Told, name: str, after: datetime) -> None:
    mailing = _draft(workshop, name)
    mailings.send(mailing, by=_chair(workshop), after=after)


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
