"""Telling people that a date has moved, and how many that would be."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dls.conferences import days
from dls.conferences.actions import deadlines as actions
from dls.web import clock
from tests.dls.conferences.test_dates import own


def test_moving_a_date_shows_how_many_each_letter_would_reach(
    client, conference, chair, make_person
):
    papers = actions.add(conference, "papers", days.whole_days(date(2030, 9, 1)), {}, by=chair)
    client.force_login(chair)
    counts = []
    for number in range(12):
        someone = make_person(f"one{number}")
        for kind in ("member", "area-chair"):
            conference.roles.create(person=someone, kind=kind, state="accepted", name=someone.name)
        conference.series.subscribers.create(
            email=f"reader{number}@demo.example", confirmed_at=clock.now()
        )
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("conferences:date", args=["demo1", papers.number])).text
        counts.append(own(queries))
    for words in (
        "The whole committee (13)", "PC members who accepted (12)", "Declined (0)",
        "Mailing list of the series (12)",
    ):  # fmt: skip
        assert words in page
    assert max(counts) == counts[-1] <= 12
