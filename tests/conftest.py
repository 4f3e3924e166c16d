"""The cast: one series, one conference, and one person per part to play."""

from datetime import date

import pytest

from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.conferences.models.series import Series
from dls.people.models import Person


def person(name: str, **fields) -> Person:
    return Person.objects.create_user(
        f"{name}@demo.example", given_name="Demo", family_name=name.title(), **fields
    )


def holds(who: Person, conference: Conference, kind: str) -> Role:
    return Role.objects.create(
        conference=conference,
        person=who,
        kind=kind,
        email=who.email,
        name=who.name,
        family_name=who.family_name,
        state=Role.State.ACCEPTED,
    )


@pytest.fixture
def make_person(db):
    return person


@pytest.fixture
def stranger(db):
    return person("stranger")


@pytest.fixture
def author(db):
    return person("author")


@pytest.fixture
def operator(db):
    return person("operator", is_operator=True)


@pytest.fixture
def series(db):
    return Series.objects.create(slug="demo-series", title="Demo Workshops", short="Demo")


@pytest.fixture
def make_conference(series):
    def make(slug="demo1", state=Conference.State.PUBLIC, **fields):
        return Conference.objects.create(
            series=series,
            slug=slug,
            name=slug.upper(),
            title=f"The {slug} workshop",
            state=state,
            starts_on=date(2030, 11, 17),
            ends_on=date(2030, 11, 18),
            contact="chairs@demo.example",
            **fields,
        )

    return make


@pytest.fixture
def conference(make_conference):
    return make_conference()


@pytest.fixture
def chair(conference):
    who = person("chair")
    holds(who, conference, Role.Kind.CHAIR)
    return who


@pytest.fixture
def member(conference):
    who = person("member")
    holds(who, conference, Role.Kind.MEMBER)
    return who


@pytest.fixture
def other_chair(make_conference):
    """A chair of another conference: nobody here."""
    who = person("elsewhere")
    holds(who, make_conference("elsewhere"), Role.Kind.CHAIR)
    return who
