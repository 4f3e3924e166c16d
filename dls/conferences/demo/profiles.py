"""What the people of the demo tell about themselves: words, papers and colleagues, all invented."""

from dls.conferences.demo import cast, facts
from dls.people import bibtex, lists
from dls.people.actions.connections import add_connections
from dls.people.actions.profile import change_profile
from dls.people.actions.publications import add_publications
from dls.people.actions.tokens import make_token
from dls.people.models import Connection, Person


def fill() -> None:
    """Every reviewer has expertise and papers, some have conflicts, one has a token."""
    known = [name for depth, name in _topics() if depth]
    for number in range(1, cast.REVIEWERS + 1):
        person = cast.person(f"Reviewer {number}")
        mine = [known[(number * step) % len(known)] for step in (1, 3)]
        words = ", ".join(dict.fromkeys(name.lower() for name in mine))
        change_profile(person, by=person, values={"expertise": words})
        add_publications(person, _works(person, number, mine), by=person)
        if number % 4 == 1:
            _connect(person, number)
    reader = cast.person("Reviewer 1")
    make_token(reader, by=reader, name="Calendar on my phone", scopes=["read"], days=365)


def _topics() -> list[tuple[int, str]]:
    return facts.topics_of(facts.known("workshops")["common"]["topics"])


def _works(person: Person, number: int, topics: list[str]) -> list[bibtex.Work]:
    return [
        bibtex.Work(
            line=1,
            title=f"Demo paper {number}.{place}: {topic.lower()}",
            year=2021 + (number + place) % 5,
            venue="Demo Workshops",
            authors=f"{person.name} and Demo Colleague {number}",
            abstract=f"An invented paper about {topic.lower()}.",
        )
        for place, topic in enumerate(dict.fromkeys(topics), 1)
    ]


def _connect(person: Person, number: int) -> None:
    """Somebody they wrote with, and where they were before."""
    known = number % cast.AUTHORS + 1
    author = lists.Listed(1, f"Demo Author {known}", cast.workplace(known))
    place = lists.Listed(1, cast.affiliation(number + 3), "")
    add_connections(person, Connection.Kind.COLLABORATOR, [author], by=person)
    add_connections(person, Connection.Kind.INSTITUTION, [place], by=person)
