"""The cast: one series, one conference, and one person per part to play."""

from datetime import date, timedelta

import pytest
import redis
from django.conf import settings as configured
from django.core.cache import cache
from django.core.management import call_command

from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.roles import Role
from dls.conferences.models.series import Series
from dls.people import pace
from dls.people.models import Person
from dls.web import clock
from submissions.actions import words
from submissions.models.authors import Author, AuthorAffiliation
from submissions.models.categories import Category
from submissions.models.papers import Paper
from submissions.models.setup import Setup
from tests import services


@pytest.fixture(scope="session", autouse=True)
def static_files():
    """The site's static files as they are served: with their hashes, from one folder."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def empty_cache():
    """Redis knows no rollback; a cache in the database forgets with the test's transaction."""
    if configured.REDIS_URL:
        with redis.Redis.from_url(configured.REDIS_URL) as server:
            for key in server.scan_iter(cache.make_key("*")):
                server.delete(key)


@pytest.fixture(autouse=True)
def unpaced(monkeypatch):
    """Answers that may not tell by their time take no longer here than they need."""
    monkeypatch.setattr(pace, "LEAST", 0.0)


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


@pytest.fixture
def open_call(conference):
    """Papers are due in ten days; the conference asks nothing that a test does not give."""
    Setup.objects.create(
        conference=conference,
        topics_least=0,
        reproducibility=Setup.Asked.NO,
        declarations=Setup.Asked.NO,
        countries=Setup.Asked.NO,
    )
    due(conference, timedelta(days=10))
    return conference


def due(conference: Conference, after: timedelta) -> Deadline:
    """Set when papers are due, counted from now."""
    found, _ = Deadline.objects.update_or_create(
        conference=conference,
        kind=Deadline.Kind.PAPERS,
        scope="",
        defaults={"at": clock.now() + after, "number": 1, "whole_day": False},
    )
    conference.__dict__.get("_prefetched_objects_cache", {}).clear()
    return found


@pytest.fixture
def category(open_call):
    return Category.objects.create(conference=open_call, name="Full paper", needs_manuscript=False)


@pytest.fixture
def make_paper(category, author):
    """A complete paper by the author, in any state."""

    def make(status=Paper.Status.SUBMITTED, *, by=author, **fields) -> Paper:
        withdrawn = status == Paper.Status.WITHDRAWN
        paper = Paper.objects.create(
            **{
                "conference": category.conference,
                "category": category,
                "status": status,
                "title": "Scaling demo networks",
                "abstract": "We scale a demo network.",
                "made_by": by,
                "submitted_at": None if status == Paper.Status.DRAFT else clock.now(),
                "withdrawn_at": clock.now() if withdrawn else None,
                **fields,
            }
        )
        wrote(paper, by, is_corresponding=True)
        return paper

    return make


def wrote(paper: Paper, who: Person, **fields) -> Author:
    """Put somebody on the list of authors, claimed."""
    entry = Author.objects.create(
        paper=paper,
        position=paper.authors.count() + 1,
        given_name=who.given_name,
        family_name=who.family_name,
        email=who.email,
        person=who,
        **fields,
    )
    AuthorAffiliation.objects.create(author=entry, institution="Demo University", country="DE")
    words.index(paper)
    return entry


@pytest.fixture
def postbox(settings):
    """A real mail server on this machine; `got` holds what reached it."""
    with services.mail_server() as (port, letters):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield letters


@pytest.fixture
def worker(transactional_db, postbox):
    """A real worker in a process of its own, on this test's database and broker."""
    with services.worker() as (process, _):
        yield process
