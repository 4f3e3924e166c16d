import pytest
from django.urls import reverse

from dls.conferences.models.conference import Conference
from dls.web.problems import CONTENT_TYPE

CONFERENCES = "/api/v1/conferences/"


def is_problem(response, status):
    assert response.status_code == status, response.content
    assert response["Content-Type"] == CONTENT_TYPE
    told = response.json()
    assert told["status"] == status
    assert {"type", "title", "detail", "code", "request"} <= set(told)
    return told


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/nothing/", 404),
        ("get", "/api/nothing", 404),
        ("post", "/api/v2/conferences/", 404),
        ("get", "/api/v1/conferences/nothing/", 404),
        ("delete", CONFERENCES, 401),
        ("get", "/api/v1/me/", 401),
        ("get", "/api/v1/me/roles/", 401),
        ("get", "/api/v1/conferences/nothing/roles/", 401),
        ("get", f"{CONFERENCES}?state=closed", 400),
        ("get", f"{CONFERENCES}?starts_after=tomorrow", 400),
        ("get", f"{CONFERENCES}?staet=public", 400),
        ("get", f"{CONFERENCES}?page_size=1000", 400),
        ("get", f"{CONFERENCES}?cursor=abc", 400),
    ],
)
def test_every_error_is_a_problem(api, method, path, status):
    is_problem(getattr(api, method)(path), status)


