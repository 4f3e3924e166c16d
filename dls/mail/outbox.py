"""Letters are rows first and emails later, so a crash can delay one but never lose it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Model

from dls.jobs.wakeup import wake
from dls.mail import kinds, texts
from dls.mail.models import Letter
from dls.web import clock

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope


@dataclass(frozen=True)
class Address:
    """Whom a letter goes to: a person, or somebody without an account."""

    email: str
    name: str = ""
    person: "Person | None" = None
    words: Mapping[str, str] = field(default_factory=dict)  # this recipient's own
    leave_url: str = ""  # how they leave the list they are on


def to(person: "Person") -> Address:
    return Address(person.email, person.name, person)


def post(
    kind: str,
    recipients: Iterable[Address],
    *,
    about: Model,
    scope: "Scope | None" = None,
    words: dict[str, str] | None = None,
    key: str = "",
    after: datetime | None = None,
    leave_url: str = "",
) -> int:
    """Write a letter to each recipient, in the transaction of its cause; say how many are new.

    With a key, `key` and the address make a letter unique: a second one is not written.
    """
    letters = [
        _written(kind, recipient, about, scope, words or {}, key, after, leave_url)
        for recipient in recipients
    ]
    before = Letter.objects.filter(key__in=[one.key for one in letters if one.key]).count()
    Letter.objects.bulk_create(letters, ignore_conflicts=bool(key), batch_size=500)
    wake("dls.mail.tasks.deliver_letters")
    return len(letters) - before


def _written(
    name: str,
    recipient: Address,
    about: Model,
    scope: "Scope | None",
    words: dict[str, str],
    key: str,
    after: datetime | None,
    leave_url: str,
) -> Letter:
    kind = kinds.get(name)
    values = {
        "name": recipient.name or recipient.email,
        "site": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        **(texts.words_of(scope) if scope else {}),
        **words,
    }
    subject, body = texts.filled(kind, values)
    return Letter(
        kind=name,
        key=f"{key}:{recipient.email.lower()}" if key else None,
        person=recipient.person,
        to=recipient.email,
        to_name=recipient.name[:200],
        reply_to=scope.contact if scope else "",
        subject=subject[:300],
        body=body,
        leave_url=leave_url,
        is_secret=kind.secret,
        scope=scope.key if scope else "",
        about_kind=about._meta.model_name,
        about_id=about.pk,
        after=after or clock.now(),
    )
