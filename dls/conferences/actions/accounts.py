"""The account of somebody who has proven an address by opening a link sent to it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model

from dls.conferences.models.roles import Role
from dls.journal import ledger
from dls.people.actions.accounts import discard_unconfirmed
from dls.web.verdicts import Refused

if TYPE_CHECKING:
    from dls.people.models import Person


@dataclass(frozen=True)
class Names:
    """How somebody wants to be printed in this edition."""

    given_name: str
    family_name: str
    affiliation: str = ""
    country: str = ""  # ISO 3166-1


@dataclass(frozen=True)
class Owner:
    """Whose address it is; a new account may be signed in at once, an old one may not."""

    person: "Person"
    is_new: bool


def owner_of(role: Role, names: Names) -> Owner:
    """The account with the role's address, made if there is none."""
    discard_unconfirmed(role.email)
    people = get_user_model().objects
    if found := people.by_email(role.email).first():
        return Owner(_open(found), is_new=False)
    person = people.create_user(
        role.email,
        given_name=names.given_name,
        family_name=names.family_name,
        affiliation=names.affiliation[:200],
        country=names.country,
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    ledger.record(person, "made an account by an invitation", person)
    return Owner(person, is_new=True)


def _open(person: "Person") -> "Person":
    if not person.is_active:
        raise Refused("The account with this address is closed. Ask the chairs to invite another.")
    return person
