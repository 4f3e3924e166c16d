"""What people who are invited answer, by their link or signed in."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from dls.conferences import letters
from dls.conferences.actions import accounts, revision
from dls.conferences.actions.accounts import Names, Owner
from dls.conferences.actions.roles import Institution, place
from dls.conferences.actions.telling import reasoned, tell, tell_chairs, whole
from dls.conferences.links import Held
from dls.conferences.models.roles import Role
from dls.conferences.rules import answers as rules
from dls.journal import ledger
from dls.people import names as people_names
from dls.web import clock, countries
from dls.web.db import locked

if TYPE_CHECKING:
    from dls.web.keys import Viewer

NEWS_FOR_CHAIRS = (Role.Kind.CHAIR, Role.Kind.PROCEEDINGS_CHAIR, Role.Kind.SENIOR_AREA_CHAIR)


@transaction.atomic
def accept(held: Held, names: Names, *, by: "Viewer") -> Owner:
    """Take the role: as who is signed in with the invited address, else as its owner."""
    role = _locked(held, by)
    rules.may_accept(role).require()
    owner = Owner(by, is_new=False) if by.is_authenticated else accounts.owner_of(role, names)
    rules.may_hold(owner.person, role).require()
    role.move_to(Role.State.ACCEPTED)
    role.person = owner.person
    role.answered_at = role.since = clock.now()
    role.answer = role.suggestion = ""
    _print(role, names)
    role.save()
    revision.grow(role.conference)
    ledger.record(owner.person, "accepted", role, scope=role.conference)
    _tell_of_acceptance(role)
    return owner


def _print(role: Role, names: Names) -> None:
    role.name = people_names.full(names.given_name, names.family_name)[:200]
    role.family_name = names.family_name[:100]
    moved = names.affiliation != role.affiliation
    role.affiliation = names.affiliation
    if names.country and names.country != countries.code(role.country):
        role.country = countries.name(names.country)
        moved = True
    if moved and names.affiliation:
        place(role, (Institution(names.affiliation[:200], names.country),))


def _tell_of_acceptance(role: Role) -> None:
    key = f"accepted:{role.pk}:{role.nonce}"
    runs = role.kind == Role.Kind.CHAIR
    words = {
        "affiliation": role.affiliation,
        "next_step": letters.NEXT_STEP_OF_CHAIRS if runs else letters.NEXT_STEP,
        "start_url": whole(reverse("conferences:dashboard", args=[role.conference.slug])),
    }
    tell(role, "conferences/invitation-accepted", words, key=key)
    if role.kind in NEWS_FOR_CHAIRS:
        tell_chairs(role, "conferences/accepted-for-chairs", {})


@transaction.atomic
def decline(held: Held, *, by: "Viewer", reason: str = "", suggestion: str = "") -> Role:
    """Say no, and perhaps why and who else; the chairs are told."""
    role = _locked(held, by)
    rules.may_decline(role).require()
    role.move_to(Role.State.DECLINED)
    role.answered_at = clock.now()
    role.answer, role.suggestion, role.suggestion_taken = reason, suggestion, False
    role.save()
    ledger.record(
        by if by.is_authenticated else None,
        "declined" if by.is_authenticated else "heard no from",
        role,
        scope=role.conference,
        reason=reason,
        suggestion=suggestion,
    )
    line = f"They suggest to ask: {suggestion}" if suggestion else ""
    words = {**reasoned(reason), "suggestion": suggestion, "suggestion_line": line}
    tell_chairs(role, "conferences/declined", words)
    return role


def _locked(held: Held, by: "Viewer") -> Role:
    role = locked(held.role)
    rules.is_invited(by, role).require()
    rules.is_newest(Held(role, held.nonce)).require()
    return role
