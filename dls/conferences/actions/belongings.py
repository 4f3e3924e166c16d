"""What becomes of roles when the account behind them is merged or closed."""

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from django.db.models import Q

from dls.conferences.actions import revision
from dls.conferences.models.conference import Conference
from dls.conferences.models.invitations import InvitationList
from dls.conferences.models.roles import Role
from dls.conferences.rules import roles as rules
from dls.journal import ledger
from dls.mail.models import Letter
from dls.web import clock

if TYPE_CHECKING:
    from dls.people.models import Person

LEFT = "Somebody who left"
State = Role.State


def move_roles(kept: "Person", gone: "Person") -> None:
    """All roles go to the account that stays; where both hold the same one, one of them ends."""
    live = {(role.conference_id, role.kind) for role in kept.roles.live()}
    for role in gone.roles.select_related("conference"):
        if role.state == State.ACCEPTED and (role.conference_id, role.kind) in live:
            role.move_to(State.ENDED)
            role.ended_at = clock.now()
            revision.grow(role.conference)
        role.person = kept
        role.save(update_fields=["person", "state", "ended_at"])
    Role.objects.filter(invited_by=gone).update(invited_by=kept)
    InvitationList.objects.filter(by=gone).update(by=kept)


def everything_about(person: "Person") -> dict[str, Any]:
    """Roles and invitations, as kept."""
    mine = Q(person=person)
    for address in _addresses(person):
        mine |= Q(email__iexact=address, person=None)
    found = Role.objects.filter(mine).select_related("conference").order_by("pk")
    return {"roles": [_told(role) for role in found.prefetch_related("affiliations")]}


def _told(role: Role) -> dict[str, Any]:
    names = (
        "name", "title", "affiliation", "country", "email", "invited_at", "message", "expires_at",
        "reminders", "answered_at", "answer", "suggestion", "ended_at",
    )  # fmt: skip
    return {
        "conference": role.conference.name,
        "role": role.get_kind_display(),
        "state": role.get_state_display(),
        **{name: getattr(role, name) for name in names},
        "institutions": [place.institution for place in role.affiliations.all()],
    }


def objection(person: "Person") -> str:
    """A conference must not lose its only chair."""
    role = rules.is_last_chair(person)
    if role is None:
        return ""
    return (
        f"You are the only chair of {role.conference.name}. Invite another chair there and wait "
        "until they accept, or archive the conference; then close your account."
    )


def anonymise_roles(person: "Person") -> None:
    """Printed committees of finished editions stay as printed; everything else loses the name."""
    # Letters written before there was an account carry the bare address: they are theirs, too.
    Letter.objects.filter(person=None, to__in=_addresses(person)).update(person=person)
    for role in person.roles.select_related("conference"):
        printed = role.state == State.ACCEPTED and _is_finished(role.conference)
        role.email = role.message = role.answer = role.suggestion = ""
        if not printed:
            _forget(role)
        role.save()
    for address in _addresses(person):
        for role in Role.objects.waiting().filter(email__iexact=address):
            role.move_to(State.WITHDRAWN)
            _forget(role)
            role.email, role.message, role.nonce = "", "", role.nonce + 1
            role.save()


def _addresses(person: "Person") -> set[str]:
    proven = EmailAddress.objects.filter(user=person, verified=True)
    return {person.email, *proven.values_list("email", flat=True)}


def _forget(role: Role) -> None:
    if role.state == State.ACCEPTED:
        role.move_to(State.ENDED)
        role.ended_at = clock.now()
        revision.grow(role.conference)
    role.name, role.family_name, role.title = LEFT, "", ""
    role.affiliation, role.country = "", ""
    role.affiliations.all().delete()
    ledger.rename(role, str(role))


def _is_finished(conference: Conference) -> bool:
    over = conference.last_day is not None and conference.last_day < clock.now().date()
    return over or conference.state == Conference.State.ARCHIVED
