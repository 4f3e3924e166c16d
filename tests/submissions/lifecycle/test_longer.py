"""One paper open for longer: its authors know, and nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from dls.conferences import moments_of, own_calendar
from dls.conferences.days import When
from dls.conferences.models.deadlines import Deadline
from dls.journal.models import Entry
from dls.mail.models import Letter
from dls.web import clock
from dls.web.verdicts import Refused
from submissions.actions import belonging, extending, papers
from submissions.models.papers import Paper
from tests.conftest import due, holds

REASON = "Their machine was down."


@pytest.fixture
def late(make_paper):
    paper = make_paper(Paper.Status.DRAFT)
    due(paper.conference, -timedelta(hours=1))
    paper.refresh_from_db()
    return paper


def until(days=2):
    return When(clock.now() + timedelta(days=days), whole_day=False)


def test_its_authors_submit_after_all_others_are_closed(late, author, chair):
    with pytest.raises(Refused, match="Papers were due"):
        papers.submit(late, by=author)
    extending.open_longer(late, until(), REASON, by=chair)
    papers.submit(Paper.objects.get(), by=author)
    assert Paper.objects.get().is_submitted
    letter = Letter.objects.get(kind="submissions/opened")
    assert (letter.to, REASON in letter.body) == (author.email, True)
    assert Entry.objects.get(verb="kept open").details["reason"] == REASON


def test_a_second_click_is_one_date_and_one_letter(late, chair):
    when = until()
    for _ in range(2):
        extending.open_longer(late, when, REASON, by=chair)
    assert Deadline.objects.filter(scope=late.key).count() == 1
    assert Letter.objects.count() == 1


def test_a_date_that_has_passed_or_is_no_later_is_refused(late, chair):
    with pytest.raises(Refused, match="has passed"):
        extending.open_longer(late, until(-1), REASON, by=chair)
    due(late.conference, timedelta(days=5))
    with pytest.raises(Refused, match="All papers can be changed until"):
        extending.open_longer(Paper.objects.get(), until(2), REASON, by=chair)
    assert not Deadline.objects.filter(scope=late.key).exists()


@pytest.mark.parametrize("who", ["author", "member", "stranger", "operator"])
def test_only_a_chair_opens_it(late, who, request):
    with pytest.raises(Refused, match="Only a chair without a conflict"):
        extending.open_longer(late, until(), REASON, by=request.getfixturevalue(who))
    assert not Deadline.objects.filter(scope=late.key).exists()


def test_taken_back_the_date_of_all_holds_again(late, author, chair):
    extending.open_longer(late, until(), REASON, by=chair)
    extending.close(late, by=chair)
    extending.close(late, by=chair)
    with pytest.raises(Refused, match="Papers were due"):
        papers.submit(Paper.objects.get(), by=author)
    assert Letter.objects.filter(kind="submissions/closed").count() == 1


def test_a_chair_with_a_conflict_learns_nothing(late, chair, conference, make_person, client):
    other = make_person("second")
    holds(other, conference, "chair")
    belonging.tie(late, other)
    extending.open_longer(late, until(), REASON, by=chair)
    client.force_login(other)
    slug = conference.slug
    for name in (
        "conferences:dashboard", "conferences:dates-edit", "conferences:dates",
        "conferences:calendar", "conferences:proposal", "journal:journal", "mail:letters",
        "mail:reminders", "api-deadlines",
    ):  # fmt: skip
        page = client.get(reverse(name, args=[slug]))
        assert REASON not in page.text
        assert late.title not in page.text
        assert f"Paper {late.number}" not in page.text
    assert [one.scope for one in own_calendar.dates(conference)] == [""]
    assert [one.key for one in moments_of.find(conference) if one.kind == "papers"] == [
        f"deadline:{conference.deadlines.get(scope='').pk}"
    ]
    assert not Deadline.objects.visible_to(other).filter(scope=late.key).exists()


def test_the_page_opens_it(late, chair, client):
    client.force_login(chair)
    page = reverse("submissions:longer", args=[late.conference.slug, late.number])
    day = (clock.now() + timedelta(days=4)).date()
    answer = client.post(page, {"day": day.isoformat(), "zone": "UTC", "reason": REASON})
    assert answer.status_code == 302
    assert late.conference.deadlines.get(scope=late.key).is_public is False
    assert "kept open Paper 1" in client.get(late.get_absolute_url()).text
    assert "Say why" in client.post(page, {"day": day.isoformat(), "zone": "UTC"}).text
