"""The moments of a conference that reminders count from, and the reminders that come with it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from django.db.models import QuerySet

from dls.conferences import days
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.roles import Role
from dls.mail import kinds, moments, outbox, reminders
from dls.mail.kinds import Kind
from dls.mail.moments import Moment
from dls.mail.outbox import Address
from dls.mail.reminders import Reminder

if TYPE_CHECKING:
    from dls.web.scopes import Scope

EVENT = "event"
# So early before these dates chairs are asked whether they hold.
NEAR = (
    (Deadline.Kind.PAPERS, -7),
    (Deadline.Kind.REVIEWS, -7),
    (Deadline.Kind.NOTIFICATION, -3),
    (Deadline.Kind.CAMERA_READY, -7),
)


def register() -> None:
    titles = {kind.value: kind.label for kind in Deadline.Kind}
    moments.register({**titles, EVENT: "First day of the conference"}, find)
    for kind in KINDS:
        kinds.register(kind)
    for reminder in REMINDERS:
        reminders.register(reminder)


def find(scope: "Scope") -> Iterator[Moment]:
    """Every date that holds and is not done, and the first day."""
    conference = cast(Conference, scope)
    for one in conference.dated():
        if not one.done_at and not one.is_proposal:
            yield _moment(one)
    if conference.starts_on:
        yield Moment(
            kind=EVENT,
            at=days.moment(conference.starts_on, days.START, conference.zone),
            label=conference.name,
            key=conference.key,
            about=conference,
            zone=conference.zone,
        )


def _moment(deadline: Deadline) -> Moment:
    keeper = deadline.keeper
    return Moment(
        kind=deadline.kind,
        at=deadline.until or deadline.at,
        label=deadline.label,
        key=f"deadline:{deadline.pk}",
        about=deadline,
        zone=deadline.zone,
        people=(outbox.to(keeper),) if keeper else (),
    )


def _responsible(scope: "Scope", moment: Moment) -> Iterable[Address]:
    """Whoever is responsible; where nobody is, the chairs."""
    return moment.people or _holders(Role.objects.running(), scope)


def _late(scope: "Scope", moment: Moment) -> Iterable[Address]:
    """The chairs and whoever is responsible, of what is still not done."""
    return [*moment.people, *_holders(Role.objects.running(), scope)]


def _committee(scope: "Scope", _: Moment) -> Iterable[Address]:
    return _holders(Role.objects.accepted(), scope)


def _holders(roles: QuerySet[Role], scope: "Scope") -> list[Address]:
    held = roles.filter(conference=scope.pk, person__is_active=True).select_related("person")
    return [outbox.to(role.person) for role in held if role.person]


def _chairs(scope: "Scope", _: Moment) -> Iterable[Address]:
    return _holders(Role.objects.running(), scope)


KINDS = (
    Kind("conferences/date-near", "A date comes near", moments.WORDS),
    Kind("conferences/milestone-due", "Milestone due", moments.WORDS),
    Kind("conferences/milestone-late", "Milestone overdue", moments.WORDS),
    Kind("conferences/tomorrow", "The conference is tomorrow", moments.WORDS),
    Kind(
        "conferences/named-chair", "Made chair by an operator",
        {"named_by": "the operator who did it"}, editable=False,
    ),
)  # fmt: skip
REMINDERS = (
    Reminder(
        "conferences/milestone-due", "A milestone is due in three days", "milestone", -3,
        "conferences/milestone-due", find=_responsible,
        whom="whoever is responsible, else the chairs", internal=True,
    ),
    Reminder(
        "conferences/milestone-late", "A milestone was not ticked off", "milestone", 1,
        "conferences/milestone-late", find=_late, whom="the chairs and whoever is responsible",
        internal=True,
    ),
    *(
        Reminder(
            f"conferences/{kind}-near", f"{kind.label} in {-days_before} days", kind, days_before,
            "conferences/date-near", find=_chairs, whom="the chairs", internal=True,
        )
        for kind, days_before in NEAR
    ),
    Reminder(
        "conferences/tomorrow", "The conference is tomorrow", EVENT, -1, "conferences/tomorrow",
        find=_committee, whom="the committee",
    ),
)  # fmt: skip
