"""A small conference of papers to search, with somebody of each kind to do it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dls.conferences.models.conference import Conference, Topic
from dls.web import clock
from submissions.actions import words
from submissions.models.authors import Author, AuthorAffiliation
from submissions.models.categories import Category
from submissions.models.conflicts import Conflict
from submissions.models.manuscripts import Manuscript, Supplement
from submissions.models.papers import Paper
from submissions.models.reports import Finding, FormatReport, Waiver
from submissions.models.tags import Tag, Tagging
from submissions.search import searching
from submissions.search.keywords import Viewpoint
from tests.conftest import due


@pytest.fixture
def look(conference):
    """What a person finds with a search, by the papers' numbers."""

    def look(who, text):
        seen = Viewpoint(who, Conference.objects.get(pk=conference.pk))
        found = searching.find(Paper.objects.visible_to(who), text, seen)
        return list(found.order_by("number").values_list("number", flat=True))

    return look


def names(paper, *authors):
    """Give a paper these authors: given and family name, institution, country."""
    paper.authors.exclude(person__isnull=False).delete()
    for at, (given, family, place, country) in enumerate(authors, start=2):
        one = Author.objects.create(
            paper=paper,
            position=at,
            given_name=given,
            family_name=family,
            email=f"{family.lower()}@x{at}.example",
        )
        AuthorAffiliation.objects.create(author=one, institution=place, country=country)
    words.index(paper)


def uploaded(paper, *findings, state=FormatReport.State.DONE, pages=8):
    at = paper.manuscripts.count() + 1
    file = Manuscript.objects.create(
        paper=paper, number=at, sha256="0" * 64, name="x.pdf", size=1, kind="application/pdf"
    )
    report = FormatReport.objects.create(manuscript=file, state=state, pages=pages)
    for rule, level in findings:
        Finding.objects.create(report=report, rule=rule, level=level, message="m")
    return file


@pytest.fixture
def world(open_call, category, make_paper, chair, member, author, make_person):
    """Six papers in a double-blind conference; papers are due since yesterday."""
    Conference.objects.filter(pk=open_call.pk).update(review_model="double-blind")
    due(open_call, -timedelta(days=1))
    short = Category.objects.create(
        conference=open_call, name="Short paper", blindness="single-blind", needs_manuscript=False
    )
    systems = Topic.objects.create(conference=open_call, name="Systems")
    files = Topic.objects.create(conference=open_call, name="Parallel file systems", parent=systems)
    nets = Topic.objects.create(conference=open_call, name="Neural networks")
    now = clock.now()
    one = make_paper(title="Deep learning on supercomputers", keywords="mixed precision, I/O",
        made_at=now - timedelta(days=9), updated_at=now - timedelta(days=3), arxiv="2401.12345",
        submitted_at=now - timedelta(days=8), code_link="https://code.example/x")  # fmt: skip
    two = make_paper(title="Learning deep trees", abstract="With ResNet-50 and C++ codes.", category=short,
        made_at=now - timedelta(days=20), updated_at=now - timedelta(hours=3),
        submitted_at=now - timedelta(days=2))  # fmt: skip
    three = make_paper(Paper.Status.DRAFT, title="Größe der Netzwerke", abstract="",
                       made_at=now - timedelta(days=30))  # fmt: skip
    four = make_paper(title="深層学習の応用", abstract="Supercomputing")
    five = make_paper(Paper.Status.WITHDRAWN, title="Graph partitioning")
    six = make_paper(title="The committee’s own deep paper", by=member)
    names(
        one,
        ("Ada", "Demoson", "Demo National Laboratory", "US"),
        ("山田", "太郎", "Demo Daigaku", "JP"),
    )
    names(two, ("Çelik", "Demirexample", "ETH Demo", "CH"))
    names(four, ("Ada", "Sample", "Sample University", "DE"))
    for paper, topic in ((one, files), (two, nets), (four, systems)):
        paper.topics.add(topic)
    shared = Tag.objects.create(
        conference=open_call, name="rank", readers="committee", has_value=True
    )
    secret = Tag.objects.create(conference=open_call, name="award", readers="chairs")
    Tag.objects.create(conference=open_call, name="mine", readers="one", owner=member)
    for paper, tag, value in (
        (one, shared, 2),
        (two, shared, 5),
        (six, shared, 9),
        (four, secret, None),
    ):
        Tagging.objects.create(
            paper=paper, tag=tag, by=chair, value=None if value is None else Decimal(value)
        )
    uploaded(one, ("margins", "block"))
    uploaded(one, ("fonts-embedded", "warn"), pages=6)
    uploaded(two, ("margins", "block"), pages=12)
    uploaded(four, state=FormatReport.State.WAITING, pages=None)
    uploaded(six, ("columns", "block"), pages=9)
    Waiver.objects.create(paper=six, rule="columns", reason="r", by=chair)
    Supplement.objects.create(paper=four, number=1, sha256="1" * 64, name="s", size=1, kind="zip")
    other = make_person("elsewhere-member")
    Conflict.objects.create(
        paper=one, person=other, kind="institution", source="found", state="suspected"
    )
    Conflict.objects.create(
        paper=two, person=other, kind="co-author", source="found", state="suggested"
    )
    return [one, two, three, four, five, six]
