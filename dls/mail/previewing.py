"""What an edited text would look like for a real recipient."""

from typing import TYPE_CHECKING

from dls.mail import audiences, kinds, outbox, texts
from dls.mail.models import Letter

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope

SOME = 20


def recipients(scope: "Scope", person: "Person") -> list[outbox.Address]:
    """Oneself, then people this conference last wrote to, then those it may write to first."""
    found = [outbox.to(person)]
    last = Letter.objects.visible_to(person).of(scope.key).order_by("-pk")
    found += [outbox.Address(to, name) for to, name in last.values_list("to", "to_name")[:SOME]]
    first = next(iter(audiences.every()), None)
    if first is not None:
        found += audiences.shown(audiences.recipients(first.name, scope), person)[:SOME]
    kept: dict[str, outbox.Address] = {}
    for one in found:
        kept.setdefault(one.email.lower(), one)
    return list(kept.values())[:SOME]


def chosen(among: list[outbox.Address], email: str) -> outbox.Address:
    """The one with this address; the first if there is none."""
    return next((one for one in among if one.email == email), among[0])


def preview(
    kind: kinds.Kind, text: texts.Text, scope: "Scope", recipient: outbox.Address
) -> texts.Text:
    """The text for this recipient; what only the occasion knows shows as ‹what it is›."""
    sample = {name: f"‹{meaning}›" for name, meaning in kind.words.items()}
    words = {
        **sample, **outbox.common(scope), "name": recipient.name or recipient.email,
        **recipient.words,
    }  # fmt: skip
    return text.filled(words, kind.markdown)
