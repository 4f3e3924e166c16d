"""Who plays in the demo. Nobody real: names say so, and every address ends in .example."""

from datetime import UTC, datetime
from functools import partial

from dls.people.actions.demo import make_demo_person
from dls.people.models import Person
from dls.web.chapters import Chapter, Scene

AUTHORS, REVIEWERS, CHAIRS = 30, 40, 3
BEGINNING = datetime(2019, 1, 1, 12, tzinfo=UTC)  # before anything else happens
SHARED = 10  # every tenth author works where reviewers do, too
TOWNS = ("Amber", "Basalt", "Clay", "Dune", "Ember", "Flint", "Granite", "Harbour", "Iron", "Jade",
    "Kelp")  # fmt: skip
COUNTRIES = ("NL", "US", "JP", "DE", "ES", "CH", "IN", "BR", "KE", "CA")


def address(part: str) -> str:
    """demo.reviewer.4@demo.example of Reviewer 4."""
    return f"demo.{part.lower().replace(' ', '.')}@demo.example"


def person(part: str) -> Person:
    """Whoever plays this part, such as Chair 1."""
    found: Person = Person.objects.get(email=address(part))
    return found


operator = partial(person, "Operator")


def affiliation(number: int) -> str:
    return f"Demo Institute {number % 8 + 1}"


def workplace(number: int) -> str:
    """Where Author 7 works: mostly where nobody of a committee does."""
    if number % SHARED == 0:
        return affiliation(number)
    return f"Demo University of {TOWNS[number % len(TOWNS)]}"


def homeland(number: int) -> str:
    """The country of where Author 7 works: the same for all who work there."""
    town = number if number % SHARED == 0 else number % len(TOWNS)
    return COUNTRIES[town % len(COUNTRIES)]


def is_gathered() -> bool:
    return bool(Person.objects.filter(email=address("Operator")).exists())


def gather() -> None:
    """Make the accounts of all who play."""
    make_demo_person(address("Operator"), "Demo", "Operator", is_operator=True)
    for part, many in (("Author", AUTHORS), ("Reviewer", REVIEWERS), ("Chair", CHAIRS)):
        for number in range(1, many + 1):
            works, country = _place(part, number)
            make_demo_person(
                address(f"{part} {number}"), "Demo", f"{part} {number}",
                affiliation=works, country=country,
            )  # fmt: skip


def _place(part: str, number: int) -> tuple[str, str]:
    if part == "Author":
        return workplace(number), homeland(number)
    return affiliation(number), COUNTRIES[number % len(COUNTRIES)]


CHAPTER = Chapter("people", 0, is_gathered, lambda _: [Scene(BEGINNING, gather)])
