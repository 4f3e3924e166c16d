"""What the mail provider reports back by its webhook: bounces and complaints."""

from typing import Any

from django.db.models import Q

from dls.mail.actions import addresses
from dls.mail.models import Letter, StoppedAddress

Why = StoppedAddress.Why
COMPLAINT = {"complained"}
CAME_BACK = {"bounced", "rejected", "failed"}
# Reasons that tell of the address; others (our content, a full mailbox) only of one letter.
SAYS_HOW = ("Type", "type", "event", "severity", "bounceType", "RecordType")
SOFT = {"softbounce", "soft", "temporary", "transient", "dnserror", "undetermined"}
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
        if event.reject_reason in OF_THE_ADDRESS and not _is_soft(event.esp_event):
            addresses.stop(event.recipient, why=Why.BOUNCED, detail=detail, letter=letter)


def _is_soft(told: Any) -> bool:
    """Whether the provider calls it a passing trouble: a full mailbox, a server at rest."""
    if not isinstance(told, dict):
        return False
    words = {str(told.get(key, "")).lower().replace("_", "") for key in SAYS_HOW}
    return bool(words & SOFT) or any(_is_soft(told.get(part)) for part in ("bounce", "event-data"))


def _letter(event: Any) -> Letter | None:
    """The letter an event tells of, by the provider's number and the address."""
    number = str(event.message_id or "").strip()
    if not number or not event.recipient:
        return None
    bare = number.strip("<>")
    found = Letter.objects.filter(Q(message_id=number) | Q(message_id=f"<{bare}>"))
    letter: Letter | None = found.filter(to__iexact=event.recipient.strip()).first()
    return letter
