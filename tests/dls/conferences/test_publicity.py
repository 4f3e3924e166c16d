"""The call to post elsewhere, links to hand out, a letter to the committee."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from dls.conferences.models.audience import Subscriber
from dls.conferences.models.conference import Conference, Topic
from dls.conferences.models.deadlines import Deadline, Extension
from dls.conferences.models.roles import Role
from dls.mail.models import Letter, Mailing
from tests.conftest import holds
from tests.dls.conferences.test_site import queries

DUE = datetime(2030, 9, 17, 11, 59, 59, tzinfo=UTC)


@pytest.fixture
def path(conference):
    return reverse("conferences:publicity", args=[conference.slug])


@pytest.fixture
def page(client, chair, conference, path):
    client.force_login(chair)
    conference.call_text = "We ask for *papers*. " * 20
    conference.submit_text = "Six pages, see [the format](https://format.example/)."
    conference.save()
    Topic.objects.create(conference=conference, name="Training *at* scale")
    due = Deadline.objects.create(conference=conference, kind="papers", at=DUE)
    was = datetime(2030, 9, 2, 11, 59, 59, tzinfo=UTC)
    Extension.objects.create(deadline=due, was=was, became=DUE)
    return lambda **query: client.get(path, query)


def test_the_call_is_there_as_text_markdown_and_html(page, path):
    call = page().context["call"]
    for line in call.text.splitlines():
        assert len(line) <= 72 or "http" in line, line
    for said in ("Call for papers: DEMO1: The demo1 workshop", "- Training *at* scale",
                 "- Papers due: 16 Sep 2030 (was 1 Sep)", "All days end AoE.",
                 "the format <https://format.example/>", "chairs@demo.example", "Demo Chair"):  # fmt: skip
        assert said in call.text, said
    assert call.html.startswith("<h2>Call for papers: DEMO1")
    assert "<em>papers</em>" in call.html
    assert "<li>Training *at* scale</li>" in call.html


def test_a_link_with_a_name_is_in_every_form_of_the_call(page):
    answer = page(source="HPC-list")
    assert "/demo1/?from=hpc-list" in answer.context["call"].text
    assert "Link for hpc-list" in answer.text
    assert "?from=" not in page().context["call"].text


@pytest.mark.parametrize("name", ["<script>", "two words", "x" * 41, ""])
def test_a_name_that_makes_no_link_is_an_error(name, page):
    answer = page(source=name)
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in answer.text
    assert "<script>" not in answer.context["call"].markdown


def test_nothing_private_is_in_the_call(page, conference):
    make = Deadline.objects.create
    make(conference=conference, kind="milestone", title="Ask keynotes", at=DUE, is_public=False)
    make(conference=conference, kind="reviews", title="A guess", at=DUE, is_proposal=True)
    text = page().context["call"].markdown
    assert "Ask keynotes" not in text
    assert "A guess" not in text


def test_signups_are_counted_by_link(page, series):
    for number in range(3):
        email, on = f"a{number}@demo.example", timezone.now() if number else None
        Subscriber.objects.create(series=series, email=email, source="hpc-list", confirmed_at=on)
    Subscriber.objects.create(series=series, email="b@demo.example", confirmed_at=timezone.now())
    found = [(one.source, one.asked, one.on_list, one.share) for one in page().context["sources"]]
    assert found == [("hpc-list", 3, 2, 100), ("", 1, 1, 50)]
    assert "@demo.example" not in page().text.replace("chairs@demo.example", "")


@pytest.mark.parametrize("viewer", ["stranger", "member", "other_chair", "operator"])
def test_publicity_is_for_chairs(viewer, path, client, request):
    client.force_login(request.getfixturevalue(viewer))
    assert client.get(path).status_code == 404
    assert client.post(f"{path}letter/").status_code == 404
    assert not Mailing.objects.exists()


def test_the_letter_to_the_committee_is_a_draft_to_look_at(page, path, client, conference, chair):
    answer = client.post(f"{path}letter/")
    mailing = Mailing.objects.get()
    assert answer.headers["Location"].startswith("/demo1/letters/")
    assert mailing.audience == "roles/all"
    assert "{{ name }}" in mailing.body
    assert "?from=committee" in mailing.body
    assert mailing.state == Mailing.State.DRAFT
    assert not Letter.objects.exists()
    assert client.get(answer.headers["Location"], follow=True).status_code == 200


def test_nobody_is_asked_to_advertise_what_nobody_sees(page, path, client):
    Conference.objects.update(state="preparing")
    assert "the link in the letter would lead nowhere" in page().text
    assert client.post(f"{path}letter/").status_code == 409
    assert not Mailing.objects.exists()


def test_the_page_asks_as_much_for_many_rows_as_for_one(page, path, client, conference, series):
    holds(Role.objects.get().person, conference, Role.Kind.MEMBER)
    Subscriber.objects.create(series=series, email="x@demo.example", source="x")
    few = queries(client, path)
    for number in range(100):
        Topic.objects.create(conference=conference, name=f"Topic {number}")
        Subscriber.objects.create(
            series=series, email=f"{number}@demo.example", source=f"s{number}"
        )
        Role.objects.create(
            conference=conference,
            name=f"Demo {number}",
            email=f"{number}@demo.example",
            state="accepted",
        )
    assert (queries(client, path), few <= 12) == (few, True)
