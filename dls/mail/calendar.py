"""What will go out by itself, and what did."""

from datetime import timedelta
from typing import TYPE_CHECKING

from dls.mail import kinds, moments, outbox, reminders, texts
from dls.mail.models import ReminderRun
from dls.mail.reminders import Planned
from dls.web import clock

if TYPE_CHECKING:
    from dls.web.scopes import Scope

AHEAD = timedelta(days=60)
SOME = 20


def coming(scope: "Scope") -> list[Planned]:
    """What leaves in the next days, in order."""
    now = clock.now()
    return reminders.planned(scope, now, now + AHEAD)


def one_coming(scope: "Scope", ref: str) -> Planned | None:
    """One of those, by the name its address has."""
    return next((one for one in coming(scope) if one.ref == ref), None)


def gone(scope: "Scope") -> list[ReminderRun]:
    """What went out last."""
    return list(ReminderRun.objects.of(scope.key).order_by("-pk")[:SOME])


def words() -> dict[str, str]:
    """Placeholders of a reminder, whoever it goes to."""
    return {**kinds.COMMON, **kinds.OF_A_CONFERENCE, **moments.WORDS}


def text_for_first(
    one: Planned, scope: "Scope", everybody: list[outbox.Address]
) -> texts.Text | None:
    """What the first recipient would get that day; nothing if there is none."""
    if not everybody:
        return None
    with clock.at(one.due):  # “in 3 days” as seen from then
        first, shared = everybody[0], cause(one, scope)
    words = {**shared.words, "name": first.name or first.email, **first.words}
    return shared.text.filled(words, shared.kind.markdown)


def cause(one: Planned, scope: "Scope") -> outbox.Cause:
    """What the letters of a reminder share."""
    kind, own = kinds.get(one.rule.kind), one.rule.own
    about = one.moment.about
    return outbox.Cause(
        kind=kind,
        text=texts.Text(own.subject, own.body, is_own=True) if own else texts.of(kind, scope),
        about=(str(about._meta.model_name), about.pk),
        scope=scope,
        words={**outbox.common(scope), **one.moment.vocabulary()},
        key=one.key,
    )
