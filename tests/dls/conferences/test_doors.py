"""Who may open the pages of chairs and operators: chairs; everybody else finds nothing there."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from dls.conferences.models.conference import Conference, Partner, Topic
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.pages import News, Page

GET_CHAIRS = [
    ("dates-edit", []), ("date-new", []), ("milestone-new", []), ("date", [1]),
    ("settings-basics", []), ("settings-call", []), ("settings-topics", []), ("topic", [1]),
    ("settings-review", []), ("settings-look", []), ("settings-contact", []),
    ("settings-partners", []), ("partner", [1]), ("settings-pages", []), ("page-new", ["own"]),
    ("page-new", ["conduct"]), ("page-new", ["privacy"]), ("page-new", ["imprint"]),
    ("page-edit", ["travel"]), ("settings-news", []), ("notice", [1]), ("settings-proposal", []),
    ("settings-security", []), ("settings-state", []), ("proposal", []), ("proposal-download", []),
]  # fmt: skip
POST_CHAIRS = [
    ("settings-move", ["archived"]), ("settings-preview", []), ("topic-shift", [1, "up"]),
    ("settings-address", []), ("settings-delete", []),
    ("topic-remove", [1]), ("partner-shift", [1, "down"]), ("partner-remove", [1]),
    ("page-shift", ["travel", "up"]), ("page-remove", ["travel"]), ("notice-remove", [1]),
    ("dates-confirm", []), ("date-move", [1]), ("date-remove", [1]), ("tick", [2]), ("untick", [2]),
]  # fmt: skip
OPERATORS = [
    ("operator", []), ("operator-people", []), ("series-new", []),
    ("operator-conference", ["demo1"]),
]  # fmt: skip
AT = datetime(2030, 9, 16, 12, tzinfo=UTC)


@pytest.fixture
def furnished(conference):
    """A conference with one of each thing that has an address."""
    Topic.objects.create(conference=conference, name="Training")
    Partner.objects.create(conference=conference, kind="host", name="Demo University")
    Page.objects.create(conference=conference, slug="travel", title="Travel")
    News.objects.create(conference=conference, title="A hall is found")
    Deadline.objects.create(conference=conference, kind="papers", at=AT)
    Deadline.objects.create(conference=conference, kind="milestone", title="Meeting", at=AT)
    return conference


def address(name, args, slug="demo1"):
    return reverse(f"conferences:{name}", args=[slug, *args])


@pytest.mark.parametrize(("name", "args"), GET_CHAIRS)
def test_a_chair_opens_the_pages_of_chairs(client, chair, furnished, name, args):
    client.force_login(chair)
    assert client.get(address(name, args)).status_code == 200


@pytest.mark.parametrize("who", ["stranger", "member", "other_chair", "operator"])
@pytest.mark.parametrize(("name", "args"), GET_CHAIRS)
def test_for_others_the_pages_of_chairs_do_not_exist(client, furnished, request, who, name, args):
    client.force_login(request.getfixturevalue(who))
    assert client.get(address(name, args)).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "member", "other_chair", "operator"])
@pytest.mark.parametrize(("name", "args"), POST_CHAIRS)
def test_for_others_the_deeds_of_chairs_do_not_exist(client, furnished, request, who, name, args):
    client.force_login(request.getfixturevalue(who))
    assert client.post(address(name, args)).status_code == 404
    assert Topic.objects.count() == Page.objects.count() == News.objects.count() == 1


@pytest.mark.parametrize(("name", "args"), GET_CHAIRS + POST_CHAIRS + [("dashboard", [])])
def test_whoever_is_signed_out_is_asked_to_sign_in(client, furnished, name, args):
    send = client.post if (name, args) in POST_CHAIRS else client.get
    answer = send(address(name, args))
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize(("name", "args"), POST_CHAIRS)
def test_deeds_are_not_done_by_following_a_link(client, chair, furnished, name, args):
    client.force_login(chair)
    assert client.get(address(name, args)).status_code == 405


@pytest.mark.parametrize(("name", "args"), OPERATORS)
def test_an_operator_opens_the_pages_of_operators(client, operator, conference, name, args):
    client.force_login(operator)
    assert client.get(reverse(f"conferences:{name}", args=args)).status_code == 200


@pytest.mark.parametrize("who", ["stranger", "member", "chair"])
@pytest.mark.parametrize(("name", "args"), OPERATORS)
def test_for_others_the_pages_of_operators_do_not_exist(
    client, conference, request, who, name, args
):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse(f"conferences:{name}", args=args)).status_code == 404


@pytest.mark.parametrize("name", ["series-edit", "edition-new", "outside-new"])
def test_a_series_is_looked_after_by_operators_and_chairs(
    client, conference, chair, operator, member, name
):
    there = reverse(f"conferences:{name}", args=["demo-series"])
    found = {}
    for who in (chair, operator, member):
        client.force_login(who)
        found[who.family_name] = client.get(there).status_code
    assert found == {"Chair": 200, "Operator": 200, "Member": 404}


@pytest.mark.parametrize("who", ["chair", "member", "stranger", "operator"])
def test_everybody_who_sees_a_conference_has_a_dashboard_there(client, conference, request, who):
    client.force_login(request.getfixturevalue(who))
    answer = client.get(address("dashboard", []))
    assert answer.status_code == 200
    assert ("How it stands" in answer.text) == (who == "chair")


def test_the_dashboard_of_a_conference_in_preparation_is_for_its_chairs(
    client, conference, chair, stranger
):
    Conference.objects.update(state="preparing")
    client.force_login(stranger)
    assert client.get(address("dashboard", [])).status_code == 404
    client.force_login(chair)
    assert "From here to an open call" in client.get(address("dashboard", [])).text


def test_a_chair_without_the_second_factor_asked_for_is_told_how_to_add_one(
    client, conference, chair
):
    Conference.objects.update(second_factor_required=True)
    client.force_login(chair)
    for name in ("dashboard", "settings-basics", "dates-edit"):
        answer = client.get(address(name, []))
        assert answer.status_code == 409
        assert "Add a second factor" in answer.text
    assert client.get(reverse("conferences:series-edit", args=["demo-series"])).status_code == 404


def test_the_same_pages_work_for_htmx(client, chair, furnished):
    client.force_login(chair)
    for name, args in [("settings-topics", []), ("settings-partners", []), ("settings-pages", [])]:
        answer = client.get(address(name, args), headers={"HX-Request": "true"})
        assert "<html" not in answer.text
        assert 'data-way="up"' in answer.text
