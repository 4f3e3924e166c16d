"""The page behind the link of an invitation."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from dls.conferences import links
from dls.conferences.actions import answers, invitations
from dls.conferences.importing import Entry
from dls.conferences.models.roles import Role
from dls.people.models import Person
from dls.web import clock

GUEST = Entry(1, "", "guest@demo.example", "Demo Guest", "Guest", "Demo Institute", "NL")
ANSWER = {
    "given_name": "Demo",
    "family_name": "Guest",
    "affiliation": "Demo Institute",
    "country": "NL",
}


@pytest.fixture
def asked(conference, chair):
    offer = invitations.Offer("Four papers each.", clock.now() + timedelta(weeks=3))
    return invitations.invite(conference, Role.Kind.MEMBER, GUEST, by=chair, offer=offer)


def to(name, *args):
    return reverse(f"conferences:{name}", args=args)


def link(role):
    return to("invitation", links.token(role))


def test_the_page_says_who_invites_to_what_and_until_when(client, asked):
    page = client.get(link(asked))
    assert page.status_code == 200
    for words in (
        "Demo Chair",
        "PC member",
        "The demo1 workshop",
        "Four papers each.",
        "Answer by",
    ):
        assert words in page.text


def test_looking_changes_nothing_however_often(client, asked, stranger):
    before = Role.objects.values().get(pk=asked.pk)
    for _ in range(2):
        client.get(link(asked))
        client.head(link(asked))
        assert client.get(f"{link(asked)}accept/").status_code == 405
        assert client.get(f"{link(asked)}decline/").status_code == 405
    assert Role.objects.values().get(pk=asked.pk) == before


def test_a_new_person_accepts_and_is_signed_in(client, asked):
    answer = client.post(f"{link(asked)}accept/", ANSWER, follow=True)
    person = Person.objects.get(email="guest@demo.example")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert "What to do next" in answer.text
    assert "Set password" in answer.text


def test_a_new_person_can_set_a_password_at_once(client, asked):
    client.post(f"{link(asked)}accept/", ANSWER)
    url = reverse("account_set_password")
    assert client.get(url).status_code == 200
    client.post(url, {"password1": "correct horse battery", "password2": "correct horse battery"})
    assert Person.objects.get(email=asked.email).check_password("correct horse battery")


def test_an_old_account_takes_the_role_and_gives_no_session(client, asked, make_person):
    owner = make_person("owner", password="a long password")
    EmailAddress.objects.create(user=owner, email=asked.email, verified=True)
    answer = client.post(f"{link(asked)}accept/", ANSWER, follow=True)
    asked.refresh_from_db()
    assert (asked.person, "_auth_user_id" in client.session) == (owner, False)
    assert "Sign in with guest@demo.example" in answer.text


def test_a_used_link_gives_no_session_either(client, asked):
    client.post(f"{link(asked)}accept/", ANSWER)
    client.logout()
    answer = client.post(f"{link(asked)}accept/", ANSWER)
    assert answer.status_code == 409
    assert "_auth_user_id" not in client.session
    assert "You accepted on" in client.get(link(asked)).text


def test_signed_in_with_the_address_the_role_is_theirs(client, asked, make_person):
    owner = make_person("owner")
    EmailAddress.objects.create(user=owner, email=asked.email, verified=True)
    client.force_login(owner)
    client.post(f"{link(asked)}accept/", ANSWER)
    asked.refresh_from_db()
    assert (asked.person, asked.state) == (owner, "accepted")


def test_somebody_else_signed_in_is_told_whose_it_is_and_what_to_do(client, asked, stranger):
    client.force_login(stranger)
    page = client.get(link(asked)).text
    assert "This invitation is for Demo Guest" in page
    assert "Add the address" in page
    assert "Sign out" in page
    assert client.post(f"{link(asked)}accept/", ANSWER).status_code == 409
    assert client.post(f"{link(asked)}decline/").status_code == 409
    asked.refresh_from_db()
    assert (asked.state, asked.person) == ("invited", None)


def test_an_answer_with_something_missing_keeps_what_was_typed(client, asked):
    answer = client.post(
        f"{link(asked)}accept/", {**ANSWER, "family_name": "", "given_name": "Typed"}
    )
    assert answer.status_code == 422
    assert "Typed" in answer.text
    asked.refresh_from_db()
    assert asked.state == "invited"


def test_declining_keeps_reason_and_suggestion(client, asked, chair):
    sent = {
        "reason": "On leave.",
        "suggested_name": "Demo Hopper",
        "suggested_email": "h@demo.example",
    }
    page = client.post(f"{link(asked)}decline/", sent, follow=True).text
    asked.refresh_from_db()
    assert (asked.state, asked.suggestion) == ("declined", "Demo Hopper <h@demo.example>")
    assert "If you have changed your mind" in page
    client.force_login(chair)
    client.post(to("role-suggestion", asked.conference.slug, asked.ref))
    assert Role.objects.get(email="h@demo.example").state == "invited"


@pytest.mark.parametrize("state", ["withdrawn", "expired", "ended"])
def test_a_link_that_is_over_says_so_kindly_and_whom_to_ask(client, asked, state):
    Role.objects.filter(pk=asked.pk).update(state=state)
    page = client.get(link(asked))
    assert page.status_code == 410
    assert "chairs@demo.example" in page.text
    assert "Accept invitation" not in page.text


def test_a_replaced_link_says_so(client, asked):
    old = link(asked)
    Role.objects.filter(pk=asked.pk).update(nonce=2)
    page = client.get(old)
    assert (page.status_code, "This link was replaced" in page.text) == (410, True)
    assert client.post(f"{old}accept/", ANSWER).status_code == 409


def test_a_tampered_link_opens_nothing(client, asked):
    for path in (link(asked)[:-2] + "/", to("invitation", "nonsense")):
        page = client.get(path)
        assert (page.status_code, "This link is not whole" in page.text) == (404, True)
        assert client.post(f"{path}accept/", ANSWER).status_code == 404


def test_the_page_of_a_conference_in_preparation_opens_for_who_is_invited(
    client, conference, asked
):
    type(conference).objects.update(state="preparing")
    assert client.get(link(asked)).status_code == 200


def test_answers_are_limited(client, asked, settings):
    settings.RATE_LIMITS = True
    statuses = [
        client.post(f"{link(asked)}decline/", {"suggested_email": "x"}).status_code
        for _ in range(31)
    ]
    assert statuses[-1] == 429


def test_open_invitations_are_found_by_proven_addresses_alone(asked, make_person):
    owner = make_person("owner")
    address = EmailAddress.objects.create(user=owner, email="Guest@demo.example", verified=False)
    assert not Role.objects.open_for(owner).exists()
    address.verified = True
    address.save()
    assert Role.objects.open_for(owner).get() == asked
    answers.decline(links.Held(asked, asked.nonce), by=owner)
    assert not Role.objects.open_for(owner).exists()


def test_who_is_invited_does_not_read_that_they_have_no_role(client, asked, make_person):
    owner = make_person("owner")
    client.force_login(owner)
    assert "You have no role" in client.get(to("dashboard", "demo1")).text
    EmailAddress.objects.create(user=owner, email=asked.email, verified=True)
    page = client.get(to("dashboard", "demo1")).text
    assert "You have no role" not in page
    assert "waits for your answer, until <time" in page
    assert page.count(link(asked)) == 2
