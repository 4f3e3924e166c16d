"""A paper begins with a title."""

from datetime import timedelta

import pytest
from django.urls import reverse

from dls.web import todo
from submissions.models.categories import Category
from submissions.models.papers import Paper
from tests.conftest import due


@pytest.fixture
def page(open_call, category):
    return reverse("submissions:start", args=[open_call.slug])


def test_a_title_makes_a_draft_with_oneself_as_first_author(client, page, stranger):
    stranger.affiliation, stranger.country = "Demo University", "DE"
    stranger.save()
    client.force_login(stranger)
    answer = client.post(page, {"title": "Demo title"})
    paper = Paper.objects.get()
    assert answer["Location"].endswith(f"/papers/{paper.number}/fields/")
    one = paper.authors.get()
    assert (one.person, one.name, one.is_corresponding) == (stranger, "Demo Stranger", True)
    assert (one.affiliations.get().institution, paper.is_draft) == ("Demo University", True)
    assert list(paper.contacts.all()) == [stranger]
    assert client.get(answer["Location"]).status_code == 200


def test_whoever_has_no_name_is_contact_alone(client, page, stranger):
    stranger.given_name = stranger.family_name = ""
    stranger.save()
    client.force_login(stranger)
    client.post(page, {"title": "Demo title"})
    paper = Paper.objects.get()
    assert (paper.authors.count(), list(paper.contacts.all())) == (0, [stranger])


def test_without_a_title_nothing_begins(client, page, stranger):
    client.force_login(stranger)
    assert "Give the paper a title." in client.post(page, {"title": " "}).content.decode()
    assert not Paper.objects.exists()


def test_the_kind_is_asked_where_there_are_several(client, page, stranger, open_call):
    poster = Category.objects.create(conference=open_call, name="Poster")
    Category.objects.create(conference=open_call, name="Old", is_open=False)
    client.force_login(stranger)
    text = client.post(page, {"title": "Demo title"}).content.decode()
    assert "Say which kind of paper it is." in text
    assert "Old" not in text
    client.post(page, {"title": "Demo title", "category": poster.pk})
    assert Paper.objects.get().category == poster


def test_a_chair_starts_one_for_others_without_being_its_contact(client, page, chair):
    client.force_login(chair)
    client.post(page, {"title": "Demo title", "whose": "others"})
    paper = Paper.objects.get()
    assert (paper.contacts.count(), paper.authors.count(), paper.made_by) == (0, 0, chair)
    assert client.get(reverse("submissions:fields", args=["demo1", 1])).status_code == 200


def test_after_the_call_nobody_starts_and_the_title_stays_on_the_page(
    client, page, stranger, open_call
):
    due(open_call, -timedelta(days=1))
    client.force_login(stranger)
    text = client.post(page, {"title": "Demo title"}).content.decode()
    assert "New papers were taken until" in text
    assert "Demo title" in text
    assert not Paper.objects.exists()


def test_the_public_page_leads_there_while_the_call_is_open(client, page, open_call):
    home = reverse("conferences:home", args=[open_call.slug])
    assert page in client.get(home).content.decode()
    due(open_call, -timedelta(days=1))
    open_call.revision += 1
    open_call.save()
    assert page not in client.get(home).content.decode()


def test_the_dashboard_leads_whoever_has_no_paper_there(stranger, make_paper, author, open_call):
    make_paper("draft")

    def titles(who):
        return [one.title for one in todo.tasks(who, open_call)]

    assert "Submit a paper to DEMO1" in titles(stranger)
    assert "Submit a paper to DEMO1" not in titles(author)
