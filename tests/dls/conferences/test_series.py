"""The front page of the site, and the page of a series."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from dls.conferences import editions, figures, service
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.roles import Role
from dls.conferences.models.series import OutsideEdition, Series
from dls.web import clock
from tests.conftest import holds
from tests.dls.conferences.test_site import queries


@pytest.fixture
def page(client, series):
    return lambda **query: client.get(series.get_absolute_url(), query).text


def test_a_series_shows_its_editions_and_their_figures(conference, page, series):
    series.scope_text = "What *it* is."
    series.save()
    Conference.objects.update(
        recorded_submissions=23, recorded_accepted=11, attendance_note="more than 400"
    )
    OutsideEdition.objects.create(
        series=series, title="The first", ordinal=1, city="Dallas", event="SC18", attendance=1200,
        link="https://first.example/",
    )  # fmt: skip
    text = page()
    for said in ("<em>it</em>", "DEMO1", ">23<", ">11<", "48 %", "11 of 23 accepted", "more than 400",
                 "with SC18", "1,200", 'href="https://first.example/"'):  # fmt: skip
        assert said in text, said


def test_editions_without_a_day_stand_by_their_number(make_conference, series):
    Conference.objects.filter(pk=make_conference("third").pk).update(ordinal=3)
    first = {"series": series, "title": "first", "ordinal": 1, "starts_on": date(2018, 11, 16)}
    OutsideEdition.objects.create(**first)
    OutsideEdition.objects.create(series=series, title="second", ordinal=2)
    found = editions.of(list(series.conferences.all()), series.outside_editions.all())
    assert [one.ordinal for one in found] == [3, 2, 1]


def test_figures_come_from_the_record_and_else_from_the_app_that_counts(conference, monkeypatch):
    monkeypatch.setattr(figures, "_sources", [])
    figures.register(lambda ones: {one.pk: figures.Figures(30, 10) for one in ones})
    conference.recorded_accepted = 12
    assert figures.of([conference])[conference.pk] == figures.Figures(30, 12)


@pytest.mark.parametrize(
    ("submissions", "accepted", "rate"),
    [(23, 11, 48), (0, 0, None), (None, 3, None), (5, None, None)],
)
def test_a_rate_needs_both_numbers(submissions, accepted, rate):
    assert figures.Figures(submissions, accepted).rate == rate


@pytest.mark.parametrize(
    ("viewer", "status"), [("nobody", 404), ("stranger", 404), ("chair", 200), ("operator", 200)]
)
def test_a_series_that_has_only_drafts_is_for_those_who_make_them(
    viewer, status, conference, chair, client, request
):
    Conference.objects.update(state="preparing")
    if viewer != "nobody":
        client.force_login(request.getfixturevalue(viewer))
    assert client.get(conference.series.get_absolute_url()).status_code == status


def test_a_draft_beside_a_public_edition_stays_unseen(conference, make_conference, page, client):
    make_conference("hidden", state=Conference.State.PREPARING)
    assert "HIDDEN" not in page()
    assert "HIDDEN" not in client.get("/").text
    assert "1 edition<" in client.get("/").text


def test_a_fresh_installation_says_what_to_do(db, client, operator):
    assert "No conference is announced yet" in client.get("/").text
    client.force_login(operator)
    assert "Make a series" in client.get("/").text


def test_the_front_page_tells_what_comes_from_what_was(conference, make_conference, client):
    old = make_conference("old")
    Conference.objects.filter(pk=old.pk).update(starts_on=date(2020, 1, 1), ends_on=None)
    make_conference("done", state=Conference.State.ARCHIVED)
    Deadline.objects.create(conference=conference, kind="papers", at=clock.now() + timedelta(9))
    text = client.get("/").text
    coming, past = text.split('id="past"')
    assert "DEMO1" in coming
    assert "Papers due" in coming
    assert "OLD" in past
    assert "DONE" in past


def test_the_front_page_starts_with_what_is_mine(conference, chair, make_conference, client):
    asked = make_conference("asked")
    chair.emailaddress_set.create(email=chair.email, verified=True, primary=True)
    Role.objects.create(conference=asked, kind="member", name="Demo Chair", email=chair.email)
    holds(chair, conference, Role.Kind.MEMBER)
    client.force_login(chair)
    text = " ".join(client.get("/").text.split())
    assert "ASKED asks you to be PC member" in text
    assert "Chair, PC member." in text
    assert reverse("conferences:dashboard", args=["demo1"]) in text


def test_an_invitation_to_an_unproven_address_is_not_shown(conference, stranger, client):
    Role.objects.create(conference=conference, kind="member", name="Demo", email=stranger.email)
    client.force_login(stranger)
    assert "asks you to be" not in client.get("/").text


def test_the_front_page_is_not_rendered_again_for_nothing(conference, client):
    client.get("/")
    tag = client.get("/").headers["ETag"]
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 304
    Conference.objects.update(revision=99)
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("viewer", ["nobody", "chair"])
def test_lists_ask_as_much_for_300_conferences_as_for_one(
    viewer, conference, chair, client, series
):
    OutsideEdition.objects.create(series=series, title="Before")
    Deadline.objects.create(conference=conference, kind="papers", at=clock.now() + timedelta(9))
    past = Conference.objects.create(
        series=series, slug="past", name="P", title="P", state="public", starts_on=date(2020, 1, 1)
    )
    if viewer == "chair":
        client.force_login(chair)
    paths = ["/", series.get_absolute_url(), "/sitemap.xml"]
    client.get("/")
    few = [queries(client, path) for path in paths]
    for number in range(150):
        fields = {"series": series, "name": f"C{number}", "title": f"C{number}", "state": "public"}
        one = Conference.objects.create(slug=f"c{number}", starts_on=past.starts_on, **fields)
        new = Conference.objects.create(slug=f"d{number}", starts_on=date(2031, 1, 1), **fields)
        Deadline.objects.create(conference=new, kind="papers", at=clock.now() + timedelta(9))
        holds(chair, new, Role.Kind.CHAIR)
        assert one.pk
    Series.objects.create(slug="another", title="Another", short="A")
    assert [queries(client, path) for path in paths] == few
    assert max(few) <= 12


@pytest.mark.parametrize("path", ["/privacy/", "/accessibility/"])
def test_the_site_says_what_it_keeps_and_whom_it_serves(path, client, db):
    assert client.get(path).status_code == 200


def test_a_series_shows_who_came_back(conference, make_conference, series, page):
    old = make_conference("old")
    Conference.objects.filter(pk=old.pk).update(starts_on=date(2019, 1, 1), name="Old one")
    for edition, name in ((old, "Ana Ångström"), (conference, "Ana Angstrom"), (old, "Bo Once")):
        Role.objects.create(conference=edition, name=name, state="accepted", kind="member")
    Role.objects.create(conference=conference, name="Bo Once", state="invited", kind="member")
    held = list(series.conferences.all())
    found = service.of(held, Role.objects.printed())
    assert (found.editions, found.people) == (("Old one", "DEMO1"), 2)
    assert [(one.name, one.marks) for one in found.again] == [("Ana Angstrom", (True, True))]
    assert "2 people, 1 of them more than once" in page()


def test_who_served_in_a_draft_is_not_told(conference, make_conference, page):
    draft = make_conference("draft", state=Conference.State.PREPARING)
    for edition in (conference, draft):
        Role.objects.create(conference=edition, name="Demo Twice", state="accepted", kind="member")
    assert "Demo Twice" not in page()
