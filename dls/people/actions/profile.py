"""What people say about themselves."""

from typing import Any

from django.db import transaction

from dls.journal import ledger
from dls.people import rules
from dls.people.models import Person
from dls.web.db import locked

PROFILE = (
    "given_name", "family_name", "affiliation", "country", "orcid", "home_page", "zone",
    "expertise",
)  # fmt: skip


@transaction.atomic
def change_profile(person: Person, *, by: Person, values: dict[str, Any]) -> Person:
    """Keep what is new in a profile; the journal says which fields changed, not to what."""
    person = locked(person)
    rules.may_change(by, person).require()
    changed = [name for name in PROFILE if name in values and getattr(person, name) != values[name]]
    for name in changed:
        setattr(person, name, values[name])
    if changed:
        person.save(update_fields=changed)
        ledger.record(by, "changed the profile", person, fields=changed)
    return person


@transaction.atomic
def take_orcid(person: Person, number: str) -> None:
    """ORCID itself has told us whose number this is: it fills an empty profile."""
    if not person.orcid:
        person.orcid = number  # on this very instance: allauth saves it once more
        person.save(update_fields=["orcid"])
