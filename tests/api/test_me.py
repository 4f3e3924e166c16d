import pytest

from dls.people.models import Person, Token

ME, TOKENS = "/api/v1/me/", "/api/v1/me/tokens/"


def test_my_profile_is_read_and_changed(signed_in, author):
    client = signed_in(author)
    assert client.get(ME).json()["email"] == "author@demo.example"
    answer = client.patch(ME, {"affiliation": "Demo University", "country": "DE"}, format="json")
    assert (answer.status_code, answer.json()["affiliation"]) == (200, "Demo University")
    author.refresh_from_db()
    assert (author.affiliation, author.country) == ("Demo University", "DE")


def test_a_name_is_one_line_without_what_nobody_sees(signed_in, author):
    answer = signed_in(author).patch(
        ME, {"given_name": "Demo\r\nBcc: x@y.example", "family_name": "\u202eOne"}, format="json"
    )
    assert answer.json()["name"] == "Demo Bcc: x@y.example One"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("country", "XX"),
        ("zone", "Mars/Olympus"),
        ("orcid", "0000-0002-1825-0098"),
        ("home_page", "javascript:alert(1)"),
        ("given_name", "x" * 101),
        ("family_name", ""),
        ("family_name", "\u200b"),
        ("orcid", "\u0660\u0660\u0660\u0660-0002-1825-0097"),
        ("expertise", "x" * 5_001),
    ],
)
def test_what_cannot_be_is_refused_and_named(signed_in, author, field, value):
    answer = signed_in(author).patch(ME, {field: value}, format="json")
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_email_and_rights_cannot_be_written(signed_in, author):
    values = {"email": "other@demo.example", "is_operator": True, "name": "Other"}
    assert signed_in(author).patch(ME, values, format="json").status_code == 200
    author.refresh_from_db()
    assert (author.email, author.is_operator) == ("author@demo.example", False)


def test_a_change_to_what_has_changed_meanwhile_is_refused(signed_in, author):
    client = signed_in(author)
    read = client.get(ME)["ETag"]
    Person.objects.update(affiliation="Changed by another window")
    values = {"affiliation": "Mine"}
    late = client.patch(ME, values, format="json", headers={"If-Match": read})
    assert late.status_code == 412
    fresh = client.get(ME)["ETag"]
    assert client.patch(ME, values, format="json", headers={"If-Match": fresh}).status_code == 200


def test_a_token_is_shown_once_and_works_until_it_is_revoked(signed_in, author, api):
    client = signed_in(author)
    values = {"name": "Script", "scopes": ["read"], "days": 7}
    made = client.post(TOKENS, values, format="json")
    assert made.status_code == 201
    text, handle = made.json()["token"], made.json()["handle"]
    assert text not in client.get(TOKENS).content.decode()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {text}")
    assert api.get(ME).json()["email"] == "author@demo.example"
    assert client.delete(f"{TOKENS}{handle}/").status_code == 204
    assert api.get(ME).status_code == 401


@pytest.mark.parametrize(
    ("method", "url", "scopes", "status"),
    [
        ("get", ME, ["read"], 200),
        ("get", ME, ["write"], 403),
        ("patch", ME, ["read"], 403),
        ("patch", ME, ["write"], 200),
        ("get", TOKENS, ["read", "write"], 403),
        ("get", TOKENS, ["tokens"], 200),
        ("get", "/api/v1/conferences/", [], 403),
    ],
)
def test_a_token_may_what_its_scopes_say(token_of, author, method, url, scopes, status):
    assert getattr(token_of(author, *scopes), method)(url).status_code == status


def test_a_token_makes_none_that_can_do_more_or_lasts_longer(token_of, author):
    client = token_of(author, "tokens", "read", days=10)
    more = client.post(TOKENS, {"name": "x", "scopes": ["write"], "days": 1}, format="json")
    longer = client.post(TOKENS, {"name": "x", "scopes": ["read"], "days": 11}, format="json")
    less = client.post(TOKENS, {"name": "x", "scopes": ["read"], "days": 9}, format="json")
    assert [more.status_code, longer.status_code, less.status_code] == [409, 409, 201]


def test_a_token_of_somebody_else_does_not_exist(signed_in, token_of, author, stranger):
    token_of(author, "read")
    handle = Token.objects.get(user=author).handle
    assert signed_in(stranger).delete(f"{TOKENS}{handle}/").status_code == 404
    assert signed_in(stranger).delete(f"{TOKENS}nothing/").status_code == 404
    assert Token.objects.filter(user=author).exists()


def test_an_expired_token_opens_nothing_public_either(token_of, author, conference):
    assert token_of(author, "read", days=-1).get("/api/v1/conferences/").status_code == 401


def test_a_token_opens_no_page(token_of, author, client):
    from django.urls import reverse

    token_of(author, "read", "write")
    _, text = Token.objects.create(user=author, name="x", scopes=["read"])
    page = client.get(reverse("people:profile"), headers={"Authorization": f"Bearer {text}"})
    assert page.status_code == 302


def test_wrong_tokens_of_any_shape_are_only_wrong(api, db):
    for text in ("x", "Ä" * 40, "a" * 5000, "null", "%00"):
        api.credentials(HTTP_AUTHORIZATION=f"Bearer {text}")
        assert api.get("/api/v1/conferences/").status_code == 401
