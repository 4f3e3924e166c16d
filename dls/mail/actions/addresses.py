"""Addresses that do not take mail, and those that do again."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from dls.journal import ledger
from dls.mail import kinds, outbox, rules, texts
from dls.mail.models import Letter, StoppedAddress
from dls.web import scopes
from dls.web.lines import one_line

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope

NOTICE = "mail/stopped"


@transaction.atomic
def stop(
    email: str, *, why: StoppedAddress.Why, detail: str = "", letter: Letter | None = None
) -> None:
    """Write no more to this address, and tell the chairs whose letter it was."""
    address = email.strip().lower()
    StoppedAddress.objects.get_or_create(
        email=address, defaults={"why": why, "detail": one_line(detail)[:500]}
    )
    scope = scopes.by_key(letter.scope) if letter and letter.scope else None
    if letter is not None and scope is not None:
        ledger.record_within(None, "stopped writing to", _masked(address), scope, why=why.label)
        _tell(address, why, detail, letter, scope)


def _tell(
    address: str, why: StoppedAddress.Why, detail: str, letter: Letter, scope: "Scope"
) -> None:
    """A letter to the chairs, once an address and conference; never about the chairs' own."""
    if not scope.contact or scope.contact.lower() == address or letter.kind == NOTICE:
        return
    found = kinds.get(NOTICE)
    words = {
        "address": address,
        "why": why.label.lower(),
        "detail": one_line(detail)[:300],
        "stopped_url": settings.SITE_URL + reverse("mail:stopped", args=[scope.slug]),
    }
    kind, _, pk = scope.key.partition(":")
    cause = outbox.Cause(
        kind=found,
        text=texts.of(found, scope),
        about=(letter.about_kind, letter.about_id) if letter.about_id else (kind, int(pk)),
        scope=scope,
        words={**outbox.common(scope), **words},
        key=f"stopped:{scope.key}:{address}:{timezone.now():%Y%m%d}",
    )
    outbox.write(cause, [outbox.Address(scope.contact, scope.name)])


@transaction.atomic
def bounce(letter: Letter, *, detail: str) -> None:
    """A letter that was sent came back: it is failed after all."""
    Letter.objects.filter(pk=letter.pk, state=Letter.State.SENT).update(
        state=Letter.State.FAILED,
        bounced_at=timezone.now(),
        problem=f"It came back: {one_line(detail)}"[:500],
    )


@transaction.atomic
def lift(address: StoppedAddress, *, by: "Person", scope: "Scope") -> None:
    """Write to this address again, from the next letter on."""
    rules.may_write(by, scope).require()
    address.delete()
    ledger.record_within(by, "lifted the stop of", _masked(address.email), scope)


@transaction.atomic
def forget(person: "Person", *, to: str, subject: str) -> None:
    """Take a person's name, address and texts out of all letters; that they were sent remains."""
    letters = Letter.objects.filter(Q(person=person) | Q(to__iexact=person.email))
    unsent = [Letter.State.WAITING, Letter.State.HELD, Letter.State.FAILED]
    letters.filter(state__in=unsent).update(state=Letter.State.CANCELLED, claimed_until=None)
    StoppedAddress.objects.filter(email=person.email).delete()
    letters.update(key=None, to=to, to_name="", subject=subject, body="", leave_url="", problem="")


def _masked(address: str) -> str:
    """An address as the journal may keep it for ever: a…@demo.example."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}…@{domain}"
