"""What a person may do with accounts."""

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator

from dls.people import closing
from dls.people.models import Person
from dls.web.verdicts import YES, Verdict, no

if TYPE_CHECKING:
    from dls.web.keys import Viewer

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(person: "Viewer") -> bool:
    """Whether this person signs in with an authenticator app, a passkey or a security key."""
    if not person.is_authenticated:
        return False
    return Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).exists()


def may_close(by: Person, person: Person) -> Verdict:
    if by != person:
        return no("Only its owner can close an account.")
    if person.is_operator and not Person.objects.other_operators(person).exists():
        return no(
            "You are the last operator of this site. Make somebody else an operator first, then "
            "close your account."
        )
    reason = closing.objection(person)
    return no(reason) if reason else YES


def may_merge(by: Person, gone: Person) -> Verdict:
    if by == gone:
        return no("This address belongs to the account you are signed in with.")
    if not gone.is_active:
        return no("The other account is closed; there is nothing to merge.")
    if by.is_demo != gone.is_demo:
        return no("A demo account cannot be merged with a real one.")
    return YES
