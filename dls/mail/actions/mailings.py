"""One text to many people: drafted, looked at, sent, held, cancelled, sent again."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from dls.jobs.wakeup import wake
from dls.journal import ledger
from dls.mail import audiences, merge, outbox, rules, texts
from dls.mail.models import Letter, Mailing
from dls.web import clock, scopes
from dls.web.db import locked
from dls.web.verdicts import Refused

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope

WRITE_OUT = "dls.mail.tasks.expand_mailings"
LEASE = timedelta(minutes=2)


@transaction.atomic
def draft(scope: "Scope", *, by: "Person", audience: str, subject: str, body: str) -> Mailing:
    """Keep a text to many people for later."""
    rules.may_write(by, scope).require()
    kind, _, pk = scope.key.partition(":")
    made: Mailing = Mailing.objects.create(
        scope=scope.key,
        about_kind=kind,
        about_id=int(pk),
        by=by,
        audience=audience,
        audience_title=_title(audience),
        subject=subject,
        body=body,
    )
    return made


def _title(audience: str) -> str:
    found = audiences.get(audience)
    if found is None:
        raise Refused("This group of people is no longer known. Choose another.")
    return found.title


@transaction.atomic
def edit(mailing: Mailing, *, by: "Person", audience: str, subject: str, body: str) -> None:
    """Change a draft."""
    mailing = locked(mailing)
    rules.may_edit(by, mailing).require()
    mailing.audience, mailing.audience_title = audience, _title(audience)
    mailing.subject, mailing.body = subject, body
    mailing.save(update_fields=["audience", "audience_title", "subject", "body"])


@transaction.atomic
def discard(mailing: Mailing, *, by: "Person") -> None:
    """Throw a draft away."""
    mailing = locked(mailing)
    rules.may_edit(by, mailing).require()
    mailing.delete()


@transaction.atomic
def send(mailing: Mailing, *, by: "Person", after: datetime | None = None) -> None:
    """Send a draft, now or at a time; a worker writes the letters."""
    mailing = locked(mailing)
    rules.may_send(by, mailing).require()
    scope = _scope(mailing)
    vocabulary = merge.vocabulary(mailing.audience)
    if wrong := texts.problems(f"{mailing.subject}\n{mailing.body}", vocabulary):
        raise Refused(wrong[0])
    mailing.move_to(Mailing.State.QUEUED)
    mailing.by, mailing.queued_at = by, clock.now()
    mailing.after = max(after or clock.now(), clock.now())
    mailing.save(update_fields=["state", "by", "queued_at", "after"])
    ledger.record_within(by, "sent", _what(mailing), scope)
    wake(WRITE_OUT)


def _what(mailing: Mailing) -> str:
    """The mailing as the journal calls it, its conference filled in."""
    return f"“{merge.heading(mailing, _scope(mailing))}” to {mailing.audience_title}"


def _scope(mailing: Mailing) -> "Scope":
    scope = scopes.by_key(mailing.scope)
    if scope is None:
        raise Refused("The conference of this mailing no longer exists.")
    return scope


@transaction.atomic
def unschedule(mailing: Mailing, *, by: "Person") -> None:
    """Back to a draft, before any letter was written."""
    mailing = locked(mailing)
    rules.may_unschedule(by, mailing).require()
    mailing.move_to(Mailing.State.DRAFT)
    mailing.after = mailing.queued_at = None
    mailing.save(update_fields=["state", "after", "queued_at"])
    ledger.record_within(by, "took back", _what(mailing), _scope(mailing))


@transaction.atomic
def test(mailing: Mailing, *, by: "Person") -> None:
    """Send oneself the letter as the first recipient would get it."""
    rules.may_write(by, _scope(mailing)).require()
    scope = _scope(mailing)
    everybody = audiences.shown(audiences.recipients(mailing.audience, scope), by)
    first = next(iter(everybody), outbox.to(by))
    me = outbox.Address(by.email, by.name, by, {"name": first.name or first.email, **first.words})
    cause = merge.cause(mailing, scope, subject=f"Test: {mailing.subject}", key="")
    outbox.write(cause, [me])


@transaction.atomic
def hold(mailing: Mailing, *, by: "Person") -> None:
    """Stop where it is; what was sent stays sent."""
    mailing = locked(mailing)
    rules.may_hold_mailing(by, mailing).require()
    mailing.move_to(Mailing.State.HELD)
    mailing.save(update_fields=["state"])
    mailing.letters.filter(state=Letter.State.WAITING).update(state=Letter.State.HELD)
    ledger.record_within(by, "held", _what(mailing), _scope(mailing))


@transaction.atomic
def continue_(mailing: Mailing, *, by: "Person") -> None:
    """Go on where it was held."""
    mailing = locked(mailing)
    rules.may_continue_mailing(by, mailing).require()
    mailing.move_to(Mailing.State.OUT if mailing.is_written else Mailing.State.QUEUED)
    mailing.save(update_fields=["state"])
    mailing.letters.filter(state=Letter.State.HELD).update(state=Letter.State.WAITING)
    ledger.record_within(by, "let go", _what(mailing), _scope(mailing))
    wake(WRITE_OUT)
    wake(outbox.DELIVER)


@transaction.atomic
def cancel(mailing: Mailing, *, by: "Person") -> None:
    """Send nothing more of it."""
    mailing = locked(mailing)
    rules.may_cancel_mailing(by, mailing).require()
    mailing.move_to(Mailing.State.CANCELLED)
    mailing.save(update_fields=["state"])
    waits = [Letter.State.WAITING, Letter.State.HELD]
    mailing.letters.filter(state__in=waits).update(state=Letter.State.CANCELLED)
    ledger.record_within(by, "cancelled", _what(mailing), _scope(mailing))


@transaction.atomic
def resend_failed(mailing: Mailing, *, by: "Person") -> None:
    """Try all its failed letters again."""
    mailing = locked(mailing)
    rules.may_resend_failed(by, mailing).require()
    mailing.letters.filter(state=Letter.State.FAILED).exclude(body="").update(
        state=Letter.State.WAITING,
        tries=0,
        problem="",
        claim="",
        claimed_until=None,
        after=clock.now(),
        bounced_at=None,
    )
    ledger.record_within(by, "sent again the failed letters of", _what(mailing), _scope(mailing))
    wake(outbox.DELIVER)


@transaction.atomic
def copy(mailing: Mailing, *, by: "Person") -> Mailing:
    """The same text as a new draft."""
    scope = _scope(mailing)
    return draft(
        scope, by=by, audience=mailing.audience, subject=mailing.subject, body=mailing.body
    )


def write_out() -> None:
    """Write the letters of every mailing that is due, a chunk a transaction.

    Each letter has a key, so a worker that starts again after another died writes none twice.
    """
    while mailing := _claimed():
        scope = scopes.by_key(mailing.scope)
        recipients = audiences.recipients(mailing.audience, scope) if scope else []
        step = outbox.CHUNK
        parts = [recipients[at : at + step] for at in range(0, len(recipients), step)]
        if all(_wrote(mailing, scope, part, len(recipients)) for part in parts if scope):
            _finish(mailing, len(recipients))


def _claimed() -> Mailing | None:
    with transaction.atomic():
        mailing: Mailing | None = (
            Mailing.objects.due().order_by("after", "pk").select_for_update().first()
        )
        if mailing is not None:
            mailing.claimed_until = timezone.now() + LEASE
            mailing.save(update_fields=["claimed_until"])
        return mailing


@transaction.atomic
def _wrote(mailing: Mailing, scope: "Scope", part: list[outbox.Address], total: int) -> bool:
    """Write one chunk; no if the mailing was held or cancelled meanwhile."""
    now = locked(mailing)
    if now.state != Mailing.State.QUEUED:
        return False
    outbox.write(merge.cause(now, scope), part)
    now.written, now.total = now.letters.count(), total
    now.claimed_until = timezone.now() + LEASE
    now.save(update_fields=["written", "total", "claimed_until"])
    return True


@transaction.atomic
def _finish(mailing: Mailing, total: int) -> None:
    now = locked(mailing)
    if now.state != Mailing.State.QUEUED:
        return
    now.move_to(Mailing.State.OUT)
    now.total, now.written = total, now.letters.count()
    now.finished_at, now.claimed_until = timezone.now(), None
    now.save(update_fields=["state", "total", "written", "finished_at", "claimed_until"])
