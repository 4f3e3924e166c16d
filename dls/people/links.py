"""Links that do one thing, for a while."""

from datetime import timedelta

from django.core import signing

LIFETIME = timedelta(days=1)
_first_operator = signing.TimestampSigner(salt="first-operator")


def for_first_operator() -> str:
    """The secret part of the link that makes the first operator."""
    return _first_operator.sign_object("first operator").replace(":", "~")


def is_for_first_operator(token: str) -> bool:
    try:
        opened = _first_operator.unsign_object(token.replace("~", ":"), max_age=LIFETIME)
    except signing.BadSignature:
        return False
    return bool(opened == "first operator")
