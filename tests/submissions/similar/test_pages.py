"""The chairs' pages of duplicates, and the authors' comment on arXiv."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from submissions.actions import conflicts
from submissions.actions.conflicts import Ruling
from submissions.models.likeness import Likeness
from submissions.models.papers import Paper
from submissions.tasks import find_likenesses


def url(name, conference, *args):
    return reverse(f"submissions:{name}", args=[conference.slug, *args])


@pytest.fixture
def found(two):
    find_likenesses()
    return Likeness.objects.get()


def test_the_list_shows_both_papers_and_how_much(client, found, conference, chair):
    client.force_login(chair)
    text = client.get(url("duplicates", conference)).text
    assert "The first" in text
    assert "The second" in text
    assert f"{found.percent} %" in text


def test_the_list_is_a_fragment_for_htmx(client, found, conference, chair):
    client.force_login(chair)
    shown = client.get(url("duplicates", conference), headers={"HX-Request": "true"}).text
    assert "<html" not in shown
    assert "The first" in shown


def test_the_pair_shows_the_passages_side_by_side(client, found, conference, chair):
    client.force_login(chair)
    text = client.get(url("duplicate", conference, found.ref)).text
    assert found.passages[0]["one"][:60] in text
    assert found.passages[0]["other"][:60] in text
    assert "Paper 1, page 1" in text


def test_a_chair_dismisses_with_a_reason_and_puts_back(client, found, conference, chair):
    client.force_login(chair)
    page = url("duplicate", conference, found.ref)
    assert "This field is required" in client.post(page, {"reason": ""}).text
    assert not Likeness.objects.get().is_dismissed
    assert client.post(page, {"reason": "the long version"}).status_code == 302
    listed = client.get(url("duplicates-dismissed", conference)).text
    assert "the long version" in listed
    assert "The first" not in client.get(url("duplicates", conference)).text
    client.post(url("duplicate-restore", conference, found.ref))
    assert not Likeness.objects.get().is_dismissed


def test_for_a_chair_with_a_conflict_there_is_no_pair(
    client, found, two, conference, chair, second_chair
):
    conflicts.rule(two[1], second_chair, Ruling(holds=True), by=chair)
    client.force_login(second_chair)
    assert "The first" not in client.get(url("duplicates", conference)).text
    assert client.get(url("duplicate", conference, found.ref)).status_code == 404
    assert client.post(url("duplicate-restore", conference, found.ref)).status_code == 404


def test_withdrawn_papers_leave_the_list(client, found, two, conference, chair):
    Paper.objects.filter(pk=two[0].pk).update(status="draft")
    client.force_login(chair)
    assert "The first" not in client.get(url("duplicates", conference)).text


def test_the_dashboard_says_how_many_wait(client, found, conference, chair):
    client.force_login(chair)
    text = client.get(reverse("conferences:dashboard", args=[conference.slug])).text
    assert "Look at 1 pair of papers" in text


def test_the_list_asks_as_much_for_three_as_for_one(
    client, found, make_paper, conference, chair, says, original
):
    client.force_login(chair)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(url("duplicates", conference))
        return len(queries)

    asked()
    first = asked()
    says(make_paper(number=3), *original)
    find_likenesses()
    assert Likeness.objects.count() == 3
    assert asked() == first


def test_a_preprint_under_review_elsewhere_is_told_to_chairs(client, make_paper, conference, chair):
    make_paper(arxiv="1909.07817", arxiv_comment="9 pages. Under review at another venue")
    make_paper(number=2, title="Honest", arxiv_comment="9 pages, 4 figures")
    make_paper(number=3, title="Here", arxiv_comment=f"Submitted to {conference.name}")
    client.force_login(chair)
    text = client.get(url("preprints", conference)).text
    assert "Under review at another venue" in text
    assert "Honest" not in text
    assert "Here" not in text


def test_authors_read_beside_the_declaration_what_their_preprint_says(
    client, make_paper, author, open_call
):
    open_call.paper_setup.declarations = "must"
    open_call.paper_setup.save()
    paper = make_paper("draft", arxiv_comment="Submitted to a journal")
    client.force_login(author)
    page = reverse("submissions:fields", args=[open_call.slug, paper.number])
    assert "says “Submitted to a journal”" in client.get(page).text
    Paper.objects.update(arxiv_comment="12 pages")
    assert "Submitted to a journal" not in client.get(page).text


@pytest.mark.parametrize("name", ["duplicates", "duplicates-dismissed", "preprints"])
def test_nobody_but_chairs_has_these_pages(name, client, conference, member, author, stranger):
    for who in (member, author, stranger):
        client.force_login(who)
        assert client.get(url(name, conference)).status_code == 404
