"""Two co-authors, or two clicks, at the same moment."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from dls.conferences.days import When
from dls.conferences.models.deadlines import Deadline
from dls.mail.models import Letter
from dls.web import clock
from submissions.actions import authors, claims, extending, papers
from submissions.models.conflicts import Conflict
from submissions.models.papers import Paper
from tests.conftest import wrote
from tests.dls.conferences.test_two_at_once import at_once
from tests.submissions.lifecycle.test_submitting import named

pytestmark = pytest.mark.django_db(transaction=True)


def fresh():
    return Paper.objects.get()


@pytest.fixture
def paper(transactional_db, make_paper, make_person):
    made = make_paper(Paper.Status.DRAFT)
    wrote(made, make_person("second"))
    named(made)
    return made


def test_two_authors_submit_at_once_and_everybody_hears_of_it_once(paper, author):
    second = paper.authors.get(position=2).person
    at_once(
        lambda: papers.submit(fresh(), by=author),
        lambda: papers.submit(fresh(), by=second),
        lambda: papers.submit(fresh(), by=author),
    )
    assert fresh().is_submitted
    assert sorted(Letter.objects.values_list("to", flat=True)) == [
        "author@demo.example", "named@demo.example", "second@demo.example",
    ]  # fmt: skip


def test_submitting_while_another_empties_it_leaves_no_incomplete_paper(paper, author):
    second = paper.authors.get(position=2).person
    at_once(
        lambda: papers.submit(fresh(), by=author),
        lambda: papers.change(fresh(), {"abstract": ""}, by=second),
    )
    assert fresh().is_draft or fresh().abstract


def test_withdrawing_twice_at_once_tells_once(paper, author):
    second = paper.authors.get(position=2).person
    at_once(
        lambda: papers.withdraw(fresh(), "One.", by=author),
        lambda: papers.withdraw(fresh(), "Two.", by=second),
    )
    assert fresh().is_withdrawn
    assert Letter.objects.count() == 2


def test_claiming_twice_at_once_is_one_claim(paper, make_person):
    who = make_person("named")
    EmailAddress.objects.create(user=who, email=who.email, verified=True)
    entry = paper.authors.get(position=3)
    at_once(*[lambda: claims.claim(entry, by=who)] * 3)
    assert Conflict.objects.filter(person=who).count() == 1


def test_claiming_while_the_list_changes_keeps_one_of_both(paper, author, make_person):
    who = make_person("named")
    EmailAddress.objects.create(user=who, email=who.email, verified=True)
    entry = paper.authors.get(position=3)
    at_once(
        lambda: claims.claim(entry, by=who),
        lambda: claims.deny(entry, "Not me.", by=who),
    )
    entry.refresh_from_db()
    assert not entry.is_denied or not Paper.objects.visible_to(who).exists()


def test_two_chairs_open_a_paper_at_once_for_one_date(paper, chair):
    when = When(clock.now() + timedelta(days=20), whole_day=False)
    at_once(*[lambda: extending.open_longer(fresh(), when, "So.", by=chair)] * 2)
    assert Deadline.objects.filter(scope=paper.key).count() == 1
    assert Letter.objects.filter(kind="submissions/opened").count() == 2  # two authors


def test_two_papers_started_at_once_have_two_numbers(open_call, author, make_person):
    second = make_person("second")
    at_once(
        lambda: authors.start_own(open_call, "One", by=author),
        lambda: authors.start_own(open_call, "Two", by=second),
    )
    assert sorted(Paper.objects.values_list("number", flat=True)) == [1, 2]
