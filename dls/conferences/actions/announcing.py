"""Telling people that a date has moved: as news, and by letters to those a chair chooses."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from dls.conferences.actions import pages
from dls.conferences.actions.deadlines import Move, move
from dls.conferences.days import spoken
from dls.conferences.models.deadlines import Deadline, Extension
from dls.mail.actions import mailings
from dls.people.models import Person

LETTER = """Dear {{{{ name }}}},

“{label}” of {title} has moved. It was {was}; it is now **{became}**.

{reason}

All dates: {{{{ conference_url }}}}
"""


@dataclass(frozen=True)
class Announcement:
    """Where a move is told."""

    news: bool = False
    audiences: Sequence[str] = ()


@transaction.atomic
def move_and_tell(
    deadline: Deadline, to: Move, announcement: Announcement, *, by: Person
) -> Extension | None:
    """Move a date and announce it; a second click moves nothing and tells nobody."""
    extension = move(deadline, to, by=by)
    if extension is None:
        return None
    deadline.refresh_from_db()
    if announcement.news:
        _tell(extension, deadline, by)
    for audience in announcement.audiences:
        _write(extension, deadline, audience, by)
    return extension


def _tell(extension: Extension, deadline: Deadline, by: Person) -> None:
    was, became = _dates(extension, deadline)
    body = f"It was {was}; it is now **{became}**."
    if extension.reason:
        body = f"{body} {extension.reason}"
    values = {"title": f"{deadline.label}: now {became}", "body": body}
    pages.tell(deadline.conference, values, by=by)


def _write(extension: Extension, deadline: Deadline, audience: str, by: Person) -> None:
    """As a mailing of its own, so that chairs can follow and stop it."""
    conference = deadline.conference
    was, became = _dates(extension, deadline)
    body = LETTER.format(
        label=_plain(deadline.label), title=_plain(conference.title), was=was, became=became,
        reason=_plain(extension.reason),
    )  # fmt: skip
    subject = _plain(f"{conference.name}: {deadline.label} is now {became}")
    mailing = mailings.draft(conference, by=by, audience=audience, subject=subject, body=body)
    mailings.send(mailing, by=by)


def _dates(extension: Extension, deadline: Deadline) -> tuple[str, str]:
    was = spoken(extension.was, deadline.zone, whole_day=deadline.whole_day)
    return was, spoken(extension.became, deadline.zone, whole_day=deadline.whole_day)


def _plain(text: str) -> str:
    """Words of chairs are no placeholders."""
    return text.replace("{{", "{ {").replace("}}", "} }")
