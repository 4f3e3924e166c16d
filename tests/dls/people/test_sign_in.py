import re
import statistics
import time

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from dls.mail.models import Letter
from dls.people.models import Person
from tests.dls.people.conftest import PASSWORD

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "me@demo.example", "nobody@demo.example"


def code_in(letter: Letter) -> str:
    return re.search(r"\*\*(\S+)\*\*", letter.body)[1]


def newest() -> Letter:
    return Letter.objects.latest("pk")


def ask(path: str, **data):
    """A fresh browser posts the form; returns status, where it leads, and what stands there."""
    client = Client()
    answer = client.post(path, data, follow=True)
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
    text = re.sub(r"[0-9a-f]{4}-[0-9a-f]{4}", "", text)
    return answer.status_code, answer.redirect_chain, text.replace(KNOWN, "X").replace(UNKNOWN, "X")


SIGN_UP = {"given_name": "Demo", "family_name": "New", "password1": PASSWORD}
FORMS = [
    ("/account/login/", "login", {"password": "wrong wrong wrong"}),
    ("/account/login/code/", "email", {}),
    ("/account/login/code/", "login", {}),
    ("/account/password/reset/", "email", {}),
    ("/account/signup/", "email", SIGN_UP),
    ("/account/signup/passkey/", "email", {"family_name": "New"}),
]


@pytest.mark.parametrize(("path", "field", "more"), FORMS)
def test_no_form_tells_whether_an_account_exists(me, path, field, more):
    known = ask(path, **{field: KNOWN}, **more)
    unknown = ask(path, **{field: UNKNOWN}, **more)
    assert known[0] == unknown[0] == 200
    assert known[1] == unknown[1]
    assert [line for line in known[2].splitlines() if "value=" not in line] == [
        line for line in unknown[2].splitlines() if "value=" not in line
    ]


@pytest.mark.parametrize(("path", "field", "more"), FORMS)
def test_no_form_tells_by_its_time_whether_an_account_exists(me, settings, path, field, more):
    settings.ACCOUNT_RATE_LIMITS = False

    def taken(address: str) -> float:
        client = Client()
        started = time.perf_counter()
        client.post(path, {field: address, **more})
        return time.perf_counter() - started

    taken(KNOWN), taken(UNKNOWN)
    known = statistics.median(taken(KNOWN) for _ in range(7))
    unknown = statistics.median(taken(f"nobody{number}@demo.example") for number in range(7))
    assert 1 / 2.5 < known / unknown < 2.5


@pytest.mark.parametrize(("path", "field", "more"), FORMS[1:])
def test_every_such_form_writes_one_secret_letter_either_way(me, path, field, more):
    for address in (KNOWN, UNKNOWN):
        before = Letter.objects.count()
        ask(path, **{field: address}, **more)
        assert Letter.objects.count() == before + 1
        assert (newest().to, newest().is_secret) == (address, True)
        assert not Letter.objects.visible_to(me).filter(pk=newest().pk).exists()


