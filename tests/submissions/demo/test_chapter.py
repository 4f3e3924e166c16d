"""The papers of the demo: those of 2019 as the volume prints them, the others invented."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from dls.conferences.demo import cast, editions, workshops
from dls.conferences.models.conference import Conference
from dls.mail.models import Letter
from dls.web import clock
from submissions.demo import chapter, curve, deeds, facts
from submissions.demo.sketches import Fate, of_edition, of_workshop
from submissions.models.authors import Author
from submissions.models.manuscripts import Manuscript
from submissions.models.papers import Paper

pytestmark = pytest.mark.django_db
TODAY = date(2031, 3, 4)
DUE = datetime(2019, 9, 17, 12, tzinfo=UTC)  # the end of the 16th, anywhere on Earth


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """DLS 2019 with its papers, played once for all tests here, which only read."""
    from django.db import transaction
    from django.test import override_settings

    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        scenes = [*cast.CHAPTER.scenes(TODAY), *editions.CHAPTER.scenes(TODAY)]
        scenes += chapter._of_edition("dls2019")
        for scene in sorted(scenes, key=lambda one: one.at):
            with clock.at(scene.at):
                scene.play()
        yield
        transaction.set_rollback(True)


def test_2019_got_23_papers_and_all_before_they_were_due(told):
    papers = Paper.objects.filter(conference__slug="dls2019")
    assert papers.submitted().count() == papers.count() == 23
    assert sorted(papers.values_list("number", flat=True)) == list(range(1, 24))
    assert all(paper.submitted_at < DUE for paper in papers)
    assert sum(paper.submitted_at > DUE - timedelta(days=5) for paper in papers) > 8


def test_the_papers_of_the_volume_have_their_titles_authors_and_lengths(told):
    title = "Aggregating Local Storage for Scalable Deep Learning I/O"
    paper = Paper.objects.get(title=title)
    foster = paper.authors.get(family_name="Foster")
    assert [one.name for one in paper.authors.all()] == [
        "Zhao Zhang", "Lei Huang", "J. Gregory Pauloski", "Ian Foster",
    ]  # fmt: skip
    assert [str(place) for place in foster.affiliations.all()] == [
        "University of Chicago", "Argonne National Laboratory",
    ]  # fmt: skip
    lengths = [paper["pages"] for paper in facts.known("dls2019")["papers"]]
    assert lengths == [11, 8, 9, 7, 9, 7, 10, 7, 7, 8, 11]
    lengths = [paper["pages"] for paper in facts.known("dls2020")["papers"]]
    assert lengths == [9, 10, 11, 9, 8, 8, 7]


def test_every_submitted_paper_has_its_manuscript_and_its_reproducibility_told(told):
    for paper in Paper.objects.filter(conference__slug="dls2019"):
        assert paper.latest is not None
        assert all((paper.algorithms, paper.releases, paper.data_sets, paper.hardware))
    assert Manuscript.objects.filter(sha256="").count() == 0


def test_no_real_person_is_written_to(told):
    assert not [letter.to for letter in Letter.objects.all() if not letter.to.endswith(".example")]
    assert not [one.email for one in Author.objects.all() if not one.email.endswith("demo.example")]


def test_the_conference_is_archived_at_its_end_with_all_papers(told):
    assert Conference.objects.get(slug="dls2019").state == Conference.State.ARCHIVED


def test_who_is_no_author_in_the_seeds_is_called_demo_author():
    printed = {paper["title"] for paper in facts.known("dls2019")["papers"]}
    invented = [sketch for sketch in of_edition("dls2019") if sketch.title not in printed]
    assert len(invented) == 12
    assert all(re.match(r"Demo paper \d+ on ", sketch.title) for sketch in invented)
    assert all(entry.given_name == "Demo" for sketch in invented for entry in sketch.entries)


@pytest.mark.parametrize("slug", sorted(facts.workshops()))
def test_each_demo_workshop_has_different_papers_of_demo_authors(slug):
    sketches = of_workshop(slug)
    assert len({sketch.title for sketch in sketches}) == len(sketches)
    assert all(entry.given_name == "Demo" for sketch in sketches for entry in sketch.entries)
    submitted = [sketch for sketch in sketches if sketch.fate != Fate.DRAFT]
    most = facts.workshops()[slug]["category"]["pages_max"]
    assert all(0 < sketch.pages <= most for sketch in submitted)


def test_every_workshop_of_the_demo_has_papers():
    assert {one["slug"] for one in workshops.told()} == set(facts.workshops())


def test_nothing_happens_before_a_call_opens_or_after_papers_are_due():
    opened, due = datetime(2030, 1, 1, tzinfo=UTC), datetime(2030, 2, 1, tzinfo=UTC)
    lives = curve.times(30, opened, due, "seed")
    assert lives == curve.times(30, opened, due, "seed")
    for life in lives:
        assert opened <= life.begun <= life.submitted < due
        assert life.revised is None or life.submitted <= life.revised < due


def test_a_deed_of_the_demo_is_done_by_a_chair_where_nobody_looks_after_the_paper(told):
    sketch = next(one for one in of_edition("dls2019") if not one.contact)
    assert deeds.hand("dls2019", sketch) == cast.person("Chair 1")
