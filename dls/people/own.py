"""What this room keeps about a person, as they may take it along."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from dls.journal.models import Entry
from dls.mail.models import Letter
from dls.people.actions.profile import PROFILE
from dls.people.models import Connection, Person, Publication, Token


def everything_own(person: Person) -> dict[str, Any]:
    return {
        "profile": {
            "name": person.name,
            **{name: getattr(person, name) for name in PROFILE},
            "joined_at": person.joined_at,
            "last_signed_in_at": person.last_login,
            "operator": person.is_operator,
        },
        "addresses": _rows(
            EmailAddress.objects.filter(user=person), "email", "verified", "primary"
        ),
        "sign_ins_elsewhere": _rows(
            SocialAccount.objects.filter(user=person),
            "provider",
            "uid",
            "date_joined",
            "last_login",
        ),
        "second_factors": _rows(
            Authenticator.objects.filter(user=person), "type", "created_at", "last_used_at"
        ),
        "tokens": _rows(
            Token.objects.filter(user=person),
            *("name", "scopes", "created", "expiry", "last_used_at"),
        ),
        "publications": _rows(
            Publication.objects.filter(person=person),
            *("title", "authors", "year", "venue", "abstract", "added_at"),
        ),
        "connections": _rows(
            Connection.objects.filter(person=person), "kind", "name", "affiliation", "until"
        ),
        "deeds": _rows(Entry.objects.filter(by=person).order_by("pk"), "at", "verb", "what"),
        "letters": _rows(
            Letter.objects.filter(person=person, is_secret=False).order_by("pk"),
            *("written_at", "sent_at", "to", "subject", "body", "state"),
        ),
    }


def _rows(rows: Any, *names: str) -> list[dict[str, Any]]:
    return list(rows.values(*names))
