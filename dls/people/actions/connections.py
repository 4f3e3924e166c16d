"""With whom somebody works, and where they came from."""

from typing import Any

from django.db import transaction

from dls.people import rules
from dls.people.lists import Listed
from dls.people.models import Connection, Person
from dls.web.db import locked
from dls.web.verdicts import Refused


@transaction.atomic
def add_connections(person: Person, kind: str, listed: list[Listed], *, by: Person) -> int:
    """Keep the names that are new; say how many."""
    person = locked(person)
    rules.may_change(by, person).require()
    had = person.connections.filter(kind=kind).values_list("name", flat=True)
    seen = {name.lower() for name in had}
    fresh = []
    for entry in listed:
        if entry.name.lower() not in seen:
            seen.add(entry.name.lower())
            fresh.append(entry)
    if person.connections.count() + len(fresh) > Connection.MOST:
        raise Refused(f"A person can list {Connection.MOST:,} names. Remove some first.")
    Connection.objects.bulk_create(
        [
            Connection(person=person, kind=kind, name=one.name, affiliation=one.affiliation)
            for one in fresh
        ],
        batch_size=500,
    )
    return len(fresh)


@transaction.atomic
def change_connection(connection: Connection, *, by: Person, values: dict[str, Any]) -> None:
    """Correct a name, an affiliation or a year."""
    rules.may_change(by, connection.person).require()
    others = Connection.objects.filter(
        person=connection.person, kind=connection.kind, name__iexact=values["name"]
    )
    if others.exclude(pk=connection.pk).exists():
        raise Refused(f"“{values['name']}” is on your list already. Remove one of the two.")
    for name in ("name", "affiliation", "until"):
        setattr(connection, name, values[name])
    connection.save(update_fields=["name", "affiliation", "until"])


@transaction.atomic
def remove_connection(connection: Connection, *, by: Person) -> None:
    """Take one name off the list."""
    rules.may_change(by, connection.person).require()
    connection.delete()
