"""Whom letters about papers go to."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dls.conferences.models.roles import Role
from dls.mail import audiences
from dls.mail.outbox import Address
from submissions.models.authors import Author
from submissions.models.papers import Paper

if TYPE_CHECKING:
    from dls.people.models import Person


def of_author(author: Author) -> Address | None:
    """Where somebody named is written to; whoever denies being an author is left alone."""
    if author.is_denied:
        return None
    if author.person is not None:
        return of_person(author.person)
    return Address(author.email, author.name) if author.email else None


def of_person(person: "Person") -> Address | None:
    return Address(person.email, person.name, person) if person.is_active else None


def insiders(paper: Paper) -> list[Address]:
    """Whoever sees the paper as theirs: authors who claimed it, and contacts."""
    claimed = paper.authors.exclude(person=None).select_related("person")
    found = [of_author(one) for one in claimed]
    return audiences.once(_there([*found, *(of_person(one) for one in paper.contacts.all())]))


def told(paper: Paper) -> list[Address]:
    """Insiders, and authors who were told that the paper names them."""
    entries = paper.authors.exclude(told_at=None).select_related("person")
    return audiences.once([*insiders(paper), *_there(of_author(one) for one in entries)])


def chairs(paper: Paper) -> list[Address]:
    """The chairs who handle the paper: those without a conflict."""
    running = Role.objects.running().filter(conference=paper.conference, person__is_active=True)
    conflicted = paper.conflicts.holding().values("person")
    free = running.exclude(person__in=conflicted).select_related("person")
    wrote = {one.person_id for one in paper.authors.all()}
    people = [role.person for role in free if role.person and role.person_id not in wrote]
    return audiences.once(_there(of_person(one) for one in people))


def _there(found: Iterable[Address | None]) -> list[Address]:
    return [one for one in found if one is not None]
