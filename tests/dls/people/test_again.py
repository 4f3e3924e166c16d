"""Before something grave, a proof that it is still you."""

import re
from urllib.parse import unquote

import pytest
from django.urls import reverse

from dls.mail.models import Letter
from dls.people import proofs
from dls.people.models import Person
from tests.dls.people.conftest import PASSWORD

pytestmark = pytest.mark.django_db
BY_CODE = "/account/reauthenticate/code/"
GRAVE = ["people:close", "people:merge", "people:merge-code", "people:export"]


def newest_code() -> str:
    return re.search(r"\*\*(\S+)\*\*", Letter.objects.latest("pk").body)[1]


@pytest.fixture
def bare(client, me):
    """I have neither a password nor a second factor, and signed in a while ago."""
    me.set_unusable_password()
    me.save()
    client.force_login(me)
    return client


@pytest.mark.parametrize("name", GRAVE)
def test_who_has_no_password_is_asked_for_a_code(bare, name):
    answer = bare.get(reverse(name))
    assert unquote(answer.url) == f"{BY_CODE}?next={reverse(name)}"


def test_another_address_needs_the_proof_too(bare):
    data = {"email": "second@demo.example", "action_add": ""}
    assert bare.post("/account/email/", data).url.startswith(BY_CODE)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "path", ["/account/reauthenticate/", "/account/second-factor/reauthenticate/"]
)
def test_the_other_proofs_lead_to_the_one_they_have(bare, path):
    answer = bare.get(f"{path}?next=/me/close/")
    assert unquote(answer.url) == f"{BY_CODE}?next=/me/close/"


def test_a_code_by_letter_is_a_fresh_proof_and_what_was_begun_goes_on(bare, me):
    answer = bare.post(reverse("people:close"), {"email": me.email})
    path = answer.url
    assert Letter.objects.count() == 0
    assert me.email in bare.get(path).text
    assert Letter.objects.count() == 0
    assert bare.post(path, {"send": ""}).url == path
    letter = Letter.objects.get()
    assert (letter.kind, letter.to, letter.is_secret) == ("people/proof-code", me.email, True)
    assert bare.post(path, {"code": newest_code().lower()}).url == reverse("people:closed")
    assert not Person.objects.get(pk=me.pk).is_active


def test_a_wrong_code_proves_nothing_and_three_end_the_attempt(bare):
    bare.post(BY_CODE, {"send": ""})
    code = newest_code()
    for _ in range(proofs.TRIES):
        page = bare.post(BY_CODE, {"code": "BBBB-BBBB"}).text
    assert "Not proved yet" in page
    assert "Send me a code" in page
    bare.post(BY_CODE, {"code": code})
    assert bare.get(reverse("people:close")).status_code == 302


def test_a_code_that_is_too_old_proves_nothing(bare, later):
    bare.post(BY_CODE, {"send": ""})
    later(proofs.LIFETIME + 1)
    assert "Send me a code" in bare.post(BY_CODE, {"code": newest_code()}).text


def test_a_code_to_merge_is_no_proof_of_oneself(bare, me):
    session = bare.session
    proof = proofs.begin(session, me.email)
    session[proofs.STILL_ME] = session[proofs.MERGE]
    session.save()
    assert "Not proved yet" in bare.post(BY_CODE, {"code": proof.code}).text


def test_a_proof_by_code_holds_for_five_minutes(bare, later):
    bare.post(BY_CODE, {"send": ""})
    bare.post(BY_CODE, {"code": newest_code()})
    assert bare.get(reverse("people:close")).status_code == 200
    later(5 * 60 + 1)
    assert bare.get(reverse("people:close")).status_code == 302


def test_too_many_letters_are_answered_by_429(bare):
    answers = [bare.post(BY_CODE, {"send": ""}).status_code for _ in range(11)]
    assert (answers[0], answers[-1]) == (302, 429)


def test_whoever_has_a_password_proves_it_by_that(client, me):
    client.force_login(me)
    assert client.get(BY_CODE).url == "/account/reauthenticate/"
    path = reverse("people:close")
    client.post(f"/account/reauthenticate/?next={path}", {"password": PASSWORD})
    assert client.get(path).status_code == 200


def test_demo_people_have_nothing_to_prove(bare, me):
    Person.objects.update(is_demo=True)
    assert bare.get(reverse("people:close")).status_code == 200


def test_nobody_else_is_asked_for_codes(client):
    assert "/account/login/" in client.get(BY_CODE).url
