from typing import TYPE_CHECKING

from dls.mail import kinds
from dls.mail.models import Letter, Mailing
from dls.web import scopes
from dls.web.verdicts import Verdict, no

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope


def may_write(person: "Person", scope: "Scope") -> Verdict:
    """Who runs a conference decides about its letters."""
    return scopes.may_change(person, scope)


def may_change_text(person: "Person", scope: "Scope", kind: kinds.Kind) -> Verdict:
    if not kind.editable:
        return no("This letter keeps the site safe; its text is the same everywhere.")
    return may_write(person, scope)


def _may(person: "Person", deed: str, thing: Letter | Mailing, otherwise: str) -> Verdict:
    """Its state allows the deed, the person may read it, and runs the conference."""
    if deed not in thing.offers:
        return no(f"This is {thing.get_state_display().lower()}. {otherwise}")
    if not type(thing).objects.visible_to(person).filter(pk=thing.pk).exists():
        return no("Only a chair who may read this can do this.")
    scope = scopes.by_key(thing.scope)
    if scope is None:
        return no("This belongs to no conference, so nobody decides about it.")
    return may_write(person, scope)


def may_hold(person: "Person", letter: Letter) -> Verdict:
    return _may(person, "hold", letter, "Only a letter that waits can be held.")


def may_continue(person: "Person", letter: Letter) -> Verdict:
    return _may(person, "continue", letter, "Only a held letter can be let go.")


def may_cancel(person: "Person", letter: Letter) -> Verdict:
    return _may(person, "cancel", letter, "There is nothing left to cancel.")


def may_resend(person: "Person", letter: Letter) -> Verdict:
    return _may(
        person, "resend", letter,
        "Only a letter that failed or was cancelled, and whose text is kept, can be sent again.",
    )  # fmt: skip


def may_edit(person: "Person", mailing: Mailing) -> Verdict:
    return _may(person, "edit", mailing, "Only a draft can be changed; copy it to a new one.")


def may_send(person: "Person", mailing: Mailing) -> Verdict:
    if not (mailing.subject.strip() and mailing.body.strip()):
        return no("A letter needs a subject and a text. Write both, then send.")
    return _may(person, "send", mailing, "It was sent before; copy it to write once more.")


def may_unschedule(person: "Person", mailing: Mailing) -> Verdict:
    return _may(person, "unschedule", mailing, "Its letters are being written; hold or cancel it.")


def may_hold_mailing(person: "Person", mailing: Mailing) -> Verdict:
    return _may(person, "hold", mailing, "Only what is on its way can be held.")


def may_continue_mailing(person: "Person", mailing: Mailing) -> Verdict:
    return _may(person, "continue", mailing, "Only what is held can be let go.")


def may_cancel_mailing(person: "Person", mailing: Mailing) -> Verdict:
    return _may(person, "cancel", mailing, "There is nothing left to cancel.")


def may_resend_failed(person: "Person", mailing: Mailing) -> Verdict:
    if not mailing.letters.filter(state=Letter.State.FAILED).exists():
        return no("None of its letters failed.")
    return _may(person, "resend", mailing, "Let it go first, then send the failed ones again.")
