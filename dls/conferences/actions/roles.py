"""What happens to roles once they are held: recorded, corrected, changed, ended."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from dls.conferences import collation
from dls.conferences.actions import revision
from dls.conferences.actions.telling import reasoned, tell, tell_chairs
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Affiliation, Role
from dls.conferences.rules import roles as rules
from dls.journal import ledger
from dls.web import clock
from dls.web.db import locked
from dls.web.verdicts import Refused

if TYPE_CHECKING:
    from dls.people.models import Person


@dataclass(frozen=True)
class Institution:
    """Where somebody belongs, under its common name, with its code and sector if known."""

    name: str
    country: str = ""  # ISO 3166-1
    sector: str = ""  # Affiliation.Sector


@dataclass(frozen=True)
class Printed:
    """What an edition prints of a member of its committee, and what stands behind it."""

    name: str
    family_name: str = ""
    title: str = ""  # co-chair
    affiliation: str = ""  # as printed: UChicago & ANL
    country: str = ""  # as printed: USA
    institutions: tuple[Institution, ...] = ()
    is_listed: bool = True
    position: int = 0  # 0: by family name, after those with a place


@transaction.atomic
def record_role(
    conference: Conference,
    kind: str,
    printed: Printed,
    *,
    by: "Person | None",
    person: "Person | None" = None,
) -> Role:
    """Enter somebody who has said yes elsewhere, or long ago: accepted at once, and no letter."""
    conference = locked(conference)
    rules.may_record(by, conference).require()
    held = Role.objects.live().filter(conference=conference, kind=kind)
    if person and held.filter(person=person).exists():
        raise Refused(f"{person.name} has this role already.")
    role = Role(conference=conference, kind=kind, person=person, state=Role.State.ACCEPTED)
    role.email = person.email if person else ""
    role.answered_at = clock.now()
    _print(role, printed)
    role.save()
    place(role, printed.institutions)
    revision.grow(conference)
    ledger.record(by, "recorded", role, scope=conference)
    return role


@transaction.atomic
def correct_role(role: Role, printed: Printed, *, by: "Person", email: str = "") -> Role:
    """Change what is printed; where to write to, as long as nobody has answered from there."""
    role = locked(role)
    rules.may_correct(by, role).require()
    before = _told(role)
    if email and email.lower() != role.email.lower():
        rules.may_readdress(by, role, email).require()
        role.email = email
        role.nonce += 1  # the link that went to the old address must not work for the new one
    _print(role, printed)
    role.save()
    place(role, printed.institutions)
    revision.grow(role.conference)
    changes = {
        name: [before[name], now] for name, now in _told(role).items() if before[name] != now
    }
    ledger.record(by, "corrected", role, scope=role.conference, changes=changes)
    return role


def _print(role: Role, printed: Printed) -> None:
    role.name = printed.name
    role.family_name = printed.family_name or collation.family_of(printed.name)[:100]
    role.title, role.affiliation = printed.title, printed.affiliation
    role.country = printed.country
    role.is_listed, role.position = printed.is_listed, printed.position


def _told(role: Role) -> dict[str, str]:
    names = ("name", "title", "affiliation", "country", "email", "is_listed", "position")
    told = {name: str(getattr(role, name)) for name in names}
    places = role.affiliations.order_by("position", "pk")
    return told | {"institutions": "; ".join(place.institution for place in places)}


def place(role: Role, institutions: tuple[Institution, ...]) -> None:
    """Say where a role's holder belongs, in place of what was said before."""
    role.affiliations.all().delete()
    Affiliation.objects.bulk_create(
        Affiliation(
            role=role, institution=one.name, country=one.country, sector=one.sector, position=number
        )
        for number, one in enumerate(institutions)
    )


@transaction.atomic
def change_kind(role: Role, kind: str, *, by: "Person") -> Role:
    """Make a member an area chair, say; the person is told."""
    role = locked(role)
    if role.kind == kind:
        return role
    role.conference = locked(role.conference)  # two chairs must not both stop being the last one
    rules.may_change_kind(by, role, kind).require()
    before = role.word
    role.kind = kind
    role.save(update_fields=["kind"])
    revision.grow(role.conference)
    ledger.record(by, "changed the role of", role, scope=role.conference, was=before)
    if role.state == Role.State.ACCEPTED:
        tell(role, "conferences/role-changed", words={"was": before})
    return role


@transaction.atomic
def end_role(role: Role, *, by: "Person", reason: str = "") -> Role:
    """The person holds the role no longer, and is told why."""
    role = locked(role)
    rules.may_end(by, role).require()
    _end(role, reason)
    ledger.record(by, "ended", role, scope=role.conference, reason=reason)
    tell(role, "conferences/role-ended", words={"reason": reason})
    return role


@transaction.atomic
def resign(role: Role, *, by: "Person", reason: str = "") -> Role:
    """Lay down one's own role; the chairs are told why."""
    role = locked(role)
    rules.may_resign(by, role).require()
    _end(role, reason)
    ledger.record(by, "resigned", role, scope=role.conference, reason=reason)
    tell_chairs(role, "conferences/resigned", words=reasoned(reason))
    return role


def _end(role: Role, reason: str) -> None:
    # Two chairs ending each other at once must not leave nobody: the conference holds them apart.
    role.conference = locked(role.conference)
    rules.may_leave(role).require()
    role.move_to(Role.State.ENDED)
    role.answer = reason
    role.ended_at = clock.now()
    role.save(update_fields=["state", "answer", "ended_at"])
    revision.grow(role.conference)
