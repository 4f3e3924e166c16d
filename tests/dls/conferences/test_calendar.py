"""The calendar file: read back by a library that did not write it for us."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from dls.conferences import own_calendar
from dls.conferences.models.deadlines import Deadline, Extension

DUE = datetime(2030, 9, 17, 11, 59, 59, tzinfo=UTC)  # 16 Sep 2030, 23:59:59 AoE


@pytest.fixture
def due(conference):
    return Deadline.objects.create(conference=conference, kind="papers", at=DUE)


@pytest.fixture
def events(client, conference):
    def read():
        answer = client.get(reverse("conferences:calendar", args=[conference.slug]))
        assert answer.headers["Content-Type"].startswith("text/calendar")
        found = Calendar.from_ical(answer.content).walk("VEVENT")
        return {str(event["SUMMARY"]): event for event in found}

    return read


def test_a_whole_day_is_that_day_in_its_own_zone(due, events):
    event = events()["DEMO1: Papers due"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2030, 9, 16), date(2030, 9, 17))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert "2030-09-16, 23:59 AoE = 2030-09-17, 11:59 UTC" in event["DESCRIPTION"]


def test_a_moment_is_the_same_moment_everywhere(conference, events):
    Deadline.objects.create(conference=conference, kind="papers", at=DUE, whole_day=False)
    assert events()["DEMO1: Papers due"]["DTSTART"].dt == DUE


def test_a_range_of_days_ends_after_its_last(conference, events):
    Deadline.objects.create(
        conference=conference, kind="milestone", title="Meeting", at=DUE, until=DUE + timedelta(2)
    )
    event = events()["DEMO1: Meeting"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2030, 9, 16), date(2030, 9, 19))


def test_an_extension_keeps_the_event_and_counts_up(due, events):
    before = events()["DEMO1: Papers due"]
    moved = DUE + timedelta(days=7)
    at = datetime(2030, 9, 1, tzinfo=UTC)
    Extension.objects.create(deadline=due, was=DUE, became=moved, at=at)
    Deadline.objects.update(at=moved)
    after = events()["DEMO1: Papers due"]
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert (after["DTSTART"].dt, after["DTSTAMP"].dt) == (date(2030, 9, 23), at)


def test_an_imported_extension_may_not_know_when_it_was(due, events, conference):
    Extension.objects.create(deadline=due, was=DUE - timedelta(7), became=DUE)
    event = events()["DEMO1: Papers due"]
    assert event["SEQUENCE"] == 1
    assert abs(event["DTSTAMP"].dt - conference.made_at) < timedelta(seconds=1)


def test_the_days_of_the_conference_are_an_event_at_its_place(conference, events):
    conference.city, conference.venue = "Denver", "Room 502; 503"
    conference.save()
    event = events()["DEMO1: The demo1 workshop"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2030, 11, 17), date(2030, 11, 19))
    assert event["LOCATION"] == "Room 502; 503, Denver"


def test_private_dates_and_guesses_never_leave(conference, chair, client, events):
    make = Deadline.objects.create
    make(conference=conference, kind="milestone", title="Ask keynotes", at=DUE, is_public=False)
    make(conference=conference, kind="papers", at=DUE, is_proposal=True)
    assert list(events()) == ["DEMO1: The demo1 workshop"]
    client.force_login(chair)
    assert list(events()) == ["DEMO1: The demo1 workshop"]


@pytest.mark.parametrize("title", ["A,b;c\\d", "Line\r\nBEGIN:VEVENT", "Ü" * 100])
def test_titles_are_escaped(title, conference, events):
    Deadline.objects.create(conference=conference, kind="milestone", title=title, at=DUE)
    assert len(events()) == 2


def test_every_event_has_its_own_name(conference, events):
    for number in range(5):
        Deadline.objects.create(
            conference=conference, kind="milestone", title=f"Step {number}", at=DUE
        )
    assert len({event["UID"] for event in events().values()}) == 6


@pytest.fixture
def own(conference, chair):
    Deadline.objects.create(
        conference=conference, kind="milestone", title="Ask keynotes", at=DUE, is_public=False
    )
    return own_calendar.address(conference, chair).split(":8000")[-1]


def test_a_chair_has_an_address_of_all_dates(own, client):
    events = Calendar.from_ical(client.get(own).content).walk("VEVENT")
    private = {str(event["SUMMARY"]): event.get("CLASS") for event in events}
    assert private["DEMO1: Ask keynotes"] == "PRIVATE"
    assert private["DEMO1: The demo1 workshop"] is None


def test_the_address_is_shown_to_chairs_alone(own, conference, chair, member, client):
    path = reverse("conferences:dates", args=[conference.slug])
    client.force_login(chair)
    assert own.split("/")[-1].split(":")[0] in client.get(path).text
    client.force_login(member)
    assert "For you as a chair" not in client.get(path).text


def test_the_address_stays_the_same_when_it_is_shown_again_or_the_site_changes_its_key(
    own, conference, chair, client, settings
):
    assert own_calendar.address(conference, chair).endswith(own)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of the site, long enough"
    assert client.get(own).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get(own).status_code == 404


def test_the_address_of_one_chair_ends_alone(own, conference, chair, member, client):
    member.roles.update(kind="chair")
    other = own_calendar.address(conference, member).split(":8000")[-1]
    chair.roles.update(state="ended")
    assert [client.get(one).status_code for one in (own, other)] == [404, 200]


def test_the_address_ends_with_the_role(own, chair, client):
    chair.roles.update(state="ended")
    assert client.get(own).status_code == 404


def test_the_address_ends_with_the_password(own, chair, client):
    chair.set_password("another long password")
    chair.save()
    assert client.get(own).status_code == 404


def test_the_address_ends_with_the_account(own, chair, client):
    type(chair).objects.update(is_active=False)
    assert client.get(own).status_code == 404


def test_the_address_serves_for_one_conference(own, make_conference, client):
    make_conference("other")
    assert client.get(own.replace("/demo1/", "/other/")).status_code == 404
    assert client.get("/demo1/dates/spoilt.ics").status_code == 404
