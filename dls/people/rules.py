"""What a person may do with accounts."""

from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.utils import timezone

from dls.people import closing
from dls.people.models import Person, Token
from dls.web.verdicts import YES, Verdict, no

if TYPE_CHECKING:
    from dls.web.keys import Viewer

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
MOST_TOKENS = 50


def has_second_factor(person: "Viewer") -> bool:
    """Whether this person signs in with an authenticator app, a passkey or a security key."""
    return person.is_authenticated and second_factors(person).exists()


def second_factors(person: "Viewer") -> QuerySet[Authenticator]:
    """What this person signs in with besides a password or a code."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(
        user=person.pk, type__in=SECOND_FACTORS
    )
    return found


def may_change(by: Person, person: Person) -> Verdict:
    """Whoever it is about, and nobody else, says what is kept about a person."""
    return YES if by == person else no("Only they themselves can change what they say about them.")


def may_make_token(by: Person, person: Person) -> Verdict:
    if by != person:
        return no("Nobody can make a token for somebody else.")
    if Token.objects.filter(user=person).live().count() >= MOST_TOKENS:
        return no(
            f"You have {MOST_TOKENS} tokens. Revoke one you no longer use, then make a new one."
        )
    return YES


def may_pass_on(token: Token | None, scopes: list[str], days: int) -> Verdict:
    """Whether a token may make another: only one that can do no more and lasts no longer."""
    if token is None:
        return YES
    beyond = sorted(set(scopes) - set(token.scopes))
    if beyond:
        return no(f"This token cannot give what it lacks itself: {', '.join(beyond)}.")
    if token.expiry and timezone.now() + timedelta(days=days) > token.expiry:
        return no("A token cannot make one that lasts longer than itself. Ask for fewer days.")
    return YES


def may_revoke_token(by: Person, token: Token) -> Verdict:
    return YES if by == token.user else no("Only its owner can revoke a token.")


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


def may_merge(by: Person, kept: Person, gone: Person) -> Verdict:
    if by != kept:
        return no("You can merge another account only into your own.")
    if kept == gone:
        return no("This address belongs to the account you are signed in with.")
    if not gone.is_active:
        return no("The other account is closed; there is nothing to merge.")
    if kept.is_demo != gone.is_demo:
        return no("A demo account cannot be merged with a real one.")
    if has_second_factor(gone) and not has_second_factor(kept):
        return no(
            "The other account is protected by a second factor and this one is not. Add one here "
            "first, or sign in there and merge this account into that one."
        )
    return YES


def may_run_site(by: "Viewer") -> Verdict:
    if by.is_authenticated and by.is_operator:
        return YES
    return no("Only operators of this site can do this.")


def may_make_operator(by: Person, person: Person) -> Verdict:
    if not (verdict := may_run_site(by)):
        return verdict
    if not person.is_active:
        return no("This account is closed.")
    return no(f"{person.name} is an operator already.") if person.is_operator else YES


def may_end_operator(by: Person, person: Person) -> Verdict:
    if not (verdict := may_run_site(by)):
        return verdict
    if not person.is_operator:
        return no(f"{person.name} is not an operator.")
    if not Person.objects.other_operators(person).exists():
        return no("A site needs an operator. Make somebody else one first.")
    return YES


def may_make_first_operator() -> Verdict:
    if Person.objects.active().filter(is_operator=True).exists():
        return no("This site has an operator already. Ask them, or sign in if that is you.")
    return YES
