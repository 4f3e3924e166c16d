"""The list of authors of a paper."""

from collections.abc import Sequence
from copy import copy

from django.db import transaction

from dls.conferences.models.conference import Conference
from dls.people.models import Person
from dls.web.db import locked
from submissions.actions import noting, papers, telling, words
from submissions.bylines import Entry
from submissions.models.authors import Author, AuthorAffiliation
from submissions.models.categories import Category
from submissions.models.papers import Paper
from submissions.rules import authors as rules
from submissions.rules.papers import may_edit

PLAIN = ("given_name", "family_name", "email", "orcid", "is_corresponding", "is_presenter")


@transaction.atomic
def start_own(
    conference: Conference, title: str, *, by: Person, category: Category | None = None
) -> Paper:
    """A draft of one’s own: whoever starts it is its contact and its first author."""
    paper = papers.start(conference, title, by=by, contacts=[by], category=category)
    if by.has_name:
        author = Author(paper=paper, position=1, person=by)
        _write(author, own_entry(by))
        words.index(paper)
    return paper


def own_entry(person: Person) -> Entry:
    """An author as their profile says."""
    places = ((person.affiliation, person.country),) if person.affiliation else ()
    return Entry(
        "new-me", person.given_name, person.family_name, person.email.lower(), person.orcid,
        is_corresponding=True, affiliations=places,
    )  # fmt: skip


@transaction.atomic
def put(paper: Paper, entries: Sequence[Entry], *, by: Person) -> dict[str, Author]:
    """Let these be the authors, in this order; says which row each entry has become."""
    paper = locked(paper)
    may_edit(by, paper).require()
    there = {str(one.pk): one for one in paper.authors.select_related("person")}
    gone = [one for ref, one in there.items() if ref not in {entry.ref for entry in entries}]
    _allow(paper, entries, there, gone, by)
    before, were = _spoken(paper), [copy(one) for one in there.values()]
    kept = _replace(paper, entries, there, gone)
    _told(paper, before, by)
    telling.relisted(paper, were, by)
    papers.stays_whole(paper)
    return kept


def _allow(
    paper: Paper, entries: Sequence[Entry], there: dict[str, Author], gone: list[Author], by: Person
) -> None:
    rules.may_be_so_many(paper, len(entries)).require()
    rules.may_be_named_once(entries).require()
    rules.may_leave_out(by, paper, gone).require()
    for entry in entries:
        if entry.ref in there:
            rules.may_be_written_as(there[entry.ref], entry.email).require()


def _replace(
    paper: Paper, entries: Sequence[Entry], there: dict[str, Author], gone: list[Author]
) -> dict[str, Author]:
    """Write what differs. Addresses and the presenter are freed first: each is there once."""
    paper.authors.filter(pk__in=[one.pk for one in gone]).delete()
    _free(paper, entries, there)
    kept = {}
    for position, entry in enumerate(entries, 1):
        author = there.get(entry.ref) or Author(paper=paper)
        author.position = position
        _write(author, entry)
        kept[entry.ref] = author
    return kept


def _free(paper: Paper, entries: Sequence[Entry], there: dict[str, Author]) -> None:
    told = [one for one in entries if one.ref in there]
    moving = [there[one.ref].pk for one in told if there[one.ref].email != one.email]
    paper.authors.filter(pk__in=moving).update(email="")
    presents = next((one.ref for one in entries if one.is_presenter), "")
    others = paper.authors.filter(is_presenter=True).exclude(
        pk=presents if presents in there else 0
    )
    others.update(is_presenter=False)


def _write(author: Author, entry: Entry) -> None:
    for name in PLAIN:
        setattr(author, name, getattr(entry, name))
    author.save()
    there = tuple((one.institution, one.country) for one in author.affiliations.all())
    if there != entry.affiliations:
        author.affiliations.all().delete()
        AuthorAffiliation.objects.bulk_create(
            AuthorAffiliation(author=author, position=place, institution=name, country=country)
            for place, (name, country) in enumerate(entry.affiliations, 1)
        )


def _told(paper: Paper, before: list[str], by: Person) -> None:
    """The journal says who came and who went; an order alone is told, too."""
    after = _spoken(paper)
    if before == after:
        return
    papers.touched(paper)
    words.index(paper)
    told = {"authors": [", ".join(before), ", ".join(after)]}
    noting.note(paper, "changed the authors of", told, by=by)


def _spoken(paper: Paper) -> list[str]:
    rows = Author.objects.filter(paper=paper).prefetch_related("affiliations")
    return [_line(one) for one in rows]


def _line(author: Author) -> str:
    places = "; ".join(f"{one.institution} {one.country}" for one in author.affiliations.all())
    marks = "*" * author.is_corresponding + "°" * author.is_presenter
    return " ".join(
        part for part in (author.name + marks, author.email, author.orcid, places) if part
    )
