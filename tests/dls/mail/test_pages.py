"""Who sees which letters, and what the pages say."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dls.conferences.models.conference import Conference
from dls.mail.actions import letters as actions
from dls.mail.models import Letter, StoppedAddress
from dls.mail.outbox import Address
from dls.web.verdicts import Refused


@pytest.fixture
def listed(conference):
    return reverse("mail:letters", args=[conference.slug])


@pytest.fixture
def at(conference):
    def at(letter, deed=""):
        if deed:
            return reverse("mail:letter-deed", args=[conference.slug, letter.ref, deed])
        return reverse("mail:letter", args=[conference.slug, letter.ref])

    return at


@pytest.mark.parametrize(
    ("who", "sees"),
    [("chair", 1), ("member", 0), ("other_chair", 0), ("stranger", 0), ("operator", 0)],
)
def test_who_sees_a_conferences_letters(write, request, who, sees):
    write("a@demo.example")
    assert Letter.objects.visible_to(request.getfixturevalue(who)).count() == sees


@pytest.mark.parametrize("who", ["member", "other_chair", "stranger"])
def test_for_others_the_pages_do_not_exist(client, write, request, who, listed, at):
    letter = write("a@demo.example")
    client.force_login(request.getfixturevalue(who))
    assert client.get(listed).status_code == 404
    assert client.get(at(letter)).status_code == 404
    assert client.post(at(letter, "cancel")).status_code == 404
    assert Letter.objects.get().state == "waiting"


def test_a_letter_of_another_conference_is_not_here(client, write, chair, at, make_conference):
    letter = write("a@demo.example")
    other = make_conference("other")
    Letter.objects.update(scope=other.key, about_id=other.pk)
    client.force_login(chair)
    assert client.get(at(letter)).status_code == 404


def test_a_secret_never_appears(client, chair, write, listed, at):
    letter = write("a@demo.example", body="CANARY-17")
    Letter.objects.update(is_secret=True)
    client.force_login(chair)
    for answer in (client.get(listed), client.get(at(letter)), client.get(listed, {"q": "CANARY"})):
        assert "CANARY-17" not in answer.text
    assert "Hidden" in client.get(at(letter)).text
    assert Letter.objects.visible_to(chair).get().shown_body == ""


def test_how_somebody_leaves_a_list_is_theirs_alone(client, chair, write, at):
    letter = write(Address("a@demo.example", leave_url="/leave/CANARY-18/"))
    client.force_login(chair)
    assert "CANARY-18" not in client.get(at(letter)).text


def test_a_code_is_seen_by_nobody(chair, write):
    write("a@demo.example")
    Letter.objects.update(is_secret=True, scope="")
    assert not Letter.objects.visible_to(chair).exists()


def test_letters_are_found_by_state_kind_recipient_and_subject(client, chair, write, listed):
    write(Address("ada@demo.example", "Demo Ada"), subject="First")
    write(Address("bob@demo.example", "Demo Bob"), subject="Second")
    Letter.objects.filter(to="bob@demo.example").update(state="held")
    client.force_login(chair)

    def found(**asked):
        text = client.get(listed, asked).text
        return ("First" in text, "Second" in text)

    assert found() == (True, True)
    assert found(state="held") == (False, True)
    assert found(q="demo ada") == (True, False)
    assert found(q="second") == (False, True)
    assert found(kind="mail/reminder") == (False, False)
    assert found(state="nonsense") == (True, True)


def test_the_list_is_a_fragment_for_htmx(client, chair, write, listed):
    client.force_login(chair)
    assert "<html" not in client.get(listed, headers={"HX-Request": "true"}).text


def test_an_empty_list_says_what_to_do(client, chair, listed):
    client.force_login(chair)
    assert "No letter has been written yet" in client.get(listed).text


def queries(client, url) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", ["letters", "mailings", "reminders", "texts", "stopped"])
def test_pages_ask_little_of_the_database(client, chair, write, conference, name):
    client.force_login(chair)
    url = reverse(f"mail:{name}", args=[conference.slug])
    write("a0@demo.example")
    StoppedAddress.objects.create(email="a0@demo.example", why="bounced")
    few = queries(client, url)
    write(*(f"a{number}@demo.example" for number in range(1, 40)))
    StoppedAddress.objects.bulk_create(
        StoppedAddress(email=f"a{number}@demo.example", why="bounced") for number in range(1, 40)
    )
    assert queries(client, url) == few <= 12


def test_one_letters_page_asks_little_of_the_database(client, chair, write, at):
    letter = write("a@demo.example")
    client.force_login(chair)
    assert queries(client, at(letter)) <= 12


def test_ten_thousand_letters_are_paged(client, chair, conference, listed):
    Letter.objects.bulk_create(
        Letter(
            kind="mail/mailing", to=f"a{number}@demo.example", subject=f"Letter {number}", body="x",
            scope=conference.key, about_kind="conference", about_id=conference.pk,
        )
        for number in range(10_000)
    )  # fmt: skip
    client.force_login(chair)
    started = timezone.now()
    answer = client.get(listed, {"page": 200})
    assert "9951 to 10000 of 10000" in answer.text
    assert timezone.now() - started < timedelta(seconds=2)


# ---- Deeds


def test_a_letter_is_held_and_let_go(client, chair, write, at):
    letter = write("a@demo.example")
    client.force_login(chair)
    for deed, state in [("hold", "held"), ("continue", "waiting"), ("cancel", "cancelled")]:
        client.post(at(letter, deed))
        letter.refresh_from_db()
        assert letter.state == state


def test_a_failed_letter_is_sent_again_from_the_first_try(client, chair, write, at):
    letter = write("a@demo.example")
    Letter.objects.update(state="failed", tries=8, problem="No such user")
    client.force_login(chair)
    assert "No such user" in client.get(at(letter)).text
    client.post(at(letter, "resend"))
    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.problem) == ("waiting", 0, "")


def test_what_was_sent_cannot_be_taken_back(chair, write):
    letter = write("a@demo.example")
    Letter.objects.update(state="sent", sent_at=timezone.now())
    for deed in (actions.hold, actions.cancel, actions.resend):
        with pytest.raises(Refused):
            deed(letter, by=chair)
    assert Letter.objects.get().state == "sent"


def test_in_an_archived_conference_nothing_is_changed(client, chair, write, at, conference):
    letter = write("a@demo.example")
    Conference.objects.update(state="archived")
    client.force_login(chair)
    assert client.post(at(letter, "cancel")).status_code == 409
    assert "archived" in client.get(at(letter)).text
    assert Letter.objects.get().state == "waiting"


def test_an_unknown_deed_does_not_exist(client, chair, write, at):
    client.force_login(chair)
    assert client.post(at(write("a@demo.example"), "burn")).status_code == 404


def test_the_side_counts_failures(client, chair, write, listed):
    write("a@demo.example")
    Letter.objects.update(state="failed")
    client.force_login(chair)
    assert 'Letters<span class="count" data-tone="bad">1</span>' in client.get(listed).text


def test_all_failed_letters_of_a_search_are_sent_again_or_set_aside(
    client, chair, write, conference
):
    write("ada@demo.example", "bob@demo.example", "eve@demo.example")
    Letter.objects.exclude(to="eve@demo.example").update(state="failed")
    client.force_login(chair)

    def press(deed, asked=""):
        at = reverse("mail:letters-failed", args=[conference.slug, deed])
        return client.post(f"{at}?state=failed{asked}").status_code

    def states():
        return list(Letter.objects.order_by("to").values_list("state", flat=True))

    assert press("resend", "&q=ada") == 302
    assert states() == ["waiting", "failed", "waiting"]
    assert press("set-aside") == 302
    assert states() == ["waiting", "cancelled", "waiting"]
    assert press("burn") == 404


def test_others_set_nothing_aside(client, member, write, conference):
    write("ada@demo.example")
    Letter.objects.update(state="failed")
    client.force_login(member)
    at = reverse("mail:letters-failed", args=[conference.slug, "set-aside"])
    assert client.post(at).status_code == 404
    assert Letter.objects.get().state == "failed"
