"""The mailbox of demo mode: every message the local mail server got, as a file.

A recipient's letters lie in a folder of their own, named so that names sort by time.
"""

import re
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote, unquote

import nh3
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from dls.web import markdown

NAME = re.compile(r"[0-9]{19}-[0-9a-f]{8}\Z")
LIMIT = 500  # letters a person keeps


@dataclass(frozen=True)
class Box:
    """Somebody who got letters."""

    email: str
    many: int
    last: datetime


@dataclass(frozen=True)
class Mail:
    """One message as a mail program would show it."""

    name: str
    at: datetime
    subject: str
    sender: str
    to: str
    text: str = ""
    html: str = ""
    headers: tuple[tuple[str, str], ...] = ()


def _folder(email: str) -> Path:
    name = quote(email.strip().lower(), safe="@+")
    return Path(settings.MAILBOX) / name.replace(".", "%2E")


def keep(email: str, content: bytes) -> None:
    """Put a message into somebody's folder; a half-written one is never seen."""
    folder = _folder(email)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{time.time_ns():019d}-{secrets.token_hex(4)}"
    part = folder / f".{name}"
    part.write_bytes(content)
    part.rename(folder / name)


def _at(name: str) -> datetime:
    return datetime.fromtimestamp(int(name[:19]) / 1e9, UTC)


def _names(folder: Path) -> list[str]:
    """Names of the letters in a folder, newest first."""
    if not folder.is_dir():
        return []
    return sorted((one.name for one in folder.iterdir() if NAME.match(one.name)), reverse=True)


def people(q: str = "") -> list[Box]:
    """Everybody with letters, whoever got the newest one first."""
    root = Path(settings.MAILBOX)
    found = []
    for folder in root.iterdir() if root.is_dir() else ():
        email = unquote(folder.name)
        names = _names(folder) if q.casefold() in email.casefold() else []
        if names:
            found.append(Box(email, len(names), _at(names[0])))
    return sorted(found, key=lambda box: box.last, reverse=True)


def letters(email: str) -> list[Mail]:
    """Somebody's letters, newest first."""
    folder = _folder(email)
    return [_mail(name, (folder / name).read_bytes()) for name in _names(folder)[:LIMIT]]


def read(email: str, name: str) -> Mail | None:
    """One letter; none if there is none."""
    path = _folder(email) / name
    if not NAME.match(name) or not path.is_file():
        return None
    return _mail(name, path.read_bytes())


def _mail(name: str, content: bytes) -> Mail:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 -- what this policy makes
    return Mail(
        name=name,
        at=_at(name),
        subject=str(message["subject"] or "(no subject)"),
        sender=str(message["from"] or ""),
        to=str(message["to"] or ""),
        text=_part(message, "plain"),
        html=_clean(_part(message, "html")),
        headers=tuple((key, str(value)) for key, value in message.items()),
    )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()).strip() if part is not None else ""


def _clean(html: str) -> SafeString:
    """A letter's HTML without anything our content policy would stop; links stay."""
    clean = nh3.clean(
        html,
        tags=markdown.TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        clean_content_tags={"script", "style", "title"},
        link_rel="noopener",
    )
    return mark_safe(clean)  # noqa: S308 -- nh3 has just cleaned it
