"""What all pages share: errors with a way on, numbers of requests, the look, headers."""

import json

import pytest
from django.http import HttpResponse
from django.urls import path, reverse

from dls.urls import handler400, handler403, handler404, handler500  # noqa: F401 -- used as URLconf
from dls.urls import urlpatterns as house
from dls.web import errors, limits
from dls.web.verdicts import Refused


def refuses(request):
    raise Refused("Submissions closed yesterday.")


def breaks(request):
    raise RuntimeError("secret detail")


@limits.limited("test", times=2, seconds=60)
def counted(request):
    return HttpResponse("done")


urlpatterns = [
    path("refuses/", refuses),
    path("breaks/", breaks),
    path("counted/", counted),
    *house,
]
here = pytest.mark.urls(__name__)


@here
@pytest.mark.django_db
def test_a_refusal_is_a_page_that_says_why(client):
    answer = client.get("/refuses/")
    assert answer.status_code == 409
    assert "Submissions closed yesterday." in answer.text


@here
@pytest.mark.django_db
def test_a_refusal_is_a_fragment_for_htmx(client):
    answer = client.get("/refuses/", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "<html" not in answer.text
    assert "Submissions closed yesterday." in answer.text


@here
@pytest.mark.django_db
def test_a_fault_says_its_number_and_nothing_else(client):
    client.raise_request_exception = False
    answer = client.get("/breaks/", headers={"X-Request-ID": "abcd-1234"})
    assert answer.status_code == 500
    assert "abcd-1234" in answer.text
    assert "secret detail" not in answer.text


@pytest.mark.django_db
def test_what_is_not_there_says_where_to_go(client):
    answer = client.get("/no/such/page/at/all/")
    assert answer.status_code == 404
    assert "does not exist, or it belongs to somebody else" in answer.text
    assert answer.headers["X-Request-ID"] in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "make"), [(413, errors.too_large), (429, errors.too_many)])
def test_limits_have_their_pages(rf, status, make):
    request = rf.get("/")
    request.user = type("Nobody", (), {"is_authenticated": False, "pk": None})()
    assert make(request).status_code == status


@here
@pytest.mark.django_db
def test_too_many_posts_in_a_short_time_are_answered_429(client, settings):
    settings.RATE_LIMITS = True
    statuses = [client.post("/counted/").status_code for _ in range(4)]
    assert statuses == [200, 200, 429, 429]


@pytest.mark.django_db
def test_a_forged_request_number_is_replaced(client):
    answer = client.get(reverse("web:alive"), headers={"X-Request-ID": "<script>alert(1)</script>"})
    assert "<" not in answer.headers["X-Request-ID"]


@pytest.mark.django_db
def test_every_page_carries_the_strict_policy(client):
    policy = client.get("/no/such/page/at/all/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.django_db
def test_the_look_is_kept_in_a_cookie(client):
    answer = client.post(reverse("web:look"), {"theme": "dark", "back": "/account/login/"})
    assert answer.cookies["theme"].value == "dark"
    assert answer.url == "/account/login/"
    assert 'data-theme="dark"' in client.get("/no/such/page/at/all/").text


@pytest.mark.django_db
@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_look_leads_nowhere_else(client, back):
    assert client.post(reverse("web:look"), {"theme": "dark", "back": back}).url == "/"


@pytest.mark.django_db
def test_a_look_nobody_knows_is_not_kept(client):
    assert "theme" not in client.post(reverse("web:look"), {"theme": "pink"}).cookies


@pytest.mark.django_db
def test_policy_reports_are_taken_and_rubbish_is_not(client):
    send = {"content_type": "application/csp-report"}
    address = reverse("web:csp-report")
    assert client.post(address, json.dumps({"csp-report": {}}), **send).status_code == 204
    assert client.post(address, b"\xff", **send).status_code == 400
    assert client.post(address, b"[" * 19_000, **send).status_code == 400


@pytest.mark.django_db
def test_a_pasted_text_that_is_too_large_is_told_so(client):
    answer = client.post(reverse("web:look"), {"theme": "x" * 6_000_000})
    assert answer.status_code == 413
    assert "larger than this site takes" in answer.text


@pytest.mark.parametrize(
    ("way", "address", "values"),
    [
        ("get", "/demo1/letters/", {"q": "\0", "kind": "\0"}),
        ("get", "/demo1/journal/", {"verb": "\0"}),
        ("get", "/demo1/committee/manage/", {"q": "\0", "state": "\0"}),
        ("post", "/demo1/committee/manage/several/remind/", {"role": "\0"}),
        ("post", "/demo1/letters/stopped/lift/", {"email": "\0"}),
    ],
)
def test_what_no_database_can_look_for_is_no_fault_of_ours(client, chair, way, address, values):
    client.force_login(chair)
    assert getattr(client, way)(address, values).status_code < 500


@pytest.mark.django_db
def test_health_says_alive_and_ready(client):
    assert client.get(reverse("web:alive")).status_code == 200
    answer = client.get(reverse("web:ready"))
    assert answer.json()["database"] == "ok"
