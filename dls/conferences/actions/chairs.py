"""Operators name those who run a conference."""

from dataclasses import dataclass

from django.db import transaction

from dls.conferences.actions.invitations import invite
from dls.conferences.actions.roles import Printed, record_role
from dls.conferences.importing import Entry
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.conferences.rules.series import may_operate
from dls.mail import outbox
from dls.people.models import Person
from dls.web import countries


@dataclass(frozen=True)
class Nominee:
    """Somebody who is to run a conference."""

    email: str
    name: str = ""
    has_agreed: bool = False


@transaction.atomic
def name_chair(conference: Conference, nominee: Nominee, *, by: Person) -> Role:
    """Invite a chair; or make one at once, where a person with an account has agreed."""
    may_operate(by).require()
    person = Person.objects.active().by_email(nominee.email).first()
    if person is not None and nominee.has_agreed:
        return _made(conference, person, by)
    name = nominee.name or (person.name if person and person.has_name else "")
    entry = Entry(
        1,
        nominee.email,
        email=nominee.email,
        name=name or nominee.email.partition("@")[0],
        family_name=person.family_name if person else "",
        affiliation=person.affiliation if person else "",
        country=countries.name(person.country) if person else "",
    )
    return invite(conference, Role.Kind.CHAIR, entry, by=by)


def _made(conference: Conference, person: Person, by: Person) -> Role:
    printed = Printed(
        person.name, person.family_name, "", person.affiliation, countries.name(person.country)
    )
    role = record_role(conference, Role.Kind.CHAIR, printed, by=by, person=person)
    outbox.post(
        "conferences/named-chair",
        [outbox.to(person)],
        about=role,
        scope=conference,
        words={"named_by": by.name},
    )
    return role
