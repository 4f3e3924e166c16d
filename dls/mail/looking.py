"""Looking at a mailing before it goes out: every message, and the one being typed."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page
from django.utils.safestring import SafeString

from dls.mail import audiences, kinds, merge, messages, outbox, texts, tidings
from dls.mail.models import Mailing

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.http import Request
    from dls.web.scopes import Scope


@dataclass(frozen=True)
class Message:
    """One message as it would be sent, with its HTML."""

    preview: merge.Preview
    html: SafeString
    is_stopped: bool


def named(recipients: list[outbox.Address], q: str) -> list[outbox.Address]:
    """Those whose name or address contains this."""
    q = q.strip().casefold()
    if not q:
        return recipients
    return [one for one in recipients if q in one.name.casefold() or q in one.email.casefold()]


def all_messages(
    mailing: Mailing, scope: "Scope", everybody: list[outbox.Address], rows: "Page[Any]"
) -> dict[str, Any]:
    """A page of messages, and what is to be known about all of them."""
    stopped = tidings.stopped_among(everybody)
    previews = [merge.preview(mailing, scope, one) for one in rows.object_list]
    made = [
        Message(one, messages.html(one.body), one.recipient.email in stopped) for one in previews
    ]
    return {
        "rows": rows,
        "made": made,
        "total": len(everybody),
        "stopped": len(stopped),
        "gaps": gaps(mailing, scope, everybody),
    }


def gaps(
    mailing: Mailing, scope: "Scope", everybody: list[outbox.Address]
) -> list[tuple[str, int]]:
    """Placeholders that are empty for some recipients, and for how many."""
    used = dict.fromkeys(texts.PLACEHOLDER.findall(f"{mailing.subject} {mailing.body}"))
    common = outbox.common(scope)
    counted: Counter[str] = Counter()
    for one in everybody:
        words = {**common, "name": one.name or one.email, **one.words}
        counted.update(name for name in used if not words.get(name))
    return sorted(counted.items())


def help_for(person: "Person", scope: "Scope") -> dict[str, Any]:
    """What stands beside the form: placeholders for all audiences, and of some."""
    own = [(one.title, dict(one.words)) for one in audiences.every() if one.words]
    common = outbox.common(scope)
    always = [
        (name, meaning, common.get(name, person.name if name == "name" else ""))
        for name, meaning in {**kinds.COMMON, **kinds.OF_A_CONFERENCE}.items()
    ]
    return {"always": always, "own": own}


def typed(request: "Request", scope: "Scope") -> dict[str, Any]:
    """What is in the form now, filled in for the first recipient of its audience."""
    audience = request.POST.get("audience", "")
    mailing = Mailing(
        audience=audience,
        subject=request.POST.get("subject", "")[:300],
        body=request.POST.get("body", "")[:20_000],
    )
    everybody = audiences.shown(audiences.recipients(audience, scope), request.user)
    preview = merge.preview(mailing, scope, next(iter(everybody), outbox.to(request.user)))
    text = f"{mailing.subject}\n{mailing.body}"
    return {
        "preview": preview,
        "html": messages.html(preview.body),
        "total": len(everybody),
        "problems": texts.problems(text, merge.vocabulary(audience)),
    }
