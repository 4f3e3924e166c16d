"""The mailing list of a series: asked, confirmed, left, come back."""

import time
from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dls.conferences import registered_site, subscriptions
from dls.conferences.actions import subscribing
from dls.conferences.models.audience import Subscriber
from dls.conferences.models.conference import Conference
from dls.mail import audiences
from dls.mail.models import Letter
from dls.web.verdicts import Refused

EMAIL = "reader@demo.example"


@pytest.fixture
def sign_up(client, conference):
    def post(email=EMAIL, via="", path="demo-series"):
        return client.post(
            reverse("conferences:subscribe", args=[path]), {"email": email, "via": via}
        )

    return post


@pytest.fixture
def reader(series):
    return Subscriber.objects.create(series=series, email=EMAIL, confirmed_at=timezone.now())


def link_in(letter):
    return next(word for word in letter.body.split() if "/series/" in word).split("8000")[-1]


def joined(client, letter):
    path = link_in(letter)
    assert "Get the news" in client.get(path).text
    assert not Subscriber.objects.confirmed().exists()
    return client.post(path)


def test_an_address_is_on_the_list_once_its_owner_has_confirmed(sign_up, client):
    assert sign_up(via="hpc-list").headers["Location"] == "/series/demo-series/asked/"
    assert "Look into your mailbox" in client.get("/series/demo-series/asked/").text
    letter = Letter.objects.get()
    assert (letter.kind, letter.to, letter.is_secret) == ("series/confirm", EMAIL, True)
    assert "You are on the list" in joined(client, letter).text
    subscriber = Subscriber.objects.confirmed().get()
    assert (subscriber.email, subscriber.source) == (EMAIL, "hpc-list")


def test_looking_at_a_link_changes_nothing(sign_up, client):
    sign_up()
    for _ in range(2):
        client.get(link_in(Letter.objects.get()))
        client.head(link_in(Letter.objects.get()))
    assert not Subscriber.objects.confirmed().exists()


def test_a_second_click_changes_nothing(sign_up, client):
    sign_up()
    letter = Letter.objects.get()
    joined(client, letter)
    first = Subscriber.objects.get().confirmed_at
    assert client.post(link_in(letter)).status_code == 200
    assert Subscriber.objects.get().confirmed_at == first


@pytest.mark.parametrize("known", [False, True])
def test_known_and_unknown_addresses_get_the_same_answer(known, sign_up, series, client):
    if known:
        Subscriber.objects.create(series=series, email=EMAIL, confirmed_at=timezone.now())
    answer = sign_up()
    assert (answer.status_code, answer.headers["Location"]) == (302, "/series/demo-series/asked/")
    assert Letter.objects.get().kind == ("series/already" if known else "series/confirm")


def test_all_answers_take_the_same_steps(sign_up, series, settings):
    settings.RATE_LIMITS = False
    Subscriber.objects.create(
        series=series, email="known@demo.example", confirmed_at=timezone.now()
    )
    Subscriber.objects.create(series=series, email="asked@demo.example")
    counts = set()
    for email in ("known@demo.example", "asked@demo.example", "new@demo.example"):
        with CaptureQueriesContext(connection) as captured:
            sign_up(email)
        counts.add(len(captured))
    assert len(counts) == 1


@pytest.mark.parametrize("spelling", ["READER@demo.example", "Reader@Demo.Example", f" {EMAIL} "])
def test_an_address_is_one_however_it_is_spelled(spelling, sign_up, reader):
    sign_up(spelling)
    assert Subscriber.objects.get().email == EMAIL


@pytest.mark.parametrize(
    "email",
    ["", "no address", "a@b", f"{'a' * 250}@demo.example", "a@demo.example\nBcc: b@demo.example",
     "<script>@demo.example", "a@demo.example, b@demo.example"],
)  # fmt: skip
def test_what_is_no_address_is_an_error_with_a_way_out(email, sign_up):
    answer = sign_up(email)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert not Letter.objects.exists()


