"""What the pages about letters show together."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404

from dls.mail import kinds, outbox
from dls.mail.models import Letter, LetterText, Mailing, StoppedAddress

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope


@dataclass(frozen=True)
class TextRow:
    """A kind of letter in the list of texts."""

    app: str
    name: str
    title: str
    subject: str
    changed_at: datetime | None  # by the chairs; none: as it came with the house


def texts_by_app(scope: "Scope") -> dict[str, list[TextRow]]:
    """All letters whose texts chairs may change, by what they belong to."""
    own = {text.kind: text for text in LetterText.objects.of(scope.key)}
    groups: dict[str, list[TextRow]] = {}
    for kind in kinds.every():
        if kind.editable and kind.scoped:
            app, _, name = kind.name.partition("/")
            text = own.get(kind.name)
            subject = text.subject if text else kind.source()[0]
            row = TextRow(app, name, kind.title, subject, text.changed_at if text else None)
            groups.setdefault(app, []).append(row)
    return groups


def editable_or_404(name: str) -> kinds.Kind:
    found = next((kind for kind in kinds.every() if kind.name == name), None)
    if found is None or not (found.editable and found.scoped):
        raise Http404
    return found


@dataclass(frozen=True)
class Standing:
    """How far a mailing is."""

    total: int
    sent: int
    failed: int
    waiting: int
    held: int
    cancelled: int

    @property
    def settled(self) -> int:
        return self.sent + self.failed + self.cancelled

    @property
    def is_moving(self) -> bool:
        return self.waiting > 0


def standing(mailing: Mailing, person: "Person") -> Standing:
    """Counted over the letters this person may see."""
    letters = Letter.objects.visible_to(person).filter(mailing=mailing)
    counted = letters.counted()
    return Standing(
        total=max(mailing.total, sum(counted.values())),
        **{state: counted.get(state, 0) for state in Letter.State.values},
    )


def stopped_among(recipients: list[outbox.Address]) -> set[str]:
    """Which of these addresses take no mail from us."""
    known = set(StoppedAddress.objects.values_list("email", flat=True))
    return {one.email for one in recipients if one.email.lower() in known}
