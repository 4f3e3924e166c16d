"""What the house does with invitations by itself: reminds, warns, and lets them expire."""

from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from dls.conferences.actions.telling import chairs, offered, tell, whole
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.journal import ledger
from dls.mail import outbox, texts
from dls.web import clock
from dls.web.db import locked

SOON = timedelta(days=2)
PEACE = timedelta(days=1)  # between one letter and the next
NAMED = 20


def tend_invitations() -> None:
    """One round: whoever comes twice, or at the same time as another, does nothing more."""
    at = clock.now()
    _expire(at)
    for role in _to_warn(at).iterator():
        _warn(role, at)
    for role in _to_remind(at).iterator():
        _remind(role, at)


def _open(at: datetime) -> QuerySet[Role]:
    """Invitations that may be written to: not over, and not written to just now."""
    peace = Q(reminded_at=None, invited_at__lte=at - PEACE) | Q(reminded_at__lte=at - PEACE)
    live = Role.objects.waiting().exclude(conference__state=Conference.State.ARCHIVED)
    found: QuerySet[Role] = live.filter(peace).select_related("conference", "invited_by")
    return found.exclude(expires_at__lte=at)


def _to_remind(at: datetime) -> QuerySet[Role]:
    """Those whose next reminder is due by the pace of their invitation."""
    due = Q(pk__in=[])
    for pace in filter(None, Role.Pace.values):
        for sent, days in enumerate(pace.split(",")):
            due |= Q(pace=pace, reminders=sent, invited_at__lte=at - timedelta(days=int(days)))
    return _open(at).filter(due)


def _to_warn(at: datetime) -> QuerySet[Role]:
    """Those that expire soon and were not told so."""
    return _open(at).filter(expires_at__lte=at + SOON, warned_at=None).exclude(pace="")


def _claim(role: Role, **changes: object) -> bool:
    """Note the letter, unless the role was answered or somebody else wrote in between."""
    now = Role.objects.filter(
        pk=role.pk,
        state=Role.State.INVITED,
        nonce=role.nonce,
        reminders=role.reminders,
        warned_at=role.warned_at,
    )
    return now.update(**changes) == 1


@transaction.atomic
def _remind(role: Role, at: datetime) -> None:
    if not _claim(role, reminders=F("reminders") + 1, reminded_at=at):
        return
    ledger.record(None, "reminded", role, scope=role.conference)
    key = f"reminder:{role.pk}:{role.nonce}:{role.reminders + 1}"
    tell(role, "conferences/invitation-reminder", offered(role), key=key)


@transaction.atomic
def _warn(role: Role, at: datetime) -> None:
    if not _claim(role, warned_at=at, reminded_at=at):
        return
    ledger.record(None, "told of the coming end", role, scope=role.conference)
    key = f"expiring:{role.pk}:{role.nonce}"
    tell(role, "conferences/invitation-expiring", offered(role), key=key)


def _expire(at: datetime) -> None:
    over = Role.objects.forgotten(at).select_related("conference").order_by("conference_id", "pk")
    for conference, roles in groupby(over, lambda role: role.conference):
        _expire_those(conference, [role.pk for role in roles], at)


@transaction.atomic
def _expire_those(conference: Conference, wanted: list[int], at: datetime) -> None:
    """Let the invitations of one conference expire, and tell its chairs in one letter."""
    locked(conference)
    over = list(Role.objects.forgotten(at).filter(pk__in=wanted).order_by("family_name", "pk"))
    for role in over:
        role.move_to(Role.State.EXPIRED)
        ledger.record(None, "let expire", role, scope=conference)
    Role.objects.bulk_update(over, ["state"], batch_size=500)
    if over:
        _tell_chairs(conference, over)


def _tell_chairs(conference: Conference, over: list[Role]) -> None:
    lines = [f"- {texts.plain(role.name)} ({role.word})" for role in over[:NAMED]]
    if len(over) > NAMED:
        lines.append(f"- and {len(over) - NAMED} more")
    words = {
        "count": _count(len(over)),
        "who": "\n".join(lines),
        "committee_url": whole(reverse("conferences:roles", args=[conference.slug])),
    }
    to = chairs(conference)
    outbox.post("conferences/expired", to, about=conference, scope=conference, words=words)


def _count(number: int) -> str:
    return "One invitation" if number == 1 else f"{number:,} invitations"
