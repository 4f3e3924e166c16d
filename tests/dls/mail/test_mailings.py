from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dls.journal.models import Entry
from dls.mail import audiences, delivery, outbox
from dls.mail.actions import mailings as actions
from dls.mail.models import Letter, Mailing
from dls.mail.outbox import Address
from dls.mail.tasks import expand_mailings
from dls.web import clock
from dls.web.verdicts import Refused


@pytest.fixture
def draft(conference, chair, group):
    """A draft to so many people, or to these."""

    def draft(people=3, subject="News", body="Dear {{ name }}", **more):
        if isinstance(people, int):
            people = [Address(f"a{at}@demo.example", f"Demo {at}") for at in range(people)]
        audience = group(*people, **more)
        return actions.draft(conference, by=chair, audience=audience, subject=subject, body=body)

    return draft


@pytest.fixture
def at(conference):
    def at(name, mailing, *more):
        return reverse(f"mail:{name}", args=[conference.slug, mailing.ref, *more])

    return at


def sent(mailing, chair, **more):
    actions.send(mailing, by=chair, **more)
    expand_mailings()
    mailing.refresh_from_db()
    return mailing


def test_a_mailing_becomes_one_letter_a_recipient(draft, chair):
    mailing = sent(draft(3), chair)
    assert (mailing.state, mailing.total, mailing.written) == ("out", 3, 3)
    assert set(Letter.objects.values_list("body", flat=True)) == {
        "Dear Demo 0", "Dear Demo 1", "Dear Demo 2",
    }  # fmt: skip


def test_nobody_gets_two_letters(draft, chair, member):
    twice = [
        outbox.to(member),
        Address("other@demo.example", "Other address", member),
        Address(member.email.upper(), "Without account"),
        Address("new@demo.example"),
    ]
    sent(draft(twice), chair)
    assert sorted(Letter.objects.values_list("to", flat=True)) == [
        "member@demo.example", "new@demo.example",
    ]  # fmt: skip


def test_writing_out_again_after_a_dead_worker_writes_none_twice(draft, chair, monkeypatch):
    monkeypatch.setattr(outbox, "CHUNK", 2)
    mailing = draft(5)
    actions.send(mailing, by=chair)
    monkeypatch.setattr(actions, "_finish", dies)
    with pytest.raises(KeyboardInterrupt):
        expand_mailings()
    monkeypatch.undo()
    Mailing.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    expand_mailings()
    assert (Letter.objects.count(), Mailing.objects.get().state) == (5, "out")


def dies(*_):
    raise KeyboardInterrupt


def test_it_leaves_at_its_time(draft, chair):
    mailing = sent(draft(), chair, after=timezone.now() + timedelta(hours=5))
    assert (mailing.state, Letter.objects.count()) == ("queued", 0)
    with clock.at(timezone.now() + timedelta(hours=6)):
        expand_mailings()
    assert Letter.objects.count() == 3


def test_what_is_held_stays_and_goes_on(draft, chair, postbox):
    mailing = sent(draft(), chair)
    actions.hold(mailing, by=chair)
    delivery.deliver()
    assert postbox.got == []
    actions.continue_(mailing, by=chair)
    delivery.deliver()
    assert len(postbox.got) == 3


def test_held_before_it_was_written_it_is_written_when_let_go(draft, chair):
    mailing = draft()
    actions.send(mailing, by=chair)
    actions.hold(mailing, by=chair)
    expand_mailings()
    assert Letter.objects.count() == 0
    actions.continue_(mailing, by=chair)
    expand_mailings()
    assert Letter.objects.count() == 3


def test_held_while_it_is_written_it_stops_at_the_next_chunk(draft, chair, monkeypatch):
    monkeypatch.setattr(outbox, "CHUNK", 2)
    mailing = draft(6)
    actions.send(mailing, by=chair)
    wrote = actions._wrote

    def wrote_and_held(*args):
        done = wrote(*args)
        Mailing.objects.filter(state="queued").update(state="held")
        return done

    monkeypatch.setattr(actions, "_wrote", wrote_and_held)
    expand_mailings()
    mailing.refresh_from_db()
    assert (mailing.state, Letter.objects.count()) == ("held", 2)


