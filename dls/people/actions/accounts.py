"""How accounts come to be, and how sign-ups nobody finished go."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from dls.journal import ledger
from dls.mail import outbox
from dls.people import rules
from dls.people.models import Person

FINISH_WITHIN = timedelta(days=7)


@transaction.atomic
def ask_for_proof(person: Person, code: str, *, by: Person) -> None:
    """A letter to one’s main address with a code that proves it is still oneself."""
    rules.may_change(by, person).require()
    outbox.post("people/proof-code", [outbox.to(person)], about=person, words={"code": code})


def discard_unconfirmed(email: str) -> None:
    """Make room for a new sign-up where an earlier one never proved the address.

    Otherwise whoever signed up first with somebody else’s address would keep a password to the
    account its owner makes later.
    """
    Person.objects.unconfirmed().filter(email=email.strip().lower()).delete()


def forget_unconfirmed() -> int:
    """Delete sign-ups that nobody finished within a week; say how many."""
    late = timezone.now() - FINISH_WITHIN
    stale = Person.objects.unconfirmed().filter(joined_at__lt=late)
    pks = list(stale.values_list("pk", flat=True)[:500])
    Person.objects.filter(pk__in=pks).delete()
    return len(pks)


@transaction.atomic
def make_first_operator(*, email: str, given_name: str, family_name: str, password: str) -> Person:
    """The account that runs a new site; only while there is no operator."""
    # There is no operator's row to lock yet, so two who hurry meet at this one.
    kind = ContentType.objects.get_for_model(Person)
    ContentType.objects.select_for_update().get(pk=kind.pk)
    rules.may_make_first_operator().require()
    person: Person = Person.objects.create_user(
        email, password, given_name=given_name, family_name=family_name, is_operator=True
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    ledger.record(person, "became the first operator", person)
    return person
