"""What the mail provider reports back by its webhook: bounces and complaints."""

from typing import Any

from django.db.models import Q

from dls.mail.actions import addresses
from dls.mail.models import Letter, StoppedAddress

Why = StoppedAddress.Why
COMPLAINT = {"complained"}
CAME_BACK = {"bounced", "rejected", "failed"}
# Reasons that tell of the address; others (our content, a full mailbox) only of one letter.
OF_THE_ADDRESS = {"invalid", "bounced", "blocked", "unsubscribed"}


def reported(event: Any, **_: object) -> None:
    """One event of the provider; what we do not act on is answered all the same."""
    letter = _letter(event)
    detail = str(event.description or event.mta_response or event.reject_reason or "")
    if event.event_type in COMPLAINT:
        addresses.stop(event.recipient, why=Why.COMPLAINED, detail=detail, letter=letter)
    elif event.event_type in CAME_BACK:
        if letter is not None:
            addresses.bounce(letter, detail=detail or event.event_type)
        if event.event_type == "bounced" or event.reject_reason in OF_THE_ADDRESS:
            addresses.stop(event.recipient, why=Why.BOUNCED, detail=detail, letter=letter)


def _letter(event: Any) -> Letter | None:
    """The letter an event tells of, by the provider's number and the address."""
    number = str(event.message_id or "").strip()
    if not number or not event.recipient:
        return None
    bare = number.strip("<>")
    found = Letter.objects.filter(Q(message_id=number) | Q(message_id=f"<{bare}>"))
    letter: Letter | None = found.filter(to__iexact=event.recipient.strip()).first()
    return letter
