"""Rows as what the engine of ties reads: the committee, papers, and a fingerprint of both."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Count, Max, Prefetch, Q, prefetch_related_objects

from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.people import lists
from dls.people.models import Connection, Person, Publication
from submissions import concerned
from submissions.models.authors import Author
from submissions.models.papers import Paper
from submissions.ties import values
from submissions.ties.values import Former, Member, Somebody, Work


class Committee:
    """Who is to be kept from papers, with all they have told of themselves."""

    def __init__(self, conference: Conference) -> None:
        self.conference = conference
        self.roles = {
            role.person: role for role in concerned.roles(conference) if role.person is not None
        }
        prefetch_related_objects(list(self.roles.values()), "affiliations")
        self.addresses = _addresses(self.roles)

    def members(self) -> Iterator[Member]:
        publications, connections = _told(Publication, self.roles), _told(Connection, self.roles)
        for person, role in self.roles.items():
            yield Member(
                str(person.pk),
                _somebody(person, role, self.addresses[person.pk]),
                tuple(_former(connections[person.pk])),
                tuple(_collaborators(connections[person.pk])),
                tuple(map(_work, publications[person.pk])),
            )

    def papers(self) -> list[values.Paper]:
        """What members have handed in to this series, as authors of whatever paper."""
        own = Author.objects.filter(
            Q(person__in=self.roles)
            | Q(email__in=[one for all_of_them in self.addresses.values() for one in all_of_them])
            | Q(family_name__in={one.family_name for one in self.roles if one.family_name}),
            denied_at=None,
            paper__conference__series=self.conference.series_id,
            paper__submitted_at__isnull=False,
        )
        rows = Paper.objects.filter(pk__in=own.order_by().values("paper"))
        return [self._paper(row) for row in with_authors(rows).order_by("pk")]

    def _paper(self, row: Paper) -> values.Paper:
        here = row.conference_id == self.conference.pk
        starts = row.conference.starts_on
        return paper(
            row, "this conference" if here else row.conference.name, starts.year if starts else None
        )

    def fingerprint(self, papers: Iterable[values.Paper]) -> str:
        """Another one as soon as anything differs that ties are found by."""
        digest = hashlib.sha256()
        for person, role in self.roles.items():
            digest.update(repr(_somebody(person, role, self.addresses[person.pk])).encode())
        for counted in (_counted(Publication, self.roles), _counted(Connection, self.roles)):
            digest.update(repr(counted).encode())
        for one in papers:
            digest.update(repr(one).encode())
        return digest.hexdigest()


def with_authors(papers: Any) -> Any:
    """Papers with their authors, but not those who say that they are none."""
    authors = Author.objects.filter(denied_at=None).select_related("person")
    return papers.select_related("conference").prefetch_related(
        Prefetch("authors", authors.prefetch_related("affiliations"), to_attr="named")
    )


def paper(row: Paper, where: str = "", year: int | None = None) -> values.Paper:
    """A paper whose authors were fetched by with_authors()."""
    named: list[Author] = row.named  # type: ignore[attr-defined]
    listed = lists.read(row.collaborators).found
    return values.Paper(
        str(row.pk),
        tuple(map(_author, named)),
        tuple(Somebody(one.name, affiliations=_filled(one.affiliation)) for one in listed),
        where,
        year,
    )


def _author(row: Author) -> Somebody:
    places = list(row.affiliations.all())
    claimed = row.person
    return Somebody(
        row.name,
        _filled(row.email, claimed.email if claimed else ""),
        tuple(place.institution for place in places),
        tuple(place.country for place in places),
        row.orcid or (claimed.orcid if claimed else ""),
    )


def _somebody(person: Person, role: Role, emails: list[str]) -> Somebody:
    places = {place.institution: place.country for place in role.affiliations.all()}
    if person.affiliation:
        places = {person.affiliation: person.country, **places}
    places.setdefault(role.affiliation, "")
    places.pop("", None)
    name = person.name if person.has_name else role.name
    return Somebody(name, tuple(emails), tuple(places), tuple(places.values()), person.orcid)


def _former(told: Iterable[Connection]) -> Iterator[Former]:
    for one in told:
        if one.kind == Connection.Kind.INSTITUTION:
            yield Former(one.name, one.until)


def _collaborators(told: Iterable[Connection]) -> Iterator[Somebody]:
    for one in told:
        if one.kind == Connection.Kind.COLLABORATOR:
            yield Somebody(one.name, affiliations=_filled(one.affiliation))


def _work(row: Publication) -> Work:
    names = tuple(name.strip() for name in row.authors.split(",") if name.strip())
    return Work(row.title, names, row.year)


def _filled(*words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _addresses(people: Iterable[Person]) -> dict[int, list[str]]:
    """The addresses each person has proven, and the one they sign in with."""
    found: dict[int, list[str]] = {one.pk: [one.email] for one in people}
    proven = EmailAddress.objects.filter(user__in=list(found), verified=True).order_by("pk")
    for pk, email in proven.values_list("user", "email"):
        if email.lower() not in found[pk]:
            found[pk].append(email.lower())
    return found


def _told(model: Any, people: Iterable[Person]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    rows = model.objects.filter(person__in=[one.pk for one in people]).defer(
        *(["abstract"] if model is Publication else [])
    )
    for row in rows.order_by("pk"):
        found[row.person_id].append(row)
    return found


def _counted(model: Any, people: Iterable[Person]) -> list[tuple[int, int, int]]:
    """How many each has told, and the last: rows are added and removed, never changed."""
    rows = model.objects.filter(person__in=[one.pk for one in people]).order_by("person")
    return list(rows.values_list("person").annotate(Count("pk"), Max("pk")))