def test_what_is_cancelled_is_not_sent(draft, chair, postbox):
    mailing = sent(draft(), chair)
    actions.cancel(mailing, by=chair)
    delivery.deliver()
    assert (postbox.got, set(Letter.objects.values_list("state", flat=True))) == ([], {"cancelled"})


def test_only_the_failed_are_sent_again(draft, chair, moody):
    mailing = sent(draft([Address("full@demo.example"), Address("a@demo.example")]), chair)
    delivery.deliver()
    actions.resend_failed(mailing, by=chair)
    delivery.deliver()
    assert (moody.asked.count("full@demo.example"), moody.asked.count("a@demo.example")) == (2, 1)


def test_a_queued_mailing_goes_back_to_a_draft(draft, chair):
    mailing = draft()
    actions.send(mailing, by=chair, after=timezone.now() + timedelta(hours=5))
    actions.unschedule(mailing, by=chair)
    mailing.refresh_from_db()
    assert (mailing.state, mailing.after) == ("draft", None)


def test_a_mailing_is_sent_once(draft, chair):
    mailing = sent(draft(), chair)
    with pytest.raises(Refused, match="sent before"):
        actions.send(mailing, by=chair)


def test_only_chairs_send(draft, member):
    mailing = draft()
    with pytest.raises(Refused, match="Only a chair"):
        actions.send(mailing, by=member)
    assert Mailing.objects.get().state == "draft"


def test_a_text_with_an_unknown_placeholder_is_not_sent(draft, chair):
    with pytest.raises(Refused, match=r"nearest is \{\{ name \}\}"):
        actions.send(draft(body="Dear {{ mane }}"), by=chair)


def test_placeholders_of_the_audience_are_filled(draft, chair):
    people = [Address("a@demo.example", "Ada", words={"role": "PC member"})]
    sent(draft(people, body="You are {{ role }}", words={"role": "the role"}), chair)
    assert Letter.objects.get().body == "You are PC member"


def test_what_a_list_offers_to_leave_is_in_its_letters(draft, chair):
    sent(draft([Address("a@demo.example", leave_url="/leave/abc/")]), chair)
    assert Letter.objects.get().leave_url == "/leave/abc/"


def test_a_test_goes_to_me_alone_with_the_words_of_the_first(draft, chair):
    actions.test(draft(), by=chair)
    letter = Letter.objects.get()
    assert (letter.to, letter.body, letter.mailing) == (chair.email, "Dear Demo 0", None)
    assert letter.subject == "Test: News"


def test_sending_is_in_the_journal(draft, chair):
    sent(draft(subject="News of {{ conference }}"), chair)
    assert [entry.what for entry in Entry.objects.filter(verb="sent")] == [
        "“News of DEMO1” to The group"
    ]


def test_the_committee_is_an_audience(conference, chair, member):
    found = audiences.recipients("roles/all", conference)
    assert {one.email for one in found} == {chair.email, member.email}


# ---- Pages


def test_a_chair_writes_looks_and_sends(client, chair, conference, group, at):
    name = group(Address("ada@demo.example", "Demo Ada"), Address("bob@demo.example", "Demo Bob"))
    client.force_login(chair)
    new = reverse("mail:mailing-new", args=[conference.slug])
    typed = {"audience": name, "subject": "News", "body": "Dear {{ name }}"}
    messages = client.post(new, typed, follow=True)
    assert "Dear Demo Ada" in messages.text
    assert "Dear Demo Bob" in messages.text
    assert "Send to 2 people" in messages.text
    mailing = Mailing.objects.get()
    answer = client.post(at("mailing-messages", mailing), {"when": "now"}, follow=True)
    assert "The letters are being written" in answer.text
    expand_mailings()
    assert "0 of 2 sent" in client.get(at("mailing", mailing)).text


def test_every_message_can_be_looked_at_and_searched(client, chair, draft, at):
    mailing = draft(25)
    client.force_login(chair)
    assert "Dear Demo 9" in client.get(at("mailing-messages", mailing), {"page": 3}).text
    found = client.get(at("mailing-messages", mailing), {"q": "demo 17"}).text
    assert "Dear Demo 17" in found
    assert "Dear Demo 16" not in found


