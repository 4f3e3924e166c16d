"""A conference that was never public: it can move, and it can go."""

import pytest
from django.urls import reverse

from dls.conferences.actions import conference as conferences
from dls.conferences.actions import unseen as actions
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.journal.models import Entry
from dls.mail.models import Letter
from dls.web.verdicts import Refused
from tests.conftest import holds

State = Conference.State


def at(name, slug="demo1"):
    return reverse(f"conferences:{name}", args=[slug])


@pytest.fixture
def unseen(conference):
    Conference.objects.filter(pk=conference.pk).update(state=State.PREPARING)
    return Conference.objects.get(pk=conference.pk)


def test_its_address_changes_by_the_form(client, unseen, chair):
    client.force_login(chair)
    assert "Its address" in client.get(at("settings-state")).text
    answer = client.post(at("settings-address"), {"slug": "Demo-One"})
    assert answer.url == at("settings-state", "demo-one")
    assert client.get(at("settings-state")).status_code == 404
    assert Entry.objects.get(verb="changed the address of").details["changes"] == {
        "address": ["demo1", "demo-one"]
    }


@pytest.mark.parametrize("slug", ["series", "no spaces", "", "elsewhere", "x" * 51])
def test_an_address_that_cannot_be_is_told_and_changes_nothing(
    client, unseen, chair, other_chair, slug
):
    client.force_login(chair)
    assert client.post(at("settings-address"), {"slug": slug}).status_code == 200
    assert Conference.objects.filter(slug="demo1").exists()


def test_what_was_public_once_keeps_its_address_and_stays(unseen, chair):
    Conference.objects.update(published_at="2030-01-01T00:00Z")
    for deed in (lambda: actions.change_address(unseen, "other", by=chair),
                 lambda: actions.take_away(unseen, by=chair)):  # fmt: skip
        with pytest.raises(Refused, match="was public"):
            deed()


def test_opening_the_call_once_is_enough(client, unseen, chair):
    values = {"city": "Denver", "call_text": "Come.", "contact": "chairs@demo.example"}
    conferences.change(unseen, values, by=chair)
    unseen.deadlines.create(kind="papers", at="2030-09-16T12:00Z")
    conferences.move(unseen, State.PUBLIC, by=chair)
    conferences.move(unseen, State.PREPARING, by=chair)
    client.force_login(chair)
    assert "Delete it" not in client.get(at("settings-state")).text
    assert client.post(at("settings-delete")).status_code == 409


def test_it_goes_with_all_that_is_in_it_and_its_other_chairs_hear(
    client, unseen, chair, make_person
):
    second = make_person("second")
    holds(second, unseen, Role.Kind.CHAIR)
    unseen.deadlines.create(kind="papers", at="2030-09-16T12:00Z")
    client.force_login(chair)
    assert client.post(at("settings-delete")).url == reverse("home")
    assert not Conference.objects.exists()
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (second.email, "DEMO1 was deleted")
    entry = Entry.objects.get()
    assert (entry.verb, entry.details) == ("deleted an edition of", {"edition": "DEMO1"})


def test_it_stays_while_somebody_expects_something_of_it(unseen, chair, member):
    with pytest.raises(Refused, match="One person holds a role"):
        actions.take_away(unseen, by=chair)
    Role.objects.filter(person=member).update(state="ended")
    actions.take_away(unseen, by=chair)


def test_an_operator_deletes_what_nobody_runs(client, unseen, operator):
    client.force_login(operator)
    page = reverse("conferences:operator-conference", args=["demo1"])
    assert "Delete conference" in client.get(page).text
    client.post(at("settings-delete"))
    assert not Conference.objects.exists()


def test_an_operator_leaves_to_chairs_what_they_run(client, unseen, chair, operator):
    client.force_login(operator)
    assert client.post(at("settings-delete")).status_code == 404
    assert Conference.objects.exists()
