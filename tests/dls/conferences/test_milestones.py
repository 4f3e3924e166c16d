"""Whose milestones are, and when they are nobody's but the chairs'."""

from datetime import date

import pytest
from django.urls import reverse

from dls.conferences import days, moments_of
from dls.conferences.actions import deadlines as actions
from dls.conferences.models.deadlines import Deadline
from dls.web import clock

SEP_1 = days.whole_days(date(2030, 9, 1))


def at(name, *args):
    return reverse(f"conferences:{name}", args=["demo1", *args])


@pytest.fixture
def milestone(conference, chair, member):
    values = {"title": "Keynote invited", "is_public": False, "responsible": member}
    return actions.add(conference, Deadline.Kind.MILESTONE, SEP_1, values, by=chair)


@pytest.mark.parametrize("why", ["role ended", "clone's guess"])
def test_a_milestone_is_nobodys_without_a_role_or_before_chairs_confirm_it(
    client, milestone, member, why
):
    if why == "role ended":
        member.roles.update(state="ended")
    else:
        Deadline.objects.update(is_proposal=True)
    client.force_login(member)
    with clock.at(SEP_1.at):
        assert "Keynote invited" not in client.get(at("dashboard")).text
        assert not any(found.people for found in moments_of.find(milestone.conference))
    assert client.post(at("tick", 1)).status_code == 404
    milestone.refresh_from_db()
    assert milestone.done_at is None
