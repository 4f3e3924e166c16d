"""What chairs do with single letters."""

from typing import TYPE_CHECKING

from django.db import transaction

from dls.jobs.wakeup import wake
from dls.journal import ledger
from dls.mail import rules
from dls.mail.models import Letter, LetterQuerySet
from dls.mail.outbox import DELIVER
from dls.web import clock, scopes
from dls.web.db import locked

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope


def _record(by: "Person", verb: str, letter: Letter) -> None:
    """A line about what the letter is about: who may not read of that does not read this."""
    scope = scopes.by_key(letter.scope)
    ledger.record_about(by, verb, f"“{letter.subject}”", letter, scope=scope)


@transaction.atomic
def hold(letter: Letter, *, by: "Person") -> None:
    """Do not send this letter until somebody says so."""
    letter = locked(letter)
    rules.may_hold(by, letter).require()
    letter.move_to(Letter.State.HELD)
    letter.save(update_fields=["state"])
    _record(by, "held the letter", letter)


@transaction.atomic
def continue_(letter: Letter, *, by: "Person") -> None:
    """Let a held letter go."""
    letter = locked(letter)
    rules.may_continue(by, letter).require()
    letter.move_to(Letter.State.WAITING)
    letter.save(update_fields=["state"])
    _record(by, "let go the letter", letter)
    wake(DELIVER)


@transaction.atomic
def cancel(letter: Letter, *, by: "Person") -> None:
    """Never send this letter."""
    letter = locked(letter)
    rules.may_cancel(by, letter).require()
    letter.move_to(Letter.State.CANCELLED)
    letter.save(update_fields=["state"])
    _record(by, "cancelled the letter", letter)


@transaction.atomic
def resend(letter: Letter, *, by: "Person") -> None:
    """Try a failed or cancelled letter again, from the first try."""
    letter = locked(letter)
    rules.may_resend(by, letter).require()
    letter.move_to(Letter.State.WAITING)
    letter.tries, letter.problem, letter.claim, letter.claimed_until = 0, "", "", None
    letter.after, letter.bounced_at = clock.now(), None
    letter.save()
    _record(by, "sent again the letter", letter)
    wake(DELIVER)


@transaction.atomic
def resend_all(failed: LetterQuerySet, scope: "Scope", *, by: "Person") -> int:
    """Try all these failed letters again; say how many."""
    rules.may_write(by, scope).require()
    many = int(
        failed.visible_to(by)
        .filter(scope=scope.key, state=Letter.State.FAILED)
        .exclude(body="")
        .update(
            state=Letter.State.WAITING, tries=0, problem="", claim="", claimed_until=None,
            after=clock.now(), bounced_at=None,
        )
    )  # fmt: skip
    ledger.record_within(by, "sent again", _many(many), scope)
    wake(DELIVER)
    return many


@transaction.atomic
def set_aside_all(failed: LetterQuerySet, scope: "Scope", *, by: "Person") -> int:
    """Take note of all these failures, so that nobody is reminded of them; say how many."""
    rules.may_write(by, scope).require()
    found = failed.visible_to(by).filter(scope=scope.key, state=Letter.State.FAILED)
    many = int(found.update(state=Letter.State.CANCELLED))
    ledger.record_within(by, "set aside", _many(many), scope)
    return many


def _many(many: int) -> str:
    return "one failed letter" if many == 1 else f"{many} failed letters"
