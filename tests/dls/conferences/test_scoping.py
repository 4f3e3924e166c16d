"""Dates for a part of a conference: named where everybody reads them, or listed nowhere."""

from datetime import timedelta

import pytest
from django.urls import reverse

from dls.conferences import moments_of, scoping
from dls.conferences.models.deadlines import Deadline
from dls.web import clock

PAGES = ["conferences:dashboard", "conferences:dates-edit", "conferences:proposal"]
OPEN_PAGES = ["conferences:dates", "conferences:calendar", "api-deadlines"]


@pytest.fixture
def dated(conference, monkeypatch):
    """Papers due for all, for posters, and for a single thing of some app."""
    monkeypatch.setattr(scoping, "_words", {})
    scoping.register("kind", lambda conference: {"kind:3": "Poster"})

    def at(scope, **fields):
        return Deadline.objects.create(
            conference=conference, kind="papers", scope=scope,
            at=clock.now() + timedelta(days=9), **fields,
        )  # fmt: skip

    at("")
    at("kind:3")
    at("thing:5", note="Nobody else reads this.", is_public=False)
    return conference


def test_a_date_for_a_part_is_called_by_its_words(dated):
    assert [one.label for one in dated.deadlines.order_by("pk")] == [
        "Papers due", "Papers due (Poster)", "Papers due",
    ]  # fmt: skip


def test_a_date_without_words_is_listed_for_nobody(dated, chair, member):
    for who in (chair, member):
        seen = Deadline.objects.visible_to(who).values_list("scope", flat=True)
        assert sorted(seen) == ["", "kind:3"]
    assert [one.scope for one in dated.dated()] == ["", "kind:3"]
    assert sum(one.kind == "papers" for one in moments_of.find(dated)) == 2
    assert dated.due("papers", "thing:5").note


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_chairs_do_not_list_it(name, dated, chair, client):
    client.force_login(chair)
    assert "Nobody else reads this." not in client.get(reverse(name, args=[dated.slug])).text


def test_its_page_among_the_dates_does_not_exist(dated, chair, client):
    client.force_login(chair)
    number = dated.deadlines.get(scope="thing:5").number
    assert client.get(reverse("conferences:date", args=[dated.slug, number])).status_code == 404


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_the_public_reads_the_part_by_name(name, dated, client):
    page = client.get(reverse(name, args=[dated.slug])).text
    assert "Poster" in page
    assert "Nobody else reads this." not in page


def test_many_parts_cost_no_more_queries(dated, client, django_assert_max_num_queries):
    address = reverse("conferences:dates", args=[dated.slug])
    client.get(address)
    for number in range(3):
        Deadline.objects.create(
            conference=dated, kind="camera-ready", scope=f"kind:{number}", at=clock.now()
        )
    with django_assert_max_num_queries(12):
        client.get(address)


def test_a_whole_day_ends_with_its_last_moment(dated):
    due = dated.due("papers")
    due.at = due.at.replace(hour=11, minute=59, second=59, microsecond=0)
    assert due.closes_at.microsecond == 999_999
    due.whole_day = False
    assert due.closes_at == due.at
