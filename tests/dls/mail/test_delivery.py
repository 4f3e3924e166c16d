import asyncio
import threading
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from dls.mail import delivery, kinds, messages, outbox
from dls.mail.actions import addresses
from dls.mail.models import Letter, StoppedAddress
from dls.mail.outbox import Address
from dls.mail.tasks import deliver_letters
from dls.web import clock
from tests.dls.mail.conftest import serving


def states() -> dict[str, str]:
    return dict(Letter.objects.values_list("to", "state"))


def read(message):
    return message_from_bytes(bytes(message), policy=policy.default)


def after(**time):
    return clock.at(timezone.now() + timedelta(**time))


def test_a_letter_is_sent_once(write, postbox):
    write("a@demo.example")
    deliver_letters()
    deliver_letters()
    assert len(postbox.got) == 1


def test_a_letter_says_who_writes_why_and_how_to_leave(write, postbox, conference):
    letter = write(
        Address("a@demo.example", "Zoë Ünal, PhD"), subject="Größe", leave_url="/leave/x/",
        body="Read [the call](https://demo.example/call) **now**:\n\nhttps://demo.example/a_b",
    )  # fmt: skip
    delivery.deliver()
    got = read(postbox.got[0])
    letter.refresh_from_db()
    assert (str(got["subject"]), str(got["to"])) == ("Größe", '"Zoë Ünal, PhD" <a@demo.example>')
    assert str(got["from"]).startswith(f"{conference.name} <")
    assert got["reply-to"] == conference.contact
    assert got["auto-submitted"] == "auto-generated"
    assert got["message-id"] == letter.message_id == messages.message_id(letter.ref)
    assert got["date"]
    assert got["list-unsubscribe"].endswith("/leave/x/>")
    assert got["list-unsubscribe"].startswith("<http")
    assert got["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"


def test_text_and_html_come_from_one_source(write, postbox):
    body = "Read [the call](https://demo.example/call) **now**:\n\nhttps://demo.example/a_b\n\nA\nB"
    write("a@demo.example", body=body)
    delivery.deliver()
    got = read(postbox.got[0])
    text = got.get_body(("plain",)).get_content()
    html = got.get_body(("html",)).get_content()
    assert "Read the call: https://demo.example/call now:" in text
    assert '<a href="https://demo.example/call" rel="noopener">the call</a>' in html
    assert '<a href="https://demo.example/a_b"' in html
    assert "A<br>" in html
    assert "<table" not in html


def test_a_secret_goes_with_its_letter(write, postbox, monkeypatch, conference):
    secret = kinds.Kind("mail/mailing", "Code", {}, secret=True, markdown=frozenset({"body"}))
    monkeypatch.setitem(kinds._kinds, "mail/mailing", secret)
    write("a@demo.example", body="Your code is 123456")
    delivery.deliver()
    assert Letter.objects.get().body == ""
    assert "123456" in read(postbox.got[0]).get_body(("plain",)).get_content()


@pytest.mark.parametrize("state", ["held", "cancelled", "failed"])
def test_only_waiting_letters_are_sent(write, postbox, state):
    write("a@demo.example")
    Letter.objects.update(state=state)
    delivery.deliver()
    assert postbox.got == []


def test_a_code_goes_before_everything_else(write, moody, monkeypatch):
    write("a@demo.example", "b@demo.example")
    secret = kinds.Kind("mail/mailing", "Code", {}, secret=True)
    monkeypatch.setitem(kinds._kinds, "mail/mailing", secret)
    code = Address("code@demo.example")
    words = {"subject": "Code", "body": "123456"}
    outbox.post("mail/mailing", [code], about=Letter.objects.first(), words=words)
    delivery.deliver()
    assert moody.got[0] == "code@demo.example"


def test_a_letter_waits_for_its_time(write, postbox):
    write("a@demo.example", after=timezone.now() + timedelta(hours=2))
    delivery.deliver()
    assert postbox.got == []
    with after(hours=3):
        delivery.deliver()
    assert len(postbox.got) == 1


def test_a_letter_of_the_demos_story_left_when_the_story_says(write, postbox, settings):
    settings.DEMO = True
    with after(days=-40):
        told = write("told@demo.example")
    write("now@demo.example")
    delivery.deliver()
    told.refresh_from_db()
    assert told.sent_at == told.written_at
    assert timezone.now() - Letter.objects.get(to="now@demo.example").sent_at < timedelta(hours=1)


def test_many_letters_share_a_connection(write, moody):
    write(*(f"a{number}@demo.example" for number in range(25)))
    assert delivery.deliver() == 25
    assert sorted(moody.got) == sorted(f"a{number}@demo.example" for number in range(25))


def test_a_refused_recipient_fails_at_once_and_is_written_to_no_more(write, moody):
    write("nobody@demo.example", "a@demo.example")
    delivery.deliver()
    assert states() == {
        "nobody@demo.example": "failed", "a@demo.example": "sent", "chairs@demo.example": "sent",
    }  # fmt: skip
    assert "No such user" in Letter.objects.get(to="nobody@demo.example").problem
    write("nobody@demo.example")
    delivery.deliver()
    assert moody.asked.count("nobody@demo.example") == 1
    assert "no longer write to this address" in Letter.objects.order_by("pk").last().problem


def test_a_full_mailbox_fails_this_letter_only(write, moody):
    write("full@demo.example")
    delivery.deliver()
    assert states() == {"full@demo.example": "failed"}
    assert not StoppedAddress.objects.exists()


def test_what_looks_like_spam_fails_without_stopping_the_address(write, moody):
    write("a@demo.example", body="viagra")
    delivery.deliver()
    assert Letter.objects.get().state == "failed"
    assert not StoppedAddress.objects.exists()


def test_a_greylisting_server_gets_the_letter_later(write, moody):
    write("grey@demo.example")
    delivery.deliver()
    letter = Letter.objects.get()
    assert (letter.state, letter.tries) == ("waiting", 1)
    assert "Greylisted" in letter.problem
    with after(seconds=30):
        delivery.deliver()
    assert moody.got == []
    with after(minutes=2):
        delivery.deliver()
    letter.refresh_from_db()
    assert (letter.state, letter.problem, moody.got) == ("sent", "", ["grey@demo.example"])


def test_without_a_server_letters_wait_longer_and_longer_then_stop(write, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    write("a@demo.example", "b@demo.example")
    pauses, time = [], timezone.now()
    for _ in Letter.PAUSES:
        with clock.at(time):
            delivery.deliver()
        letter = Letter.objects.get(to="a@demo.example")
        pauses.append(round((letter.after - time).total_seconds() / 60))
        time = letter.after + timedelta(seconds=1)
    assert tuple(pauses) == Letter.PAUSES
    with clock.at(time):
        delivery.deliver()
    assert set(states().values()) == {"failed"}
    assert "Given up after 8 tries" in Letter.objects.first().problem


class Hanging:
    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        await asyncio.sleep(30)
        return "250 OK"


def test_a_server_that_hangs_costs_one_timeout(write, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 0.5
    with serving(Hanging()) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        write("a@demo.example")
        delivery.deliver()
    letter = Letter.objects.get()
    assert (letter.state, letter.tries) == ("waiting", 1)
    assert "timed out" in letter.problem


def test_a_claimed_letter_is_left_alone_until_its_lease_ends(write, postbox):
    write("a@demo.example")
    Letter.objects.update(claim="other", claimed_until=timezone.now() + timedelta(minutes=1))
    delivery.deliver()
    assert postbox.got == []
    Letter.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    delivery.deliver()
    assert len(postbox.got) == 1


def test_a_letter_cancelled_after_it_was_claimed_is_not_sent(write, postbox, monkeypatch):
    write("a@demo.example")
    claimed = delivery._claimed

    def claimed_and_cancelled(claim):
        letters = claimed(claim)
        Letter.objects.update(state="cancelled")
        return letters

    monkeypatch.setattr(delivery, "_claimed", claimed_and_cancelled)
    delivery.deliver()
    assert (postbox.got, Letter.objects.get().state) == ([], "cancelled")


def test_what_was_claimed_and_not_tried_is_given_back(write, settings):
    settings.EMAIL_BACKEND = "tests.dls.mail.broken.Backend"
    write("a@demo.example", "b@demo.example")
    with pytest.raises(MemoryError):
        delivery.deliver()
    held = Letter.objects.filter(claimed_until__isnull=False)
    assert list(held.values_list("to", "tries")) == [("a@demo.example", 1)]  # it may have gone
    assert Letter.objects.get(to="b@demo.example").tries == 0


@pytest.mark.django_db(transaction=True)
def test_several_senders_send_every_letter_once(write, moody):
    write(*(f"a{number}@demo.example" for number in range(60)))
    threads = [threading.Thread(target=sending) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(moody.got) == sorted(f"a{number}@demo.example" for number in range(60))
    assert set(states().values()) == {"sent"}


def sending():
    try:
        delivery.deliver()
    finally:
        connection.close()


def test_so_many_senders_are_enough(write, postbox, settings):
    settings.MAIL_CONNECTIONS = 1
    write("a@demo.example", "b@demo.example")
    later = timezone.now() + timedelta(minutes=1)
    Letter.objects.filter(to="b@demo.example").update(claim="other", claimed_until=later)
    assert delivery.deliver() == 0


def test_a_stopped_address_still_gets_what_its_owner_asks_for(write, postbox, conference):
    addresses.stop("a@demo.example", why=StoppedAddress.Why.BOUNCED)
    write("a@demo.example")
    Letter.objects.update(is_secret=True)
    delivery.deliver()
    assert len(postbox.got) == 1


def test_closing_an_account_takes_the_person_out_of_the_letters(write, member, postbox):
    write(outbox.to(member))
    delivery.deliver()
    write(outbox.to(member))
    addresses.forget(member, to="closed@account.invalid", subject="closed")
    assert set(Letter.objects.values_list("to", "to_name", "body", "state")) == {
        ("closed@account.invalid", "", "", "sent"),
        ("closed@account.invalid", "", "", "cancelled"),
    }


def busy_at_first(monkeypatch, times):
    """A database too busy to write down that a letter was sent, so many times."""
    mark, left = delivery._mark_sent, [times]

    def marked(letter, outcome):
        if left[0]:
            left[0] -= 1
            raise OperationalError("database is locked")
        mark(letter, outcome)

    monkeypatch.setattr(delivery, "_mark_sent", marked)
    monkeypatch.setattr(delivery, "PATIENCE", (0, 0, 0))


@pytest.mark.django_db(transaction=True)
def test_a_busy_database_does_not_make_a_letter_go_twice(write, postbox, monkeypatch):
    write("a@demo.example", "b@demo.example")
    busy_at_first(monkeypatch, times=3)
    assert delivery.deliver() == 2
    delivery.deliver()
    assert len(postbox.got) == 2
    assert set(states().values()) == {"sent"}


@pytest.mark.django_db(transaction=True)
def test_a_letter_whose_end_is_unknown_is_not_given_back_before_its_lease_ends(
    write, postbox, monkeypatch
):
    write("a@demo.example", "b@demo.example")
    busy_at_first(monkeypatch, times=4)
    with pytest.raises(OperationalError):
        delivery.deliver()
    delivery.deliver()
    assert len(postbox.got) == 2
    assert sorted(states().values()) == ["sent", "waiting"]


def test_a_letter_that_cannot_be_written_fails_and_lets_the_others_go(write, postbox, monkeypatch):
    html_part = messages.html_part

    def breaking(letter):
        if letter.to == "poison@demo.example":
            raise RecursionError("maximum recursion depth exceeded")
        return html_part(letter)

    monkeypatch.setattr(messages, "html_part", breaking)
    write("poison@demo.example", "a@demo.example")
    assert delivery.deliver() == 1
    assert states() == {"poison@demo.example": "failed", "a@demo.example": "sent"}
    assert "cannot be written" in Letter.objects.get(to="poison@demo.example").problem
