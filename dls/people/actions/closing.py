"""Leaving: the account closes, the name goes, and what others did with it stays whole."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from dls.journal import ledger
from dls.mail import outbox
from dls.mail.actions import addresses
from dls.people import closing, rules
from dls.people.actions.profile import PROFILE
from dls.people.models import CLOSED, Person, Token
from dls.web import clock
from dls.web.db import locked

NOWHERE = "closed-{}@account.invalid"


@transaction.atomic
def close_account(person: Person, *, by: Person) -> None:
    """Anonymise the person; nobody can sign in to this account again."""
    list(Person.objects.filter(is_operator=True).order_by("pk").select_for_update(no_key=True))
    person = locked(person)
    rules.may_close(by, person).require()
    address = person.email
    closing.anonymise(person)
    _empty(person)
    for shell in Person.objects.filter(merged_into=person):  # what merging left of their others
        ledger.rename(shell, CLOSED)
        _empty(shell)
    ledger.record(None, "closed an account", person)
    # The farewell goes to the bare address, which by now belongs to nobody here.
    outbox.post("people/closed", [outbox.Address(address)], about=EmailAddress(pk=0))


def _empty(person: Person) -> None:
    for name in PROFILE:
        setattr(person, name, "")
    person.email = NOWHERE.format(person.pk)
    person.set_unusable_password()
    person.is_active = person.is_operator = person.is_demo = False
    person.closed_at = clock.now()
    person.save()


def anonymise_own(person: Person) -> None:
    """Everything this room keeps about a person goes."""
    EmailAddress.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    Token.objects.filter(user=person).delete()
    person.publications.all().delete()
    person.connections.all().delete()
    addresses.forget(person, to=NOWHERE.format(person.pk), subject=CLOSED)
    ledger.rename(person, CLOSED)
