"""What somebody has published."""

from collections.abc import Iterable

from django.db import transaction

from dls.people import bibtex, rules
from dls.people.models import Person, Publication
from dls.web.db import locked
from dls.web.verdicts import Refused


def new_works(person: Person, works: Iterable[bibtex.Work]) -> list[bibtex.Work]:
    """Those a person does not have yet, each once."""
    had = person.publications.values_list("title", "year")
    seen = {bibtex.fingerprint(title, year) for title, year in had}
    fresh = []
    for work in works:
        if work.fingerprint not in seen:
            seen.add(work.fingerprint)
            fresh.append(work)
    return fresh


@transaction.atomic
def add_publications(person: Person, works: list[bibtex.Work], *, by: Person) -> int:
    """Keep the works that are new; say how many."""
    person = locked(person)
    rules.may_change(by, person).require()
    fresh = new_works(person, works)
    if person.publications.count() + len(fresh) > Publication.MOST:
        raise Refused(
            f"A person can list {Publication.MOST:,} publications. Choose fewer of these."
        )
    Publication.objects.bulk_create(
        [
            Publication(
                person=person,
                title=work.title,
                year=work.year,
                venue=work.venue,
                authors=work.authors,
                abstract=work.abstract,
            )
            for work in fresh
        ],
        batch_size=500,
    )
    return len(fresh)


@transaction.atomic
def remove_publication(publication: Publication, *, by: Person) -> None:
    """Take one publication off the list."""
    rules.may_change(by, publication.person).require()
    publication.delete()


@transaction.atomic
def remove_all_publications(person: Person, *, by: Person) -> int:
    """Empty the list; say how many there were."""
    rules.may_change(by, person).require()
    count, _ = person.publications.all().delete()
    return count
