"""Two accounts of one person become one."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from dls.journal import ledger
from dls.mail import outbox
from dls.mail.models import Letter
from dls.people import bibtex, merging, rules
from dls.people.actions.profile import PROFILE
from dls.people.models import Connection, Person, Publication, Token

NOWHERE = "merged-{}@account.invalid"


@transaction.atomic
def ask_for_merge(person: Person, email: str, code: str, *, by: Person) -> None:
    """A letter to the other address: with the code if an account has it, else without."""
    rules.may_change(by, person).require()
    found = Person.objects.active().by_email(email).confirmed().first()
    recipient = outbox.Address(email, found.name if found else "", found)
    outbox.post(
        "people/merge-code" if found else "people/merge-none",
        [recipient],
        about=person,
        words={"code": code, "address": email},
    )


@transaction.atomic
def merge(kept: Person, gone: Person, *, by: Person) -> Person:
    """Everything of one account moves to the other; the emptied one can never be used again."""
    kept, gone = _both_locked(kept, gone)
    rules.may_merge(by, kept, gone).require()
    address = gone.email
    _fill_profile(kept, gone)
    merging.move(kept, gone)
    _empty(gone, into=kept)
    ledger.record(by, "merged another account into", kept)
    outbox.post("people/merged", [outbox.to(kept)], about=kept, words={"address": address})
    return kept


def _both_locked(kept: Person, gone: Person) -> tuple[Person, Person]:
    """Both rows, held in the order of their keys, so that two merges cannot wait for each other."""
    pks = [kept.pk, gone.pk]
    rows = Person.objects.filter(pk__in=pks).order_by("pk").select_for_update(no_key=True)
    found = {person.pk: person for person in rows}
    return found[kept.pk], found[gone.pk]


def _fill_profile(kept: Person, gone: Person) -> None:
    """What the kept profile leaves open comes from the other one."""
    filled = [name for name in PROFILE if not getattr(kept, name) and getattr(gone, name)]
    for name in filled:
        setattr(kept, name, getattr(gone, name))
    kept.is_operator = kept.is_operator or gone.is_operator
    kept.save(update_fields=[*filled, "is_operator"])


def move_own(kept: Person, gone: Person) -> None:
    """Addresses, sign-ins, publications, names and letters; secrets of the other account go."""
    EmailAddress.objects.filter(user=gone, verified=False).delete()
    EmailAddress.objects.filter(user=kept, email__in=_addresses(gone)).delete()
    EmailAddress.objects.filter(user=gone).update(user=kept, primary=False)
    SocialAccount.objects.filter(user=gone).update(user=kept)
    Authenticator.objects.filter(user=gone).delete()
    Token.objects.filter(user=gone).delete()
    _move_publications(kept, gone)
    for kind in Connection.Kind:
        had = [name.lower() for name in _names(kept, kind)]
        for connection in gone.connections.filter(kind=kind):
            if connection.name.lower() not in had:
                Connection.objects.filter(pk=connection.pk).update(person=kept)
    gone.connections.all().delete()
    Letter.objects.filter(person=gone).update(person=kept)


def _addresses(person: Person) -> list[str]:
    return list(EmailAddress.objects.filter(user=person).values_list("email", flat=True))


def _names(person: Person, kind: str) -> list[str]:
    return list(person.connections.filter(kind=kind).values_list("name", flat=True))


def _move_publications(kept: Person, gone: Person) -> None:
    had = {bibtex.fingerprint(*row) for row in kept.publications.values_list("title", "year")}
    moving = [
        pk
        for pk, title, year in gone.publications.values_list("pk", "title", "year")
        if bibtex.fingerprint(title, year) not in had
    ]
    Publication.objects.filter(pk__in=moving).update(person=kept)
    gone.publications.all().delete()


def _empty(gone: Person, *, into: Person) -> None:
    Person.objects.filter(merged_into=gone).update(merged_into=into)
    gone.email = NOWHERE.format(gone.pk)
    gone.set_unusable_password()
    gone.is_active = gone.is_operator = gone.is_demo = False
    gone.merged_into = into
    gone.save()