@pytest.mark.parametrize("via", ["<b>", "A B", "x" * 41, "-x", "a\nb", "ü"])
def test_a_source_nobody_made_is_dropped(via, sign_up):
    sign_up(via=via)
    assert Subscriber.objects.get().source == ""


def test_the_link_one_came_by_travels_with_the_form(conference, client):
    text = client.get(conference.get_absolute_url(), {"from": "HPC-list"}).text
    assert 'name="via" value="hpc-list"' in text
    text = client.get(conference.get_absolute_url(), {"from": '"><script>'}).text
    assert "<script>alert" not in text
    assert 'name="via" id' in text


def test_one_address_gets_three_letters_a_day_at_most(sign_up, settings, monkeypatch):
    settings.RATE_LIMITS = True
    now = timezone.now()
    for minute in range(6):
        later = now + timedelta(minutes=minute)
        monkeypatch.setattr(subscribing.timezone, "now", lambda later=later: later)
        assert sign_up().status_code == 302
    assert Letter.objects.count() == 3


def test_a_double_click_writes_one_letter(sign_up, monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(subscribing.timezone, "now", lambda: now)
    sign_up()
    sign_up()
    assert Letter.objects.count() == 1


def test_one_place_signs_up_so_many_a_day(sign_up, settings):
    settings.RATE_LIMITS = True
    answers = [sign_up(f"r{number}@demo.example").status_code for number in range(22)]
    assert answers[:20] == [302] * 20
    assert answers[-1] == 429


def test_a_form_from_elsewhere_is_refused(conference):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("conferences:subscribe", args=["demo-series"]), {"email": EMAIL})
    assert answer.status_code == 403


def test_a_mail_program_leaves_with_one_click(reader):
    strict = Client(enforce_csrf_checks=True)
    path = subscriptions.leave_url(reader).split("8000")[-1]
    answer = strict.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not Subscriber.objects.confirmed().exists()
    left = Subscriber.objects.get().left_at
    strict.post(path, {"List-Unsubscribe": "One-Click"})
    assert Subscriber.objects.get().left_at == left


def test_looking_at_the_link_to_leave_leaves_nothing(reader, client):
    path = subscriptions.leave_url(reader).split("8000")[-1]
    assert "Leave the list" in client.get(path).text
    assert Subscriber.objects.confirmed().exists()


def test_who_left_comes_back_by_a_new_letter_only(sign_up, client):
    sign_up()
    first = Letter.objects.get()
    joined(client, first)
    subscribing.leave(Subscriber.objects.get())
    assert client.post(link_in(first)).status_code == 409
    assert not Subscriber.objects.confirmed().exists()
    subscribing.ask(Subscriber.objects.get().series, EMAIL)
    client.post(link_in(Letter.objects.order_by("-pk").first()))
    assert Subscriber.objects.confirmed().exists()


def test_an_earlier_letter_still_works_when_another_was_asked_for(sign_up, client, monkeypatch):
    sign_up()
    later = timezone.now() + timedelta(minutes=2)
    monkeypatch.setattr(subscribing.timezone, "now", lambda: later)
    sign_up()
    monkeypatch.undo()
    first, _ = Letter.objects.order_by("pk")
    assert joined(client, first).status_code == 200


@pytest.mark.parametrize("what", ["join", "leave"])
@pytest.mark.parametrize("token", ["x", "a:b:c", "e30:1abc:xyz", "%00", "a" * 500])
def test_a_spoilt_link_says_what_to_do(what, token, client, db):
    answer = client.get(f"/series/{what}/{token}/")
    assert answer.status_code in {404, 410}
    assert client.post(f"/series/{what}/{token}/").status_code in {404, 410}


