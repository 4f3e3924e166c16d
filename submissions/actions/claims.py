"""What people named as authors say about it."""

from typing import TYPE_CHECKING

from django.db import transaction

from dls.journal import ledger
from dls.web import clock
from dls.web.db import locked
from submissions.actions import belonging, telling
from submissions.models.authors import Author
from submissions.rules import claims as rules

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.keys import Viewer


@transaction.atomic
def claim(author: Author, *, by: "Person") -> Author:
    """Be this author of the paper from now on; a second click changes nothing."""
    author = _locked(author)
    if author.person_id == by.pk and not author.is_denied:
        return author
    rules.may_claim(by, author).require()
    author.person = by
    author.save(update_fields=["person"])
    belonging.tie(author.paper, by)
    ledger.record(by, "claimed", author.paper, scope=author.paper.conference)
    return author


def _locked(author: Author) -> Author:
    """The paper first, as everywhere: two who change its authors wait for each other."""
    paper = locked(author.paper)
    author = locked(author)
    author.paper = paper
    return author


@transaction.atomic
def deny(author: Author, reason: str, *, by: "Viewer") -> Author:
    """Say that one is no author of the paper; the chairs are told, and the entry is marked."""
    author = _locked(author)
    rules.may_deny(by, author).require()
    author.denied_at, author.denied_why = clock.now(), reason
    author.save(update_fields=["denied_at", "denied_why"])
    ledger.record(
        by if by.is_authenticated else None,
        "denied to be an author of",
        author.paper,
        scope=author.paper.conference,
        author=author.name,
        reason=reason,
    )
    telling.denied(author)
    return author


@transaction.atomic
def take_back(author: Author, *, by: "Viewer") -> Author:
    """Be named as before."""
    author = _locked(author)
    rules.may_take_back(by, author).require()
    author.denied_at, author.denied_why = None, ""
    author.save(update_fields=["denied_at", "denied_why"])
    ledger.record(
        by if by.is_authenticated else None,
        "took back the denial of",
        author.paper,
        scope=author.paper.conference,
        author=author.name,
    )
    return author
