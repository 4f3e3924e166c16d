"""The people of the demo: they sign in by a click, and only where the demo runs."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from dls.journal import ledger
from dls.people.models import Person
from dls.web.verdicts import Refused


@transaction.atomic
def make_demo_person(
    email: str, given_name: str, family_name: str, **profile: str | bool
) -> Person:
    """Somebody for the demo, with a verified address that ends in .example and no password."""
    if not settings.DEMO:
        raise Refused("Demo people exist only where the demo runs.")
    if not email.endswith(".example"):
        raise Refused("Addresses of demo people end in .example.")
    person: Person = Person.objects.create_user(
        email, None, given_name=given_name, family_name=family_name, is_demo=True, **profile
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    ledger.record(None, "made a demo person", person)
    return person
