import pytest
from django.urls import reverse

from dls.mail import kinds, outbox, texts
from dls.mail.actions import texts as actions
from dls.mail.models import Letter, LetterText
from dls.mail.outbox import Address
from dls.web.verdicts import Refused

NAME = "conferences/milestone-due"


@pytest.fixture
def kind():
    return kinds.get(NAME)


@pytest.fixture
def at(conference):
    return reverse("mail:text", args=[conference.slug, *NAME.split("/")])


def change(kind, conference, chair, subject="{{ moment }} soon", body="Dear {{ name }}"):
    actions.change_text(kind, conference, by=chair, subject=subject, body=body)


def test_an_unknown_placeholder_names_the_nearest_known_one(kind):
    assert texts.problems("Dear {{ nmae }}", kind.vocabulary()) == [
        "There is no placeholder {{ nmae }}. The nearest is {{ name }}."
    ]


@pytest.mark.parametrize("broken", ["Dear {{ name }", "Dear {{ first name }}", "Dear }} name"])
def test_a_broken_placeholder_is_told(kind, broken):
    (problem,) = texts.problems(broken, kind.vocabulary())
    assert "is not a whole placeholder" in problem


def test_a_conference_writes_in_its_own_words(kind, conference, chair, make_conference):
    change(kind, conference, chair)
    for scope in (conference, make_conference("other")):
        outbox.post(
            NAME, [Address("a@demo.example", "Ada")], about=conference, scope=scope,
            words={"moment": "The workshop"},
        )  # fmt: skip
    own, house = Letter.objects.order_by("pk")
    assert (own.subject, own.body) == ("The workshop soon", "Dear Ada")
    assert house.subject != own.subject


def test_changing_a_text_with_an_unknown_placeholder_is_refused(kind, conference, chair):
    with pytest.raises(Refused, match="nearest is"):
        change(kind, conference, chair, body="Dear {{ nome }}")
    assert not LetterText.objects.exists()


def test_only_a_chair_changes_a_text(kind, conference, member):
    with pytest.raises(Refused, match="Only a chair"):
        change(kind, conference, member)
    assert not LetterText.objects.exists()


def test_texts_that_keep_the_site_safe_cannot_be_changed(conference, chair, client):
    locked = next(kind for kind in kinds.every() if not kind.editable)
    with pytest.raises(Refused, match="the same everywhere"):
        change(locked, conference, chair, body="Hello")
    client.force_login(chair)
    at = reverse("mail:text", args=[conference.slug, locked.app, locked.short])
    assert client.get(at).status_code == 404


def test_a_chair_saves_a_text_and_goes_back_to_that_of_the_house(
    client, chair, conference, at, kind
):
    client.force_login(chair)
    client.post(at, {"subject": "Own {{ moment }}", "body": "Dear {{ name }}"})
    assert texts.of(kind, conference).subject == "Own {{ moment }}"
    client.post(at + "restore/")
    assert not texts.of(kind, conference).is_own


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(client, chair, at):
    client.force_login(chair)
    answer = client.post(at, {"subject": "Hello", "body": "Dear {{ nmae }}, my long text"})
    assert "The nearest is {{ name }}" in answer.text
    assert "my long text" in answer.text
    assert not LetterText.objects.exists()


def test_the_preview_is_for_a_real_recipient_and_saves_nothing(client, chair, at, write):
    write(Address("ada@demo.example", "Demo Ada"))
    client.force_login(chair)
    asked = {
        "look": "1",
        "subject": "Hi {{ name }}",
        "body": "*x*",
        "recipient": "ada@demo.example",
    }
    answer = client.post(at, asked, headers={"HX-Request": "true"})
    assert "Hi Demo Ada" in answer.text
    assert "<em>x</em>" in answer.text
    assert "<html" not in answer.text
    assert not LetterText.objects.exists()


def test_all_texts_are_listed(client, chair, conference):
    client.force_login(chair)
    answer = client.get(reverse("mail:texts", args=[conference.slug]))
    assert kinds.get(NAME).title in answer.text


INVITATION = "conferences/invitation"


def test_an_invitation_without_its_link_is_refused(conference, chair):
    kind = kinds.get(INVITATION)
    with pytest.raises(Refused, match="needs {{ accept_url }}: the page where"):
        actions.change_text(kind, conference, by=chair, subject="Join us", body="Dear {{ name }}")


def test_the_form_says_which_placeholder_is_missing(client, chair, conference):
    client.force_login(chair)
    there = reverse("mail:text", args=[conference.slug, "conferences", "invitation"])
    text = client.post(there, {"subject": "Join us", "body": "Dear {{ name }}"}).text
    assert "This letter needs {{ accept_url }}" in text
    assert not LetterText.objects.exists()


def test_the_standard_texts_say_what_their_letters_need():
    lacking = {kind.name: texts.left_out(kind.source()[1], kind) for kind in kinds.every()}
    assert not any(lacking.values()), lacking