def test_what_stays_empty_for_some_is_told(client, chair, draft, at):
    people = [Address("a@demo.example", words={"role": "PC member"}), Address("b@demo.example")]
    mailing = draft(people, body="You are {{ role }}", words={"role": "the role"})
    client.force_login(chair)
    answer = client.get(at("mailing-messages", mailing)).text
    assert "Some placeholders stay empty" in answer
    assert "1 of 2" in answer


@pytest.mark.parametrize(
    ("at_time", "problem"),
    [("", "Give a day and a time"), ("2020-01-01T10:00", "This time has passed")],
)
def test_a_time_must_be_one_and_ahead(client, chair, draft, at, at_time, problem):
    mailing = draft()
    client.force_login(chair)
    answer = client.post(at("mailing-messages", mailing), {"when": "later", "at": at_time})
    assert problem in answer.text
    assert Mailing.objects.get().state == "draft"


def test_a_time_is_meant_at_the_place_of_the_conference(client, chair, draft, at, conference):
    conference.zone = "Asia/Tokyo"
    conference.save()
    mailing = draft()
    client.force_login(chair)
    client.post(at("mailing-messages", mailing), {"when": "later", "at": "2031-01-01T09:00"})
    mailing.refresh_from_db()
    assert mailing.after.isoformat() == "2031-01-01T00:00:00+00:00"


def test_progress_is_polled_and_unchanged_progress_is_304(client, chair, draft, at):
    mailing = sent(draft(), chair)
    client.force_login(chair)
    asked = {"HX-Request": "true"}
    first = client.get(at("mailing", mailing), headers=asked)
    assert "every 2s" in first.text
    again = client.get(at("mailing", mailing), headers={**asked, "If-None-Match": first["ETag"]})
    assert again.status_code == 304
    Letter.objects.update(state="sent", sent_at=timezone.now())
    done = client.get(at("mailing", mailing), headers={**asked, "If-None-Match": first["ETag"]})
    assert done.status_code == 200
    assert "every 2s" not in done.text


@pytest.mark.parametrize("deed", ["hold", "cancel", "unschedule", "test"])
def test_deeds_are_posts_of_chairs(client, member, chair, draft, at, deed):
    mailing = draft()
    actions.send(mailing, by=chair)
    client.force_login(member)
    assert client.post(at("mailing-deed", mailing, deed)).status_code == 404
    client.force_login(chair)
    assert client.get(at("mailing-deed", mailing, deed)).status_code == 405
    assert client.post(at("mailing-deed", mailing, deed)).status_code == 302


def test_a_double_click_sends_once(client, chair, draft, at):
    mailing = draft()
    client.force_login(chair)
    answers = [client.post(at("mailing-messages", mailing), {"when": "now"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 409]
    expand_mailings()
    assert Letter.objects.count() == 3


def test_a_sent_mailing_is_copied_to_a_new_draft(client, chair, draft, at):
    mailing = sent(draft(), chair)
    client.force_login(chair)
    client.post(at("mailing-copy", mailing))
    assert sorted(Mailing.objects.values_list("state", flat=True)) == ["draft", "out"]


def test_ten_thousand_are_asked_for_in_no_time(client, chair, draft, at):
    mailing = draft(10_000)
    client.force_login(chair)
    started = timezone.now()
    client.post(at("mailing-messages", mailing), {"when": "now"})
    assert timezone.now() - started < timedelta(seconds=2)
    assert Mailing.objects.get().state == "queued"


def test_a_mailing_stopped_before_its_time_says_that_nobody_got_it(client, chair, draft, at):
    mailing = draft()
    tomorrow = timezone.now() + timedelta(days=1)
    actions.send(mailing, by=chair, after=tomorrow)
    client.force_login(chair)
    actions.hold(mailing, by=chair)
    held = client.get(at("mailing", mailing)).text
    assert "Held before anything was written" in held
    actions.cancel(mailing, by=chair)
    cancelled = client.get(at("mailing", mailing)).text
    assert "Cancelled before anything was written" in cancelled
    assert "was to leave" in cancelled
    assert "0 of 0 sent" not in held + cancelled


def test_a_mailing_to_nobody_says_so(client, chair, draft, at):
    mailing = draft(people=0)
    actions.send(mailing, by=chair)
    expand_mailings()
    client.force_login(chair)
    assert "Nobody was among" in client.get(at("mailing", mailing)).text