def test_a_method_that_is_not_there_is_a_problem_that_names_what_is(signed_in, stranger, series):
    response = signed_in(stranger).delete(CONFERENCES)
    is_problem(response, 405)
    assert set(response["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_an_answer_in_another_form_is_refused(api, conference):
    is_problem(api.get(CONFERENCES, headers={"Accept": "text/csv"}), 406)


def test_a_body_that_is_no_json_is_refused(signed_in, stranger):
    client = signed_in(stranger)
    is_problem(client.patch("/api/v1/me/", "x=1", content_type="text/plain"), 415)
    is_problem(client.patch("/api/v1/me/", "{", content_type="application/json"), 400)
    is_problem(client.patch("/api/v1/me/", "[1]", content_type="application/json"), 400)


def test_a_body_that_is_nested_too_deeply_is_refused(signed_in, stranger):
    client = signed_in(stranger)
    body = '{"given_name":' + "[" * 200_000
    is_problem(client.patch("/api/v1/me/", body, content_type="application/json"), 400)


def test_a_body_that_is_too_large_is_refused_unread(signed_in, stranger):
    client = signed_in(stranger)
    body = '{"expertise": "' + "x" * 2**20 + '"}'
    is_problem(client.patch("/api/v1/me/", body, content_type="application/json"), 413)


def test_a_fault_of_ours_is_a_problem_too(api, conference, monkeypatch):
    monkeypatch.setattr(Conference.objects, "visible_to", lambda person: 1 / 0)
    api.raise_request_exception = False
    is_problem(api.get(CONFERENCES), 500)


def test_a_forgotten_slash_is_mended_and_keeps_the_question(api, conference):
    response = api.get("/api/v1/conferences?state=public")
    assert (response.status_code, response["Location"]) == (308, f"{CONFERENCES}?state=public")


def test_too_many_requests_are_told_when_to_come_again(api, conference, settings):
    settings.RATE_LIMITS = True
    settings.API_RATE_ANONYMOUS = 3
    answers = [api.get(CONFERENCES) for _ in range(5)]
    is_problem(answers[-1], 429)
    assert 1 <= int(answers[-1]["Retry-After"]) <= 61


def test_a_token_has_its_own_limit(api, token_of, stranger, conference, settings):
    settings.RATE_LIMITS = True
    settings.API_RATE_ANONYMOUS = 0
    settings.API_RATE = 100
    api.get(CONFERENCES)
    assert api.get(CONFERENCES).status_code == 429
    assert token_of(stranger, "read").get(CONFERENCES).status_code == 200


def test_many_wrong_tokens_are_stopped(api, conference, settings):
    settings.RATE_LIMITS = True
    settings.API_RATE_ANONYMOUS = 10_000
    api.credentials(HTTP_AUTHORIZATION="Bearer wrong")
    seen = [api.get(CONFERENCES).status_code for _ in range(62)]
    assert (seen[0], seen[-1]) == (401, 429)


def test_what_is_unchanged_is_answered_by_304(api, conference):
    first = api.get(CONFERENCES)
    again = api.get(CONFERENCES, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


def test_a_change_ends_a_version(api, conference):
    first = api.get(CONFERENCES)
    Conference.objects.update(title="Another")
    again = api.get(CONFERENCES, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_a_version_is_named_without_rendering(
    api, conference, monkeypatch, django_assert_max_num_queries
):
    etag = api.get(CONFERENCES)["ETag"]
    monkeypatch.setattr(
        "rest_framework.renderers.JSONRenderer.render", lambda *_, **__: pytest.fail("rendered")
    )
    with django_assert_max_num_queries(1):
        assert api.get(CONFERENCES, headers={"If-None-Match": etag}).status_code == 304


def test_two_people_never_share_a_version(api, signed_in, stranger, conference):
    assert api.get(CONFERENCES)["ETag"] != signed_in(stranger).get(CONFERENCES)["ETag"]


def test_scripts_elsewhere_read_what_is_public_and_nothing_with_credentials(
    api, signed_in, token_of, stranger, conference
):
    allow = "Access-Control-Allow-Origin"
    elsewhere = {"Origin": "https://elsewhere.example"}
    assert api.get(CONFERENCES, headers=elsewhere)[allow] == "*"
    assert allow not in signed_in(stranger).get(CONFERENCES, headers=elsewhere)
    assert allow not in token_of(stranger, "read").get(CONFERENCES, headers=elsewhere)
    assert allow not in api.post(CONFERENCES, headers=elsewhere)
    asked = api.options(CONFERENCES, headers={**elsewhere, "Access-Control-Request-Method": "GET"})
    assert asked[allow] == "*"
    assert "Authorization" not in asked["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in asked


def test_answers_vary_by_who_asks(api, conference):
    assert {"Authorization", "Cookie"} <= set(api.get(CONFERENCES)["Vary"].split(", "))


def test_head_and_options_answer_without_a_body(api, conference):
    head, options = api.head(CONFERENCES), api.options(CONFERENCES)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == api.get(CONFERENCES)["ETag"]
    assert (options.status_code, options.content) == (204, b"")


def test_a_list_is_walked_page_by_page_without_loss(api, make_conference):
    for number in range(7):
        make_conference(f"c{number}")
    seen, url = [], f"{CONFERENCES}?page_size=3"
    while url:
        answer = api.get(url).json()
        seen += [row["slug"] for row in answer["results"]]
        url = answer["next"]
    assert seen == [f"c{number}" for number in range(7)]


def test_a_cursor_is_of_its_list_alone(api, make_conference):
    for number in range(3):
        make_conference(f"c{number}")
    cursor = api.get(f"{CONFERENCES}?page_size=1").json()["next"].partition("cursor=")[2]
    is_problem(api.get(f"/api/v1/series/?cursor={cursor}"), 400)


@pytest.mark.parametrize("many", [1, 120])
def test_a_list_costs_the_same_for_one_and_many(
    api, make_conference, many, django_assert_max_num_queries
):
    for number in range(many):
        make_conference(f"c{number}")
    with django_assert_max_num_queries(2):
        assert len(api.get(f"{CONFERENCES}?page_size=200").json()["results"]) == many


def test_a_session_needs_the_form_token_to_change_something(stranger):
    from rest_framework.test import APIClient

    client = APIClient(enforce_csrf_checks=True)
    client.force_login(stranger)
    is_problem(client.patch("/api/v1/me/", {"affiliation": "Evil"}, format="json"), 403)


def test_the_docs_page_shows_every_operation(client, db):
    page = client.get(reverse("api-docs")).text
    for path in client.get(reverse("api-schema")).json()["paths"]:
        assert path in page
