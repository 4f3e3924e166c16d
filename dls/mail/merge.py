"""A mailing's text and one recipient make one letter: to look at, to test, to send."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dls.mail import audiences, kinds, outbox, texts
from dls.mail.models import Mailing
from dls.web.lines import one_line

if TYPE_CHECKING:
    from dls.web.scopes import Scope

KIND = "mail/mailing"


def vocabulary(audience: str) -> dict[str, str]:
    """The placeholders a letter to this audience may use."""
    found = audiences.get(audience)
    own = dict(found.words) if found else {}
    return {**kinds.COMMON, **kinds.OF_A_CONFERENCE, **own}


def cause(
    mailing: Mailing, scope: "Scope", *, subject: str = "", key: str | None = None
) -> outbox.Cause:
    """What all letters of a mailing share."""
    return outbox.Cause(
        kind=kinds.get(KIND),
        text=texts.Text(subject or mailing.subject, mailing.body),
        about=(mailing.about_kind, mailing.about_id),
        scope=scope,
        words=outbox.common(scope),
        key=f"mailing:{mailing.ref}" if key is None else key,
        mailing=mailing if key is None else None,
    )


def heading(mailing: Mailing, scope: "Scope") -> str:
    """The subject as far as it is the same for everybody."""
    subject = one_line(texts.fill(mailing.subject, outbox.common(scope)))
    return subject or "A letter without a subject"


@dataclass(frozen=True)
class Preview:
    """One message exactly as it would be sent."""

    recipient: outbox.Address
    subject: str
    body: str
    missing: tuple[str, ...]  # placeholders that are empty for this recipient


def preview(mailing: Mailing, scope: "Scope", recipient: outbox.Address) -> Preview:
    found = cause(mailing, scope)
    words = {**found.words, "name": recipient.name or recipient.email, **recipient.words}
    text = found.text.filled(words, found.kind.markdown)
    used = dict.fromkeys(texts.PLACEHOLDER.findall(f"{mailing.subject} {mailing.body}"))
    missing = tuple(name for name in used if not words.get(name))
    return Preview(recipient, text.subject, text.body, missing)