def test_a_link_to_join_grows_old(reader, client):
    path = subscriptions.join_url(reader).split("8000")[-1]
    assert client.get(path).status_code == 200
    late = time.time() + subscriptions.VALID.total_seconds() + 60
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time", lambda: late)
        assert client.get(path).status_code == 410


def test_a_link_serves_for_one_purpose(reader, client):
    token = subscriptions.leave_url(reader).rstrip("/").rpartition("/")[2]
    assert client.post(f"/series/join/{token}/").status_code == 410
    token = subscriptions.join_url(reader).rstrip("/").rpartition("/")[2]
    assert client.post(f"/series/leave/{token}/").status_code == 410


def test_a_link_shows_no_key(reader):
    reader.pk = 4_711_471_147
    for url in (subscriptions.leave_url(reader), subscriptions.join_url(reader)):
        token = url.rstrip("/").rpartition("/")[2]
        assert b"4711471147" not in urlsafe_b64decode(token)


def test_a_link_of_a_forgotten_address_says_so(reader, client):
    path = subscriptions.leave_url(reader).split("8000")[-1]
    reader.delete()
    assert client.get(path).status_code == 410


def test_who_has_not_confirmed_cannot_leave_by_mistake(series):
    waiting = Subscriber.objects.create(series=series, email=EMAIL)
    subscribing.leave(waiting)
    assert Subscriber.objects.get().left_at is None


def test_joining_with_an_old_link_is_refused_and_changes_nothing(reader):
    subscribing.leave(reader)
    with pytest.raises(Refused, match="sign up again"):
        subscribing.join(reader, asked_at=reader.asked_at)
    assert Subscriber.objects.get().left_at


def test_nobody_signs_up_to_a_series_they_cannot_see(sign_up, conference):
    Conference.objects.update(state="preparing")
    assert sign_up().status_code == 404
    assert not Letter.objects.exists()


def test_unconfirmed_addresses_are_forgotten(series, reader):
    old = timezone.now() - timedelta(days=31)
    Subscriber.objects.create(series=series, email="old@demo.example", asked_at=old)
    Subscriber.objects.create(series=series, email="new@demo.example")
    assert subscribing.forget_unconfirmed() == 1
    assert not Subscriber.objects.filter(email="old@demo.example").exists()
    assert Subscriber.objects.count() == 2


def test_the_list_is_an_audience_with_a_link_to_leave_for_each(conference, reader, series):
    Subscriber.objects.create(series=series, email="waiting@demo.example")
    gone = {"email": "gone@demo.example", "confirmed_at": timezone.now()}
    Subscriber.objects.create(series=series, left_at=timezone.now(), **gone)
    found = audiences.recipients("series/list", conference)
    assert [one.email for one in found] == [EMAIL]
    assert subscriptions.leaving(found[0].leave_url.rstrip("/").rpartition("/")[2]) == reader


def test_another_series_has_another_list(conference, reader):
    other = type(reader.series).objects.create(slug="other", title="Other", short="O")
    Subscriber.objects.create(series=other, email="o@demo.example", confirmed_at=timezone.now())
    assert [one.email for one in registered_site.on_list(conference)] == [EMAIL]


def test_a_person_is_told_their_lists_and_taken_off_them(reader, stranger):
    stranger.emailaddress_set.create(email=EMAIL, verified=True)
    told = registered_site.everything_about(stranger)["mailing_lists"]
    assert [one["series"] for one in told] == ["Demo Workshops"]
    subscribing.forget_person(stranger)
    assert not Subscriber.objects.exists()


def test_an_address_somebody_only_claims_is_not_theirs(reader, stranger):
    stranger.emailaddress_set.create(email=EMAIL, verified=False)
    assert registered_site.everything_about(stranger)["mailing_lists"] == []
    subscribing.forget_person(stranger)
    assert Subscriber.objects.exists()


def test_my_address_is_in_the_form_already(conference, stranger, client):
    client.force_login(stranger)
    assert f'value="{stranger.email}"' in client.get(conference.get_absolute_url()).text
