"""Preparing, public, archived and back; and what a conference may be called."""

import pytest
from django.urls import get_resolver, reverse

from dls.conferences.actions import conference as actions
from dls.conferences.models.conference import Conference
from dls.conferences.rules.addresses import RESERVED, may_be_called
from dls.conferences.rules.state import may_become
from dls.web.verdicts import Refused

State = Conference.State


def at(name, *args):
    return reverse(f"conferences:{name}", args=["demo1", *args])


@pytest.fixture
def preparing(conference):
    Conference.objects.filter(pk=conference.pk).update(state=State.PREPARING, contact="")
    return Conference.objects.get(pk=conference.pk)


def test_a_call_that_lacks_something_cannot_open_and_says_what(preparing, chair):
    with pytest.raises(Refused) as refused:
        actions.move(preparing, State.PUBLIC, by=chair)
    for missing in ("the city", "the text of the call", "papers are due", "the contact address"):
        assert missing in str(refused.value)
    assert Conference.objects.get(pk=preparing.pk).state == State.PREPARING


def test_a_complete_call_opens(client, preparing, chair):
    values = {"city": "Denver", "call_text": "Come.", "contact": "chairs@demo.example"}
    actions.change(preparing, values, by=chair)
    preparing.deadlines.create(kind="papers", at="2030-09-16T12:00Z")
    client.force_login(chair)
    assert client.post(at("settings-move", "public")).status_code == 302
    preparing.refresh_from_db()
    assert preparing.state == State.PUBLIC
    assert preparing.published_at is not None
    client.logout()
    assert client.get(preparing.get_absolute_url()).status_code == 200


def test_a_proposed_date_must_be_looked_at_before_the_call_opens(preparing, chair):
    values = {"city": "Denver", "call_text": "Come.", "contact": "chairs@demo.example"}
    actions.change(preparing, values, by=chair)
    preparing.deadlines.create(kind="papers", at="2030-09-16T12:00Z", is_proposal=True)
    assert "1 proposed date" in may_become(chair, preparing, State.PUBLIC).reason


def test_a_conference_is_archived_when_it_is_over_and_can_come_back(conference, chair):
    assert "when it is over" in may_become(chair, conference, State.ARCHIVED).reason
    Conference.objects.update(starts_on="2020-01-01", ends_on=None)
    actions.move(conference, State.ARCHIVED, by=chair)
    actions.move(conference, State.PUBLIC, by=chair)
    conference.refresh_from_db()
    assert conference.state == State.PUBLIC


def test_a_conference_cannot_skip_a_state(preparing, chair):
    with pytest.raises(Refused, match="must be public before"):
        actions.move(preparing, State.ARCHIVED, by=chair)


def test_an_operator_can_close_a_conference_but_not_open_one(preparing, operator):
    assert not may_become(operator, preparing, State.PUBLIC)
    Conference.objects.update(state=State.PUBLIC, starts_on="2020-01-01", ends_on=None)
    actions.move(preparing, State.ARCHIVED, by=operator)


def test_every_first_part_of_an_address_of_the_site_is_reserved():
    def firsts(patterns):
        for one in patterns:
            route = str(one.pattern)
            first = route.split("/")[0]
            if not first and hasattr(one, "url_patterns"):
                yield from firsts(one.url_patterns)
            elif first and "<" not in first:
                yield first.lstrip("^").rstrip("$")

    assert set(firsts(get_resolver().url_patterns)) <= RESERVED


@pytest.mark.parametrize("slug", ["api", "operator", "DLS", "a b", "-a", "demo1", "ü", "a--b", ""])
def test_an_address_that_cannot_be_is_refused_with_a_sentence(conference, slug):
    assert may_be_called(slug).reason.endswith(".")


def test_a_no_that_stays_one_is_not_called_not_yet(client, conference, chair):
    Conference.objects.update(starts_on="2020-01-01", ends_on=None)
    client.force_login(chair)
    page = client.get(at("settings-state")).text
    assert "is over; its page stays" in page
    assert "Not yet" not in page
