"""Keys to the REST interface."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dls.journal import ledger
from dls.mail import outbox
from dls.people import rules
from dls.people.models import Person, Token

HINT = 8


@transaction.atomic
def make_token(
    person: Person, *, by: Person, name: str, scopes: list[str], days: int
) -> tuple[Token, str]:
    """A new token, and its text, which is nowhere else."""
    rules.may_make_token(by, person).require()
    made: tuple[Token, str] = Token.objects.create(
        user=person, expiry=timedelta(days=days), name=name, scopes=scopes
    )
    token, text = made
    token.hint = text[:HINT]
    token.save(update_fields=["hint"])
    ledger.record(by, "made a token", person, name=name, scopes=scopes, days=days)
    words = {"token": name, "scopes": ", ".join(scopes), "days": str(days)}
    outbox.post("people/token-made", [outbox.to(person)], about=person, words=words)
    return token, text


@transaction.atomic
def revoke_token(token: Token, *, by: Person) -> None:
    """From now on the token opens nothing."""
    rules.may_revoke_token(by, token).require()
    token.delete()
    ledger.record(by, "revoked a token", token.user, name=token.name)


def note_use(token: Token) -> None:
    """Remember when a token was last used, at most once a minute."""
    now = timezone.now()
    long_ago = Q(last_used_at=None) | Q(last_used_at__lt=now - timedelta(minutes=1))
    Token.objects.filter(long_ago, pk=token.pk).update(last_used_at=now)
