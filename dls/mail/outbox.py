"""Letters are rows first and emails later, so a crash can delay one but never lose it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Model

from dls.jobs.wakeup import wake
from dls.mail import kinds, texts
from dls.mail.models import Letter, Mailing
from dls.web import clock
from dls.web.lines import one_line

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope

DELIVER = "dls.mail.tasks.deliver_letters"
CHUNK = 500
KEY = 200  # characters of a letter's key


@dataclass(frozen=True)
class Address:
    """Whom a letter goes to: a person, or somebody without an account."""

    email: str
    name: str = ""
    person: "Person | None" = None
    words: Mapping[str, str] = field(default_factory=dict)  # this recipient's own
    leave_url: str = ""  # how they leave the list they are on
    abouts: tuple[tuple[str, int], ...] = ()  # why they are written to: paper, 17; if it is secret
    key: str = ""  # tells several letters of one posting to one recipient apart

    @property
    def identity(self) -> str:
        """What makes this recipient one."""
        return f"p{self.person.pk}" if self.person else self.email.strip().lower()


@dataclass(frozen=True)
class Cause:
    """What all letters of one posting share."""

    kind: kinds.Kind
    text: texts.Text
    about: tuple[str, int]
    scope: "Scope | None" = None
    words: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    after: datetime | None = None
    leave_url: str = ""
    mailing: Mailing | None = None


def to(person: "Person") -> Address:
    return Address(person.email, person.name, person)


def post(  # noqa: PLR0913 -- each is a word of the sentence "post this to them about that"
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
    found = kinds.get(kind)
    cause = Cause(
        kind=found,
        text=texts.of(found, scope),
        about=(str(about._meta.model_name), about.pk),
        scope=scope,
        words={**common(scope), **(words or {})},
        key=key,
        after=after,
        leave_url=leave_url,
    )
    return write(cause, recipients)


def common(scope: "Scope | None") -> dict[str, str]:
    """What every letter may say, and what every letter of a conference may say."""
    site = {"site": settings.SITE_NAME, "site_url": settings.SITE_URL}
    return site | (texts.words_of(scope) if scope else {})


def write(cause: Cause, recipients: Iterable[Address]) -> int:
    """Write the letters of one cause; say how many are new."""
    letters = [_written(cause, recipient) for recipient in recipients]
    new = 0
    for start in range(0, len(letters), CHUNK):
        chunk = letters[start : start + CHUNK]
        keys = [letter.key for letter in chunk if letter.key]
        known = Letter.objects.filter(key__in=keys).count() if keys else 0
        Letter.objects.bulk_create(chunk, ignore_conflicts=bool(cause.key))
        new += len(set(keys)) - known if keys else len(chunk)
    if letters:
        wake(DELIVER)
    return new


def _written(cause: Cause, recipient: Address) -> Letter:
    email, name = recipient.email.strip(), one_line(recipient.name)
    words = {**cause.words, "name": name or email, **recipient.words}
    text = cause.text.filled(words, cause.kind.markdown)
    problem = _problem(email)
    about = next(iter(recipient.abouts), cause.about)
    return Letter(
        kind=cause.kind.name,
        key=_key(f"{cause.key}{recipient.key}", email) if cause.key else None,
        mailing=cause.mailing,
        person=recipient.person,
        to=email[:254],
        to_name=name[:200],
        sender=cause.scope.name[:100] if cause.scope else "",
        reply_to=cause.scope.contact if cause.scope else "",
        subject=text.subject[:300],
        body=text.body,
        leave_url=recipient.leave_url or cause.leave_url,
        is_secret=cause.kind.secret,
        is_urgent=cause.kind.secret and cause.scope is None,
        scope=cause.scope.key if cause.scope else "",
        about_kind=about[0],
        about_id=about[1],
        after=cause.after or clock.now(),
        state=Letter.State.FAILED if problem else Letter.State.WAITING,
        problem=problem,
    )


def _key(key: str, email: str) -> str:
    """What makes a letter one; of a key too long to keep, a fingerprint of the whole stays."""
    whole = f"{key}:{email.lower()}"
    if len(whole) <= KEY:
        return whole
    mark = hashlib.sha256(whole.encode()).hexdigest()
    return f"{whole[: KEY - len(mark) - 1]}#{mark}"


def _problem(email: str) -> str:
    """Why no letter can go to this address; nothing if one can."""
    try:
        validate_email(email)
    except ValidationError:
        return f"“{email[:200]}” is not an email address. Correct it and write again."
    return ""
