"""What a person may do with the committee of a conference."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.conferences.rules.conference import may_change
from dls.web import clock
from dls.web.verdicts import YES, Verdict, no

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.keys import Viewer

State = Role.State
BETWEEN_LETTERS = timedelta(hours=12)  # a second click reminds nobody twice
BETWEEN_RESENDS = timedelta(minutes=10)


def may_gather(by: "Viewer", conference: Conference) -> Verdict:
    """May this person invite to the committee, and look after it? A chair elsewhere may not."""
    return may_change(by, conference)


def may_invite(by: "Person", conference: Conference, kind: str) -> Verdict:
    """Chairs invite anybody; operators name chairs."""
    names_chair = by.is_operator and kind == Role.Kind.CHAIR
    if names_chair and conference.state != Conference.State.ARCHIVED:
        return YES
    return may_gather(by, conference)


def may_record(by: "Person | None", conference: Conference) -> Verdict:
    """A role without an invitation: by the house itself, by operators, by chairs."""
    return YES if by is None or by.is_operator else may_gather(by, conference)


def may_correct(by: "Person", role: Role) -> Verdict:
    return may_gather(by, role.conference)


def may_readdress(by: "Person", role: Role, email: str) -> Verdict:
    """The address of an open invitation can be corrected; one that was proven is its owner's."""
    if role.person_id:
        return no(f"{role.name} answered from {role.email}; only they can change their address.")
    live = Role.objects.live().filter(conference=role.conference_id, kind=role.kind)
    if live.filter(email__iexact=email).exclude(pk=role.pk).exists():
        return no(f"{email} has an invitation or role of this kind already.")
    return may_gather(by, role.conference)


def may_change_kind(by: "Person", role: Role, kind: str) -> Verdict:
    if role.state not in (State.INVITED, State.ACCEPTED):
        return no(f"{role.name} holds no role now: {role.get_state_display().lower()}.")
    if _is_last_chair(role):
        return no(_last(role, "change the role of"))
    same = Q(email__iexact=role.email, email__gt="") | Q(
        person=role.person_id, person__isnull=False
    )
    live = Role.objects.live().filter(same, conference=role.conference_id, kind=kind)
    if live.exclude(pk=role.pk).exists():
        return no(f"{role.name} is {Role.Kind(kind).label} already, or invited to be.")
    return may_gather(by, role.conference)


def remindable(role: Role) -> Verdict:
    """Whether a reminder makes sense now."""
    if role.state != State.INVITED:
        return no(f"{role.name} cannot be reminded: {role.get_state_display().lower()}.")
    if role.is_over:
        return no(f"The invitation of {role.name} has expired. Resend it instead.")
    last = role.reminded_at or role.invited_at
    if last and clock.now() - last < BETWEEN_LETTERS:
        return no(f"{role.name} was written to less than 12 hours ago. Wait until tomorrow.")
    return YES


def may_remind(by: "Person", role: Role) -> Verdict:
    return remindable(role) and may_gather(by, role.conference)


def resendable(role: Role) -> Verdict:
    """Whether a new letter with a new link can go out."""
    if not role.email:
        return no(f"{role.name} was entered without an address. Add one, then resend.")
    if role.state == State.ACCEPTED:
        return no(f"{role.name} has accepted already.")
    sent = role.invited_at
    if role.state == State.INVITED and sent and clock.now() - sent < BETWEEN_RESENDS:
        return no(f"The letter to {role.name} was written less than 10 minutes ago.")
    if role.state != State.INVITED and others_live(role):
        return no(f"{role.email} has another invitation or role of this kind already.")
    return YES


def may_resend(by: "Person", role: Role) -> Verdict:
    return resendable(role) and may_gather(by, role.conference)


def withdrawable(role: Role) -> Verdict:
    """Whether there is an invitation to take back."""
    if role.state == State.ACCEPTED:
        return no(f"{role.name} has accepted. End the role instead.")
    if role.state not in (State.INVITED, State.EXPIRED):
        return no(f"There is no open invitation of {role.name} to withdraw.")
    return YES


def may_withdraw(by: "Person", role: Role) -> Verdict:
    return withdrawable(role) and may_gather(by, role.conference)


def may_leave(role: Role) -> Verdict:
    """Somebody must be left to run the conference."""
    return no(_last(role, "end the role of")) if _is_last_chair(role) else YES


def endable(role: Role) -> Verdict:
    """Whether there is a role to end, and somebody left to run the conference."""
    if role.state != State.ACCEPTED:
        return no(f"{role.name} holds no role to end.")
    return may_leave(role)


def may_end(by: "Person", role: Role) -> Verdict:
    return endable(role) and may_gather(by, role.conference)


def may_resign(by: "Person", role: Role) -> Verdict:
    if role.state != State.ACCEPTED or role.person_id != by.pk:
        return no("You hold no such role.")
    if role.conference.state == Conference.State.ARCHIVED:
        return no(f"{role.conference.name} is archived: its committee stays as it is.")
    if _is_last_chair(role):
        return no(
            "You are the only chair. Invite another chair and wait until they accept, "
            "then you can resign."
        )
    return YES


def suggests(role: Role) -> Verdict:
    """Whether somebody is named whom nobody has asked yet."""
    if role.state != State.DECLINED or not role.suggestion:
        return no(f"{role.name} suggests nobody.")
    if role.suggestion_taken:
        return no(f"Somebody has dealt with the suggestion of {role.name} already.")
    return YES


def may_take_suggestion(by: "Person", role: Role) -> Verdict:
    return suggests(role) and may_gather(by, role.conference)


def deeds(by: "Person", role: Role) -> dict[str, Verdict]:
    """What a chair may do about one role, for the page that shows it."""
    chair = may_gather(by, role.conference)
    return {
        "remind": chair and remindable(role),
        "resend": chair and resendable(role),
        "withdraw": chair and withdrawable(role),
        "end": chair and endable(role),
        "take": chair and suggests(role),
    }


def is_last_chair(person: "Person") -> Role | None:
    """A role in which this person is the only chair of a conference that is not over, if any."""
    running = Role.objects.running().filter(person=person).select_related("conference")
    live = running.exclude(conference__state=Conference.State.ARCHIVED)
    return next((role for role in live if _is_last_chair(role)), None)


def _is_last_chair(role: Role) -> bool:
    if role.kind != Role.Kind.CHAIR or role.state != State.ACCEPTED or role.person_id is None:
        return False
    others = Role.objects.running().filter(conference=role.conference_id, person__is_active=True)
    return not others.exclude(person=role.person_id).exists()


def _last(role: Role, deed: str) -> str:
    return (
        f"{role.name} is the only chair, so you cannot {deed} {role.name}. "
        "Invite another chair and wait until they accept."
    )


def others_live(role: Role) -> bool:
    live = Role.objects.live().filter(conference=role.conference_id, kind=role.kind)
    return live.filter(email__iexact=role.email).exclude(pk=role.pk).exists()