def test_a_password_signs_in(client, me):
    answer = client.post("/account/login/", {"login": me.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get(reverse("people:profile")).status_code == 200


def test_a_code_signs_in_once(client, me):
    client.post("/account/login/code/", {"email": me.email})
    code = code_in(newest())
    wrong = client.post("/account/login/code/confirm/", {"code": "WRONG-CODE"})
    assert "not the code we sent" in wrong.content.decode()
    client.post("/account/login/code/confirm/", {"code": code})
    assert client.get(reverse("people:profile")).status_code == 200
    other = Client()
    other.post("/account/login/code/confirm/", {"code": code})
    assert other.get(reverse("people:profile")).status_code == 302


@pytest.mark.parametrize(
    ("ask", "confirm", "said"),
    [
        ("/account/login/code/", "/account/login/code/confirm/", "Not signed in yet"),
        ("/account/signup/", "/account/confirm-email/", "The address is not confirmed yet"),
        (
            "/account/password/reset/",
            "/account/password/reset/confirm/",
            "cannot choose a password",
        ),
    ],
)
def test_a_wrong_code_is_told_in_words_that_fit(client, me, ask, confirm, said):
    client.post(ask, {"email": UNKNOWN if "signup" in ask else KNOWN, **SIGN_UP})
    page = client.post(confirm, {"code": "WRONG-CODE"}).text
    assert said in page
    assert "Not saved yet" not in page


def test_three_wrong_codes_end_the_attempt(client, me):
    client.post("/account/login/code/", {"email": me.email})
    code = code_in(newest())
    for _ in range(3):
        client.post("/account/login/code/confirm/", {"code": "WRONG-CODE"})
    client.post("/account/login/code/confirm/", {"code": code})
    assert client.get(reverse("people:profile")).status_code == 302


def test_a_code_that_is_too_old_does_not_sign_in(client, me, settings, later):
    client.post("/account/login/code/", {"email": me.email})
    later(settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT + 1)
    client.post("/account/login/code/confirm/", {"code": code_in(newest())})
    assert client.get(reverse("people:profile")).status_code == 302


def test_another_confirmed_address_becomes_the_main_one(signed_in, me):
    first, second = me.email, "second@demo.example"
    signed_in.post("/account/email/", {"email": second, "action_add": ""})
    signed_in.post("/account/email/", {"email": second, "action_primary": ""})
    me.refresh_from_db()
    assert me.email == first
    signed_in.post("/account/confirm-email/", {"code": code_in(newest())})
    signed_in.post("/account/email/", {"email": second, "action_primary": ""})
    me.refresh_from_db()
    assert me.email == second
    assert EmailAddress.objects.get(user=me, primary=True).email == second
    told = Letter.objects.get(kind="people/address-changed")
    assert told.to == first
    for address in (first, second):
        browser = Client()
        browser.post("/account/login/", {"login": address, "password": PASSWORD})
        assert browser.get(reverse("people:profile")).status_code == 200


def test_somebody_elses_address_cannot_be_made_ones_main_one(signed_in, me, somebody):
    signed_in.post("/account/email/", {"email": somebody.email, "action_primary": ""})
    me.refresh_from_db()
    assert me.email == KNOWN


def test_signing_up_needs_the_code_from_the_letter(client):
    client.post("/account/signup/", {"email": UNKNOWN, **SIGN_UP})
    assert client.get(reverse("people:profile")).status_code == 302
    client.post("/account/confirm-email/", {"code": code_in(newest())})
    made = Person.objects.get(email=UNKNOWN)
    assert client.get(reverse("people:profile")).status_code == 200
    assert EmailAddress.objects.get(user=made).verified
    assert (made.given_name, made.family_name) == ("Demo", "New")


def test_who_signed_up_just_now_need_not_prove_it_again(client):
    client.post("/account/signup/", {"email": UNKNOWN, **SIGN_UP})
    client.post("/account/confirm-email/", {"code": code_in(newest())})
    answer = client.post("/account/email/", {"email": "second@demo.example", "action_add": ""})
    assert answer.url == "/account/confirm-email/"


@pytest.mark.parametrize(
    "path",
    [
        "/account/password/set/",
        "/account/email/",
        "/account/second-factor/",
        "/me/export/",
        "/me/tokens/",
    ],
)
def test_going_back_shows_nobody_what_keeps_an_account_safe(client, me, path):
    client.force_login(me)
    assert "no-store" in client.get(path, follow=True).headers["Cache-Control"]


def test_signing_up_with_a_known_address_changes_nothing(client, me):
    client.post("/account/signup/", {"email": KNOWN, **SIGN_UP})
    assert Person.objects.count() == 1
    assert newest().kind == "people/have-account"
    me.refresh_from_db()
    assert me.family_name == "Me"


def test_a_sign_up_sent_twice_at_once_makes_one_account(client, me, monkeypatch):
    from allauth.account.internal import flows

    monkeypatch.setattr(flows.manage_email, "email_already_exists", lambda email: (email, False))
    answer = client.post("/account/signup/", {"email": KNOWN, **SIGN_UP})
    assert answer.url == "/account/confirm-email/"
    assert Person.objects.count() == 1


def test_who_signed_up_with_a_strangers_address_keeps_nothing_of_it(client):
    Client().post("/account/signup/", {"email": UNKNOWN, **SIGN_UP})
    first = Person.objects.get()
    client.post(
        "/account/signup/", {"email": UNKNOWN, **SIGN_UP, "password1": "quite another one 9"}
    )
    client.post("/account/confirm-email/", {"code": code_in(newest())})
    owner = Person.objects.get()
    assert owner.pk != first.pk
    assert owner.check_password("quite another one 9")


@pytest.mark.parametrize("path", ["/account/login/code/", "/account/password/reset/"])
def test_a_code_wakes_no_account_nobody_confirmed(client, path):
    Client().post("/account/signup/", {"email": UNKNOWN, **SIGN_UP})
    client.post(path, {"email": UNKNOWN})
    assert newest().kind == "people/no-account"


def test_a_forgotten_password_is_chosen_anew_by_code(client, me):
    client.post("/account/password/reset/", {"email": me.email})
    client.post("/account/password/reset/confirm/", {"code": code_in(newest())})
    new = "an entirely new password"
    client.post("/account/password/reset/complete/", {"password1": new, "password2": new})
    me.refresh_from_db()
    assert me.check_password(new)
    assert newest().kind == "people/password-reset"
    for password, status in ((PASSWORD, 302), (new, 200)):
        browser = Client()
        browser.post("/account/login/", {"login": me.email, "password": password})
        assert browser.get(reverse("people:profile")).status_code == status


def test_a_password_code_that_is_too_old_changes_nothing(client, me, settings, later):
    client.post("/account/password/reset/", {"email": me.email})
    later(settings.ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT + 1)
    client.post("/account/password/reset/confirm/", {"code": code_in(newest())})
    new = "an entirely new password"
    client.post("/account/password/reset/complete/", {"password1": new, "password2": new})
    me.refresh_from_db()
    assert me.check_password(PASSWORD)


def test_too_many_wrong_passwords_are_answered_by_429(client, me):
    answers = [
        client.post("/account/login/", {"login": me.email, "password": "wrong"}).status_code
        for _ in range(7)
    ]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_too_many_codes_for_one_address_are_answered_by_429(client, me):
    answers = [
        Client().post("/account/login/code/", {"email": me.email}).status_code for _ in range(5)
    ]
    assert (answers[0], answers[-1]) == (302, 429)


def test_too_many_sign_ups_are_answered_by_our_page(client):
    for number in range(21):
        answer = client.post("/account/signup/", {"email": f"n{number}@demo.example"})
    assert answer.status_code == 429
    assert "<h1>" in answer.content.decode()


def test_a_closed_account_cannot_sign_in(client, me):
    me.is_active = False
    me.save()
    client.post("/account/login/", {"login": me.email, "password": PASSWORD})
    assert client.get(reverse("people:profile")).status_code == 302
    client.post("/account/login/code/", {"email": me.email})
    assert newest().kind == "people/no-account"


def test_signing_out_needs_a_post(signed_in):
    assert signed_in.get("/account/logout/").status_code == 200
    assert signed_in.get("/me/").status_code == 200
    signed_in.post("/account/logout/")
    assert signed_in.get("/me/").status_code == 302


@pytest.mark.parametrize(
    "path",
    ["/account/orcid/", "/account/openid/institution/", "/account/orcid/callback/"],
)
def test_a_provider_that_is_not_configured_does_not_exist(client, path):
    assert client.get(path).status_code == 404
    assert "ORCID" not in client.get("/account/login/").content.decode()


def test_orcid_is_offered_and_handed_over_by_a_page_when_configured(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"orcid": {"APP": {"client_id": "a", "secret": "b"}}}
    assert "ORCID" in client.get("/account/login/").content.decode()
    answer = client.post("/account/orcid/?process=login")
    assert answer.status_code == 200
    assert "https://orcid.org/oauth/authorize" in answer.content.decode()


def test_sign_ups_nobody_finished_are_forgotten_after_a_week(client, me):
    from datetime import timedelta

    from dls.people.actions.accounts import forget_unconfirmed

    client.post("/account/signup/", {"email": UNKNOWN, **SIGN_UP})
    assert forget_unconfirmed() == 0
    stale = Person.objects.get(email=UNKNOWN)
    Person.objects.update(joined_at=stale.joined_at - timedelta(days=8))
    forget_unconfirmed()
    assert list(Person.objects.all()) == [me]
