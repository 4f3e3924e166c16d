"""The proof that an address belongs to whoever sits at this browser: a code by letter."""

import time
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from dls.people.models import Person

MERGE = "merge-proof"
STILL_ME = "still-me-proof"  # before something grave, for who has neither password nor device
LIFETIME = 15 * 60
TRIES = 3
LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"  # none that look alike, no words by accident


@dataclass(frozen=True)
class Proof:
    email: str
    code: str


def begin(session: SessionBase, email: str, purpose: str = MERGE) -> Proof:
    """A new code for this address, good for one purpose; only its digest is kept."""
    address = email.strip().lower()
    code = get_random_string(8, LETTERS)
    session[purpose] = {
        "email": address,
        "digest": _digest(address, code, purpose),
        "tries": TRIES,
        "at": time.time(),
        "person": None,
    }
    return Proof(address, f"{code[:4]}-{code[4:]}")


def pending(session: SessionBase, purpose: str = MERGE) -> str | None:
    """The address a code went to, while it may still be typed."""
    kept = session.get(purpose)
    if not kept or kept["tries"] <= 0 or time.time() - kept["at"] > LIFETIME:
        return None
    address: str = kept["email"]
    return address


def check(session: SessionBase, typed: str) -> bool:
    """Whether this is the code, and an account has the address it went to."""
    if not is_right(session, typed):
        return False
    kept = session[MERGE]
    found = Person.objects.active().by_email(kept["email"]).confirmed().first()
    kept["person"] = found.pk if found else None
    return found is not None


def is_right(session: SessionBase, typed: str, purpose: str = MERGE) -> bool:
    """Whether this is the code; a few wrong ones end it."""
    if (email := pending(session, purpose)) is None:
        return False
    session[purpose]["tries"] -= 1
    session.modified = True
    code = "".join(letter for letter in typed.upper() if letter.isalnum())
    return constant_time_compare(_digest(email, code, purpose), session[purpose]["digest"])


def proved(session: SessionBase) -> Person | None:
    """The other account, once its address was proved and while that is fresh."""
    kept = session.get(MERGE)
    if not kept or not kept["person"] or time.time() - kept["at"] > LIFETIME:
        return None
    found: Person | None = Person.objects.active().filter(pk=kept["person"]).first()
    return found


def forget(session: SessionBase, purpose: str = MERGE) -> None:
    session.pop(purpose, None)


def _digest(email: str, code: str, purpose: str) -> str:
    return salted_hmac(purpose, f"{email}:{code}").hexdigest()
