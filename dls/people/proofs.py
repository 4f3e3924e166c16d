"""The proof that an address belongs to whoever sits at this browser: a code by letter."""

import time
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from dls.people.models import Person

KEY = "merge-proof"
LIFETIME = 15 * 60
TRIES = 3
LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"  # none that look alike, no words by accident


@dataclass(frozen=True)
class Proof:
    email: str
    code: str


def begin(session: SessionBase, email: str) -> Proof:
    """A new code for this address; only its digest is kept."""
    address = email.strip().lower()
    code = get_random_string(8, LETTERS)
    session[KEY] = {
        "email": address,
        "digest": _digest(address, code),
        "tries": TRIES,
        "at": time.time(),
        "person": None,
    }
    return Proof(address, f"{code[:4]}-{code[4:]}")


def pending(session: SessionBase) -> str | None:
    """The address a code went to, while it may still be typed."""
    kept = session.get(KEY)
    if not kept or kept["tries"] <= 0 or time.time() - kept["at"] > LIFETIME:
        return None
    address: str = kept["email"]
    return address


def check(session: SessionBase, typed: str) -> bool:
    """Whether this is the code; a few wrong ones end it."""
    if (email := pending(session)) is None:
        return False
    kept = session[KEY]
    kept["tries"] -= 1
    code = "".join(letter for letter in typed.upper() if letter.isalnum())
    right = constant_time_compare(_digest(email, code), kept["digest"])
    if right:
        found = Person.objects.active().by_email(email).confirmed().first()
        kept["person"] = found.pk if found else None
    session.modified = True
    return right and kept["person"] is not None


def proved(session: SessionBase) -> Person | None:
    """The other account, once its address was proved and while that is fresh."""
    kept = session.get(KEY)
    if not kept or not kept["person"] or time.time() - kept["at"] > LIFETIME:
        return None
    found: Person | None = Person.objects.active().filter(pk=kept["person"]).first()
    return found


def forget(session: SessionBase) -> None:
    session.pop(KEY, None)


def _digest(email: str, code: str) -> str:
    return salted_hmac("merge-proof", f"{email}:{code}").hexdigest()
