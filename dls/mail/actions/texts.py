"""A conference's own words for its letters."""

from typing import TYPE_CHECKING

from django.db import transaction

from dls.journal import ledger
from dls.mail import kinds, rules, texts
from dls.mail.models import LetterText
from dls.web import clock
from dls.web.verdicts import Refused

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope


@transaction.atomic
def change_text(kind: kinds.Kind, scope: "Scope", *, by: "Person", subject: str, body: str) -> None:
    """From now on this letter says this in this conference."""
    rules.may_change_text(by, scope, kind).require()
    wrong = texts.problems(f"{subject}\n{body}", kind.vocabulary())
    if wrong := wrong + texts.left_out(body, kind):
        raise Refused(wrong[0])
    LetterText.objects.update_or_create(
        scope=scope.key,
        kind=kind.name,
        defaults={
            "subject": subject, "body": body, "changed_at": clock.now(), "changed_by": by,
        },
    )  # fmt: skip
    ledger.record_within(by, "changed the text of", f"“{kind.title}”", scope)


@transaction.atomic
def restore_text(kind: kinds.Kind, scope: "Scope", *, by: "Person") -> None:
    """Back to the text that came with the house."""
    rules.may_change_text(by, scope, kind).require()
    LetterText.objects.of(scope.key).filter(kind=kind.name).delete()
    ledger.record_within(by, "put back the text of", f"“{kind.title}”", scope)


@transaction.atomic
def copy_texts(earlier: "Scope", new: "Scope", *, by: "Person") -> None:
    """Take over all own texts of an earlier conference."""
    rules.may_write(by, new).require()
    LetterText.objects.bulk_create(
        [
            LetterText(
                scope=new.key, kind=text.kind, subject=text.subject, body=text.body, changed_by=by
            )
            for text in LetterText.objects.of(earlier.key)
        ],
        ignore_conflicts=True,
    )
