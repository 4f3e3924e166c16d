from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings

from dls.conferences import own_calendar
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline, Extension
from dls.conferences.models.roles import Affiliation, Role

V1 = "/api/v1/conferences/"
DAY = datetime(2030, 9, 1, 12, tzinfo=UTC)


@pytest.fixture
def deadline(conference):
    found = Deadline.objects.create(
        conference=conference, kind=Deadline.Kind.PAPERS, at=DAY, grace=90
    )
    Extension.objects.create(deadline=found, was=DAY - timedelta(days=7), became=DAY)
    return found


@pytest.fixture
def private(conference, deadline):
    return Deadline.objects.create(
        conference=conference, kind=Deadline.Kind.MILESTONE, title="Meeting", at=DAY,
        is_public=False,
    )  # fmt: skip


def slugs(response):
    return [row["slug"] for row in response.json()["results"]]


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        (None, ["public"]),
        ("stranger", ["public"]),
        ("maker", ["hidden", "public"]),
        ("operator", ["hidden", "public"]),
    ],
)
def test_who_sees_which_conferences(viewer, sees, make_conference, make_person, request, api):
    hidden = make_conference("hidden", state=Conference.State.PREPARING)
    make_conference("public")
    if viewer == "maker":
        person = make_person("maker")
        Role.objects.create(
            conference=hidden, person=person, kind=Role.Kind.CHAIR, name="x",
            state=Role.State.ACCEPTED,
        )  # fmt: skip
        api.force_login(person)
    elif viewer:
        api.force_login(request.getfixturevalue(viewer))
    assert slugs(api.get(V1)) == sees
    assert api.get(f"{V1}hidden/").status_code == (200 if "hidden" in sees else 404)


def test_what_is_hidden_and_what_is_not_answer_alike(api, make_conference):
    make_conference("hidden", state=Conference.State.PREPARING)
    for tail in ("", "deadlines/", "deadlines/papers/", "committee/", "news/"):
        answers = [api.get(f"{V1}{slug}/{tail}") for slug in ("hidden", "nothing")]
        told = [{**answer.json(), "request": ""} for answer in answers]
        assert told[0] == told[1]
        assert {answer.status_code for answer in answers} == {404}


def test_filters_narrow_a_list(api, make_conference):
    make_conference("old", state=Conference.State.ARCHIVED, country="DE")
    make_conference("new", city="Denver")
    assert slugs(api.get(f"{V1}?state=archived")) == ["old"]
    assert slugs(api.get(f"{V1}?country=DE")) == ["old"]
    assert slugs(api.get(f"{V1}?q=denv")) == ["new"]
    assert slugs(api.get(f"{V1}?series=demo-series")) == ["new", "old"]
    assert slugs(api.get(f"{V1}?starts_after=2031-01-01")) == []
    assert slugs(api.get(f"{V1}?starts_before=2031-01-01&state=public")) == ["new"]


def test_a_deadline_has_its_old_dates_and_no_grace(api, conference, deadline, private):
    rows = api.get(f"{V1}demo1/deadlines/").json()["results"]
    assert [row["slug"] for row in rows] == ["papers"]
    assert rows[0]["extensions"] == [
        {"was": "2030-08-25T12:00:00Z", "became": "2030-09-01T12:00:00Z"}
    ]
    assert rows[0]["for_chairs"] is None


def test_chairs_see_all_dates_and_their_own_side_of_them(signed_in, chair, private):
    rows = signed_in(chair).get(f"{V1}demo1/deadlines/").json()["results"]
    assert [row["slug"] for row in rows] == ["papers", f"milestone-{private.number}"]
    assert [row["for_chairs"]["grace"] for row in rows] == [90, 0]


def test_a_private_date_is_not_there_for_others(api, signed_in, chair, member, private):
    url = f"{V1}demo1/deadlines/milestone-{private.number}/"
    assert signed_in(chair).get(url).json()["label"] == "Meeting"
    assert signed_in(member).get(url).status_code == 404
    assert api.get(url).status_code == 404


def test_hidden_columns_do_not_change_a_version(api, conference, deadline):
    before = api.get(f"{V1}demo1/deadlines/")["ETag"]
    Deadline.objects.update(grace=5)
    assert api.get(f"{V1}demo1/deadlines/")["ETag"] == before
    Extension.objects.update(was=DAY - timedelta(days=8))
    assert api.get(f"{V1}demo1/deadlines/")["ETag"] != before


def test_the_committee_is_listed_as_printed(api, chair, member, conference):
    Role.objects.filter(person=member).update(affiliation="Demo University")
    Affiliation.objects.create(
        role=Role.objects.get(person=member), institution="Demo University", country="DE"
    )
    Role.objects.create(conference=conference, name="Invited", email="i@demo.example")
    rows = api.get(f"{V1}demo1/committee/").json()["results"]
    assert [row["kind"] for row in rows] == ["chair", "member"]
    assert rows[1]["affiliations"] == [{"institution": "Demo University", "country": "DE"}]
    assert "email" not in rows[0]


def test_only_chairs_read_the_roles_with_their_answers(
    signed_in, chair, member, other_chair, operator, conference
):
    Role.objects.create(
        conference=conference, name="No", email="no@demo.example", state=Role.State.DECLINED,
        answer="No time",
    )  # fmt: skip
    url = f"{V1}demo1/roles/"
    rows = signed_in(chair).get(f"{url}?state=declined").json()["results"]
    assert [row["answer"] for row in rows] == ["No time"]
    assert [signed_in(one).get(url).status_code for one in (member, other_chair, operator)] == [
        404, 404, 404
    ]  # fmt: skip


