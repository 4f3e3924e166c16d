"""Sends waiting letters. Any number of processes may do so at once, and any may be killed.

A sender claims a few letters at a time under its own name and a lease. Before each letter it asks
once more whether the letter is still its own and still waiting; right after the server took it,
the letter is marked. So a killed process leaves at most one letter that was taken but not marked.
"""

import logging
import secrets
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from dls.jobs.wakeup import wake
from dls.mail import messages
from dls.mail.actions import addresses
from dls.mail.models import Letter, StoppedAddress
from dls.mail.outbox import DELIVER
from dls.mail.postman import Fate, Outcome, Postman
from dls.web import clock

log = logging.getLogger(__name__)

BATCH = 10
PATIENCE = (0.5, 2, 5, 10, 20)  # seconds between tries to write down what became of a letter
STORY = timedelta(hours=1)  # what is so old when it leaves, the demo told
TURN = 50.0  # seconds after which a worker lets others have a turn


def deliver() -> int:
    """Send what is due, for a turn; say how many letters were sent."""
    if _senders() >= settings.MAIL_CONNECTIONS:
        return 0
    claim, postman, sent = secrets.token_hex(8), Postman(), 0
    until = time.monotonic() + TURN
    letters = _claimed(claim)
    if len(letters) == BATCH:
        wake(DELIVER)  # there is enough for another sender
    try:
        while letters:
            outcomes = _carried(letters, postman)
            sent += outcomes.count(Fate.SENT)
            if Fate.DOWN in outcomes:
                break
            if time.monotonic() > until:
                wake(DELIVER)
                break
            letters = _claimed(claim)
    finally:
        _release(letters)
        postman.close()
    return sent


def _senders() -> int:
    """How many others are sending now."""
    busy = Letter.objects.filter(state=Letter.State.WAITING, claimed_until__gt=timezone.now())
    return int(busy.order_by().values("claim").distinct().count())


def _claimed(claim: str) -> list[Letter]:
    """Take the next few letters, past those that others are just taking."""
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        due = Letter.objects.due(clock.now()).order_by("-is_urgent", "after", "pk")
        letters = list(due.select_for_update(skip_locked=skip, no_key=True)[:BATCH])
        mine = Letter.objects.filter(pk__in=[letter.pk for letter in letters])
        if letters:
            until = timezone.now() + Letter.LEASE
            mine.update(claim=claim, claimed_until=until, tries=F("tries") + 1)
            for letter in letters:
                letter.claim, letter.claimed_until, letter.tries = claim, until, letter.tries + 1
    return letters


def _release(untried: list[Letter]) -> None:
    """Give back what was claimed and not tried."""
    for letter in untried:
        mine = _ours(letter).filter(state=Letter.State.WAITING, claimed_until__isnull=False)
        mine.update(claimed_until=None, tries=F("tries") - 1)


def _carried(letters: list[Letter], postman: Postman) -> list[Fate]:
    """Send a few letters and empty the list; once the server is down, the rest counts as tried.

    What became of a letter that left the list and is not written down, only its lease can tell.
    """
    stopped = _stopped(letters)
    fates: list[Fate] = []
    down: Outcome | None = None
    while letters:
        letter = letters.pop(0)
        if not _begun(letter):
            continue
        outcome = down or _sent(letter, postman, stopped)
        if outcome.fate is Fate.DOWN:
            down = outcome
        _insist(letter, outcome)
        fates.append(outcome.fate)
    return fates


def _stopped(letters: list[Letter]) -> dict[str, StoppedAddress]:
    wanted = {letter.to.lower() for letter in letters}
    return {one.email: one for one in StoppedAddress.objects.filter(email__in=wanted)}


def _ours(letter: Letter) -> "QuerySet[Letter]":
    mine: QuerySet[Letter] = Letter.objects.filter(pk=letter.pk, claim=letter.claim)
    return mine


def _begun(letter: Letter) -> bool:
    """Whether nobody took, held or cancelled the letter; a lease half over is renewed."""
    mine = _ours(letter).filter(state=Letter.State.WAITING)
    now = timezone.now()
    if letter.claimed_until and letter.claimed_until - now > Letter.LEASE / 2:
        return mine.exists()
    return mine.update(claimed_until=now + Letter.LEASE) == 1


def _sent(letter: Letter, postman: Postman, stopped: dict[str, StoppedAddress]) -> Outcome:
    if letter.tries > len(Letter.PAUSES) + 1:
        return Outcome(Fate.REFUSED, "Sending it stopped the sender again and again.")
    block = stopped.get(letter.to.lower())
    if block is not None and not letter.is_secret:
        why = block.get_why_display().lower()
        return Outcome(
            Fate.REFUSED,
            f"We no longer write to this address: {why}. Lift the stop if it takes mail again.",
        )
    try:
        message = messages.message(letter)
    except Exception:
        log.exception("Letter %s cannot be written as an email", letter.ref)
        return Outcome(Fate.REFUSED, "This text cannot be written as an email. Change it.")
    return postman.carry(message)


def _insist(letter: Letter, outcome: Outcome) -> None:
    """Write down what became of a letter, also in a database that is busy or just coming back."""
    for pause in PATIENCE:
        try:
            return _write_down(letter, outcome)
        except OperationalError:
            log.warning("Letter %s: %s could not be written down yet", letter.ref, outcome.fate)
            time.sleep(pause)
            connection.close_if_unusable_or_obsolete()
    return _write_down(letter, outcome)


def _write_down(letter: Letter, outcome: Outcome) -> None:
    if outcome.fate is Fate.SENT:
        _mark_sent(letter, outcome)
    elif outcome.fate is Fate.REFUSED:
        _mark_failed(letter, outcome.reason)
        if outcome.address_is_dead:
            refused = StoppedAddress.Why.REFUSED
            addresses.stop(letter.to, why=refused, detail=outcome.reason, letter=letter)
    else:
        _put_off(letter, outcome.reason)


def _mark_sent(letter: Letter, outcome: Outcome) -> None:
    """Write down that the server took it; a secret goes with its letter."""
    _ours(letter).update(
        state=Letter.State.SENT,
        sent_at=_left_at(letter),
        claimed_until=None,
        problem="",
        message_id=outcome.message_id or messages.message_id(letter.ref),
        **(_secrets_gone(letter) if letter.is_secret else {}),
    )


def _left_at(letter: Letter) -> datetime:
    """Now; of the demo's story, when the story says."""
    now = clock.now()
    return letter.after if settings.DEMO and letter.after < now - STORY else now


def _mark_failed(letter: Letter, reason: str) -> None:
    """Stop for good; a code nobody will get is forgotten."""
    gone = _secrets_gone(letter) if letter.is_secret and not letter.scope else {}
    _ours(letter).update(
        state=Letter.State.FAILED, claimed_until=None, problem=reason[:500], **gone
    )


def _secrets_gone(letter: Letter) -> dict[str, str]:
    """What is erased of a secret; the subject of a site's letter may be a code."""
    left = {} if letter.scope else {"subject": letter.kind_title}
    return {"body": "", "leave_url": "", **left}


def _put_off(letter: Letter, reason: str) -> None:
    """Another try after a longer pause; after the last one, stop where a chair sees it."""
    if letter.tries > len(Letter.PAUSES):
        _mark_failed(letter, f"Given up after {letter.tries} tries. {reason}")
        return
    pause = timedelta(minutes=Letter.PAUSES[letter.tries - 1])
    _ours(letter).update(after=clock.now() + pause, claimed_until=None, problem=reason[:500])
