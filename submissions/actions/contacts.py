"""People who look after a paper without being its authors."""

from django.db import transaction

from dls.conferences.rules.conference import is_open
from dls.journal import ledger
from dls.mail.outbox import Address
from dls.people.models import Person
from dls.web.db import locked
from dls.web.verdicts import Refused
from submissions import links
from submissions.actions import belonging, telling
from submissions.models.papers import Paper
from submissions.rules import contacts as rules
from submissions.rules.claims import proven


@transaction.atomic
def ask(paper: Paper, email: str, *, by: Person) -> None:
    """Ask somebody by letter: whether they have an account is nobody's business."""
    paper = locked(paper)
    rules.may_name(by, paper).require()
    email = email.strip().lower()
    said = {"accept_url": links.contact_address(paper, email), "by": telling.doer(paper, by)}
    telling.post("asked", [Address(email)], paper, said)
    ledger.record(by, "asked a contact for", paper, scope=paper.conference, address=email)


@transaction.atomic
def accept(paper: Paper, mark: str, *, by: Person) -> Paper:
    """Look after it from now on; a second click changes nothing."""
    paper = locked(paper)
    if not links.is_asked(paper, mark, proven(by)):
        raise Refused(
            "This link was sent to another address. Add that address to your account, "
            "then open the link again."
        )
    is_open(paper.conference).require()
    if not paper.contacts.filter(pk=by.pk).exists():
        paper.contacts.add(by)
        belonging.tie(paper, by)
        ledger.record(by, "became a contact of", paper, scope=paper.conference)
    return paper


@transaction.atomic
def drop(paper: Paper, contact: Person, *, by: Person) -> None:
    """Let somebody no longer look after it; authors are dropped from the list of authors."""
    paper = locked(paper)
    if not paper.contacts.filter(pk=contact.pk).exists():
        return
    rules.may_drop(by, paper, contact).require()
    paper.contacts.remove(contact)
    ledger.record(by, links.REMOVED, paper, scope=paper.conference, contact=contact.name)