@pytest.mark.parametrize("many", [1, 60])
@pytest.mark.parametrize("tail", ["deadlines/", "committee/", "roles/"])
def test_lists_of_a_conference_cost_the_same_for_one_and_many(
    signed_in, chair, conference, many, tail, django_assert_max_num_queries
):
    for number in range(many):
        role = Role.objects.create(
            conference=conference, name=f"N{number}", email=f"n{number}@demo.example",
            state=Role.State.ACCEPTED,
        )  # fmt: skip
        Affiliation.objects.create(role=role, institution="x")
        late = Deadline.objects.create(
            conference=conference, kind="milestone", title=f"M{number}", at=DAY
        )
        Extension.objects.create(deadline=late, was=DAY, became=DAY)
    client = signed_in(chair)
    with django_assert_max_num_queries(9):
        assert client.get(f"{V1}demo1/{tail}").status_code == 200


def test_a_series_shows_the_editions_one_may_see(api, make_conference):
    make_conference("shown")
    make_conference("hidden", state=Conference.State.PREPARING)
    series = api.get("/api/v1/series/demo-series/").json()
    assert [edition["slug"] for edition in series["editions"]] == ["shown"]


def test_my_roles_are_mine_alone(signed_in, member, chair, stranger):
    mine = signed_in(member).get("/api/v1/me/roles/").json()["results"]
    assert [(row["conference"], row["kind"], row["state"]) for row in mine] == [
        ("demo1", "member", "accepted")
    ]
    assert signed_in(stranger).get("/api/v1/me/roles/").json()["results"] == []


def test_a_chair_moves_a_date_and_its_old_one_stays(signed_in, chair, deadline):
    url = f"{V1}demo1/deadlines/papers/move/"
    values = {"day": "2030-09-08", "reason": "Many asked", "seen": "2030-09-01T12:00:00Z"}
    answer = signed_in(chair).post(url, values, format="json")
    assert answer.status_code == 200, answer.content
    assert answer.json()["at"] == "2030-09-09T11:59:59Z"
    assert Extension.objects.filter(deadline=deadline, reason="Many asked").exists()
    again = signed_in(chair).post(url, {**values, "day": "2030-09-20"}, format="json")
    assert again.status_code == 409
    assert "meantime" in again.json()["detail"]


@pytest.mark.parametrize(
    ("viewer", "scopes", "status"),
    [("member", ["write"], 409), ("chair", ["read"], 403), ("chair", ["write"], 200)],
)
def test_who_may_move_a_date(token_of, request, chair, deadline, viewer, scopes, status):
    client = token_of(request.getfixturevalue(viewer), *scopes)
    answer = client.post(f"{V1}demo1/deadlines/papers/move/", {"day": "2030-10-01"}, format="json")
    assert answer.status_code == status
    deadline.refresh_from_db()
    assert (deadline.at == DAY) == (status != 200)


def test_a_chair_who_lacks_the_second_factor_asked_for_runs_nothing_here(
    signed_in, token_of, conference, chair, private
):
    Conference.objects.update(second_factor_required=True)
    dates = f"{V1}demo1/deadlines/"
    calendar = own_calendar.address(conference, chair).removeprefix(settings.SITE_URL)
    for program in (signed_in(chair), token_of(chair, "read", "write")):
        assert program.get(f"{V1}demo1/roles/").status_code == 404
        assert program.get(calendar).status_code == 404
        assert [row["kind"] for row in program.get(dates).json()["results"]] == ["papers"]
        answer = program.post(f"{dates}papers/move/", {"day": "2030-10-01"}, format="json")
        assert (answer.status_code, "second factor" in answer.json()["detail"]) == (409, True)
    Authenticator.objects.create(user=chair, type=Authenticator.Type.TOTP, data={})
    assert signed_in(chair).get(f"{V1}demo1/roles/").status_code == 200
    assert signed_in(chair).get(calendar).status_code == 200


def test_a_date_that_is_none_is_named(signed_in, chair, deadline):
    url = f"{V1}demo1/deadlines/papers/move/"
    for values, field in (
        ({"day": "2030-02-30"}, "day"),
        ({"day": "2030-09-08", "zone": "X"}, "zone"),
    ):
        answer = signed_in(chair).post(url, values, format="json")
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, field)


@pytest.fixture
def invitation(conference, chair, stranger):
    EmailAddress.objects.create(user=stranger, email=stranger.email, verified=True, primary=True)
    return Role.objects.create(
        conference=conference, name="Demo Stranger", email=stranger.email, invited_by=chair,
        invited_at=datetime.now(UTC), expires_at=datetime.now(UTC) + timedelta(days=9),
    )  # fmt: skip


def test_an_invitation_is_accepted_once(signed_in, stranger, invitation):
    client = signed_in(stranger)
    row = client.get("/api/v1/me/roles/").json()["results"][0]
    assert (row["ref"], row["state"]) == (invitation.ref, "invited")
    url = f"/api/v1/me/roles/{invitation.ref}/accept/"
    answer = client.post(url, {"affiliation": "Demo University"}, format="json")
    assert (answer.status_code, answer.json()["state"]) == (200, "accepted")
    assert client.post(url, {}, format="json").status_code == 409


def test_an_invitation_is_declined_with_a_reason(signed_in, stranger, invitation):
    url = f"/api/v1/me/roles/{invitation.ref}/decline/"
    answer = signed_in(stranger).post(url, {"reason": "No time"}, format="json")
    assert answer.status_code == 200, answer.content
    invitation.refresh_from_db()
    assert (invitation.state, invitation.answer) == ("declined", "No time")


def test_an_invitation_of_somebody_else_does_not_exist(signed_in, member, chair, invitation):
    url = f"/api/v1/me/roles/{invitation.ref}/accept/"
    assert [signed_in(one).post(url).status_code for one in (member, chair)] == [404, 404]
