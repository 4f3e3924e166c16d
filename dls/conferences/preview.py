"""An invitation as it will be read, before anything is written."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.safestring import SafeString

from dls.conferences import letters
from dls.conferences.actions.telling import offered
from dls.conferences.importing import Entry
from dls.conferences.models.invitations import InvitationList
from dls.conferences.models.roles import Role
from dls.mail import kinds, messages, outbox, texts

THEIR_LINK = f"{settings.SITE_URL}/invitation/…"


@dataclass(frozen=True)
class Preview:
    """A letter on the page: to whom, what about, what it says."""

    to: str
    subject: str
    html: SafeString


def letter(people: InvitationList, ready: list[Entry]) -> Preview | None:
    """What the first one on the list is going to get; none if nobody is ready."""
    if not ready:
        return None
    first = ready[0]
    role = Role(
        conference=people.conference,
        kind=people.kind,
        email=first.email,
        name=first.name,
        affiliation=first.affiliation,
        message=people.message,
        expires_at=people.expires_at,
        invited_by=people.by,
    )
    kind = kinds.get("conferences/invitation")
    words = {
        **outbox.common(people.conference),
        **offered(role),
        "accept_url": THEIR_LINK,
        "role": role.word,
        "duties": letters.DUTIES[Role.Kind(role.kind)],
        "name": first.name,
    }
    text = texts.of(kind, people.conference).filled(words, kind.markdown)
    return Preview(f"{first.name} <{first.email}>", text.subject, messages.html(text.body))
