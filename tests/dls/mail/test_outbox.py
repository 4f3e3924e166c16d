import pytest
from django.db import transaction

from dls.mail import kinds, outbox, texts
from dls.mail.models import Letter
from dls.mail.outbox import Address


def test_a_letter_is_written_with_its_cause_or_not_at_all(write):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write("somebody@demo.example")
        raise ZeroDivisionError
    assert not Letter.objects.exists()


def test_with_a_key_a_letter_is_written_once(write):
    write("one@demo.example", "two@demo.example", key="welcome")
    write("One@demo.example", "three@demo.example", key="welcome")
    assert sorted(Letter.objects.values_list("to", flat=True)) == [
        "one@demo.example", "three@demo.example", "two@demo.example",
    ]  # fmt: skip


def test_long_addresses_that_begin_alike_get_a_letter_each(write):
    host = ".".join(["d" * 63] * 3)
    for _ in range(2):
        write(f"ada@{host}.one.example", f"ada@{host}.two.example", key="welcome")
    assert Letter.objects.count() == 2


def test_post_says_how_many_letters_are_new(conference):
    def post(*emails):
        words = {"subject": "Hello", "body": "Hello"}
        return outbox.post(
            "mail/mailing", [Address(email) for email in emails], about=conference, words=words,
            key="k",
        )  # fmt: skip

    assert (post("a@demo.example"), post("a@demo.example", "b@demo.example")) == (1, 1)


def test_an_address_that_is_none_fails_with_a_reason_and_stops_no_other(write):
    write("not an address", "good@demo.example")
    assert sorted(Letter.objects.values_list("state", flat=True)) == ["failed", "waiting"]
    assert "is not an email address" in Letter.objects.get(state="failed").problem


@pytest.mark.parametrize("evil", ["A\r\nBcc: all@demo.example", "A\nB", "A\x00B", "A\u2028B"])
def test_neither_names_nor_subjects_can_break_the_line(write, evil):
    letter = write(Address("a@demo.example", evil), subject=evil)
    assert not set("\r\n\x00\u2028") & set(letter.to_name + letter.subject)


def test_what_people_typed_shows_as_typed_and_never_becomes_a_link():
    text = texts.Text("Hi {{ name }}", "Dear {{ name }}")
    made = text.filled({"name": "[click](https://evil.example) *now* <b>"})
    from dls.mail import messages

    assert "<a" not in messages.html(made.body)
    assert messages.plain(made.body) == "Dear [click](https://evil.example) *now* <b>"
    assert made.subject == "Hi [click](https://evil.example) *now* <b>"


def test_an_empty_placeholder_takes_its_blank_lines_along():
    assert texts.fill("Dear A\n\n{{ message }}\n\nYours", {}) == "Dear A\n\nYours"


def test_the_conference_is_named_in_every_letter_of_it(write, conference):
    letter = write("a@demo.example")
    assert (letter.sender, letter.reply_to) == (conference.name, conference.contact)
    words = outbox.common(conference)
    assert words["conference_when"] == "17 to 18 November 2030"
    assert words["conference_url"].endswith(conference.get_absolute_url())


def test_every_kind_has_a_text_whose_placeholders_are_known():
    for kind in kinds.every():
        subject, body = kind.source()
        assert subject, kind.name
        assert texts.problems(f"{subject}\n{body}", kind.vocabulary()) == [], kind.name
