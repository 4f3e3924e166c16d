"""What operators see of letters that belong to no conference: that they failed, never a code."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dls.mail import delivery, outbox, standing
from dls.mail.models import Letter
from dls.mail.outbox import Address


@pytest.fixture
def code(operator):
    """Write codes to these addresses."""

    def code(*emails, **more):
        outbox.post(
            "people/sign-in-code",
            [Address(email) for email in emails],
            about=operator,
            words={"code": "K7XQ2P"},
        )
        letters = Letter.objects.filter(to__in=emails)
        letters.update(**more)
        return letters.last()

    return code


@pytest.fixture
def seen(client, operator):
    client.force_login(operator)
    return lambda **asked: client.get(reverse("conferences:operator-letters"), asked).text


def test_an_operator_sees_to_whom_a_code_failed_and_why(code, seen):
    code("a@demo.example", state="failed", problem="The server said: 550 No such user")
    text = seen()
    assert "a@demo.example" in text
    assert "550 No such user" in text
    assert "Code to sign in" in text


def test_no_operator_reads_or_guesses_a_code(code, seen):
    code("a@demo.example")
    assert "K7XQ2P" not in seen()
    assert "a@demo.example" not in seen(q="K7XQ2P")
    assert "a@demo.example" in seen(q="A@demo")


def test_letters_of_conferences_are_not_among_them(write, seen):
    write("a@demo.example")
    assert "a@demo.example" not in seen()


def test_a_code_is_in_no_row_once_it_was_sent_or_failed(code, postbox):
    code("a@demo.example")
    delivery.deliver()
    sent = Letter.objects.get()
    assert sent.state == "sent"
    assert b"K7XQ2P" in bytes(postbox.got[0])
    assert "K7XQ2P" not in sent.subject + sent.body


def test_a_code_that_cannot_be_sent_is_in_no_row(code, moody):
    code("nobody@demo.example")
    delivery.deliver()
    failed = Letter.objects.get(to="nobody@demo.example")
    assert failed.state == "failed"
    assert "K7XQ2P" not in failed.subject + failed.body


def test_failed_codes_are_counted_where_operators_start(code, client, operator):
    code("a@demo.example", "b@demo.example", state="failed")
    code("old@demo.example", state="failed", written_at=timezone.now() - timedelta(days=20))
    client.force_login(operator)
    text = client.get(reverse("conferences:operator")).text
    assert 'Letters <span class="count" data-tone="bad">2</span>' in text


def test_letters_that_wait_too_long_are_said_with_what_the_server_said(write, client, operator):
    write("a@demo.example", "b@demo.example")
    assert standing.standing().is_good
    down = "The mail server cannot be reached: [Errno 111] Connection refused"
    Letter.objects.update(problem=down, tries=2)
    client.force_login(operator)
    text = client.get(reverse("conferences:operator")).text
    assert "2 letters wait longer than they should" in text
    assert "Connection refused" in text


def test_an_answer_about_a_recipient_is_not_shown_to_operators(write, client, operator):
    write("a@demo.example")
    Letter.objects.update(problem="The server said: 451 greylisted a@demo.example", tries=1)
    client.force_login(operator)
    text = client.get(reverse("conferences:operator")).text
    assert "1 letter waits longer than it should" in text
    assert "greylisted" not in text


def test_the_list_costs_the_same_for_one_and_many(code, seen):
    counts = []
    for first, last in ((0, 1), (1, 40)):
        code(*(f"a{number}@demo.example" for number in range(first, last)))
        with CaptureQueriesContext(connection) as asked:
            seen()
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
