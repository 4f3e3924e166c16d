"""Who runs this site."""

from django.db import transaction

from dls.journal import ledger
from dls.people import rules
from dls.people.models import Person
from dls.web.db import locked


@transaction.atomic
def make_operator(person: Person, *, by: Person) -> None:
    """Let this person run the site."""
    person = locked(person)
    rules.may_make_operator(by, person).require()
    person.is_operator = True
    person.save(update_fields=["is_operator"])
    ledger.record(by, "made an operator of", person)


@transaction.atomic
def end_operator(person: Person, *, by: Person) -> None:
    """This person no longer runs the site."""
    # All operators are held, so that the last two cannot end each other at once.
    list(Person.objects.filter(is_operator=True).order_by("pk").select_for_update(no_key=True))
    person = locked(person)
    rules.may_end_operator(by, person).require()
    person.is_operator = False
    person.save(update_fields=["is_operator"])
    ledger.record(by, "ended the operator’s role of", person)
