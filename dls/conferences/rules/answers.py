"""Who may answer an invitation, and when it is too late."""

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress

from dls.conferences.links import Held
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.conferences.rules.roles import others_live
from dls.web.verdicts import YES, Verdict, no

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.keys import Viewer

State = Role.State


def may_accept(role: Role) -> Verdict:
    """Whoever holds the invitation may; here is why not."""
    if role.state == State.ACCEPTED:
        return no(f"This invitation was accepted on {_day(role)}.")
    if closed := may_answer(role).reason:
        return no(closed)
    if role.state == State.DECLINED and others_live(role):
        return no("The chairs have invited you again. Open the link in their newest letter.")
    return YES


def may_decline(role: Role) -> Verdict:
    if role.state == State.ACCEPTED:
        return no("You have accepted this invitation. Sign in and resign instead.")
    if role.state == State.DECLINED:
        return no(f"You declined on {_day(role)}. Nothing more is to be done.")
    return may_answer(role)


def may_answer(role: Role) -> Verdict:
    """What holds for any answer: the invitation stands, and the conference is not over."""
    ask = f"Write to {role.conference.contact}" if role.conference.contact else "Ask the chairs"
    if role.state == State.WITHDRAWN:
        return no(f"The chairs have withdrawn this invitation. {ask} if this surprises you.")
    if role.state == State.ENDED:
        return no(f"This role has ended. {ask} if this surprises you.")
    if role.state == State.DECLINED and role.is_over:
        return no(f"You declined on {_day(role)}. {ask} if you have changed your mind.")
    if role.state == State.EXPIRED or role.is_over:
        return no(f"This invitation has expired. {ask} if you would still like to answer.")
    if role.conference.state == Conference.State.ARCHIVED:
        return no(f"{role.conference.name} is over.")
    return YES


def is_newest(held: Held) -> Verdict:
    """Whether the link is the one sent last."""
    if held.is_newest:
        return YES
    return no("A newer letter has replaced this link. Open the link in the newest one.")


def may_hold(person: "Person", role: Role) -> Verdict:
    """Nobody holds the same role twice, by two of their addresses."""
    held = Role.objects.live().filter(conference=role.conference_id, kind=role.kind, person=person)
    if held.exclude(pk=role.pk).exists():
        return no("You hold this role already, by another of your addresses.")
    return YES


def is_invited(viewer: "Viewer", role: Role) -> Verdict:
    """Whether the invitation is this person's: nobody signed in, or somebody with its address."""
    if not viewer.is_authenticated:
        return YES
    if viewer.pk == role.person_id or _has_proven(viewer, role.email):
        return YES
    return no(
        f"This invitation is for {role.name} at {role.email}. You are signed in as {viewer.name}."
    )


def _has_proven(person: "Person", email: str) -> bool:
    mine = EmailAddress.objects.filter(user=person, verified=True)
    return bool(mine.filter(email__iexact=email).exists())


def _day(role: Role) -> str:
    return f"{role.answered_at:%-d %b %Y}" if role.answered_at else "an earlier day"
