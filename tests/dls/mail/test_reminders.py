from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.mail import moments, reminders
from dls.mail.actions import reminders as actions
from dls.mail.models import Letter, LetterText, ReminderRule
from dls.mail.moments import Moment
from dls.mail.outbox import Address
from dls.mail.reminders import Own, Reminder
from dls.mail.tasks import write_reminders
from dls.web import clock
from dls.web.verdicts import Refused

AOE = ZoneInfo("Etc/GMT+12")
DUE = datetime(2030, 9, 16, 23, 59, tzinfo=AOE)
# Three days before, at nine where the conference is.
LEAVES = datetime(2030, 9, 13, 9, 0, tzinfo=ZoneInfo("UTC"))
SOON = timedelta(minutes=1)


@pytest.fixture
def due(conference, monkeypatch):
    """One moment, papers due, and one reminder: three days before, to Ada and Bob."""
    when = {"at": DUE}

    def find(scope):
        if scope.pk == conference.pk:
            yield Moment("test", when["at"], "Papers due", "test:1", conference, "Etc/GMT+12")

    people = [Address("ada@demo.example", "Ada"), Address("bob@demo.example", "Bob")]
    monkeypatch.setattr(moments, "_sources", [find])
    monkeypatch.setattr(moments, "_titles", {"test": "Papers due"})
    monkeypatch.setattr(reminders, "_reminders", {})
    reminders.register(
        Reminder(
            "test/due", "Papers are due", "test", -3, "conferences/milestone-due", "authors",
            find=lambda scope, moment: people,
        )
    )  # fmt: skip
    return when


def written_at(moment) -> int:
    with clock.at(moment):
        write_reminders()
    return Letter.objects.count()


def test_a_reminder_leaves_at_its_hour_and_once(due):
    assert written_at(LEAVES - SOON) == 0
    assert written_at(LEAVES + SOON) == 2
    assert written_at(LEAVES + 2 * SOON) == 2
    assert "16 Sep 2030, 23:59 AoE" in Letter.objects.first().body


def test_a_reminder_names_the_day_that_its_title_counts_to(due):
    """Three days by the calendar may be four, and some hours, to a day that ends last on earth."""
    written_at(LEAVES + SOON)
    letter = Letter.objects.first()
    assert letter.subject.endswith("16 Sep 2030, 23:59 AoE")
    assert " in 4 days" not in letter.subject + letter.body


def test_moving_the_date_moves_its_reminder(due):
    due["at"] = DUE + timedelta(days=10)
    assert written_at(LEAVES + SOON) == 0
    assert written_at(LEAVES + timedelta(days=10) + SOON) == 2


def test_a_date_moved_after_its_reminder_reminds_again(due):
    written_at(LEAVES + SOON)
    due["at"] = DUE + timedelta(days=10)
    assert written_at(LEAVES + timedelta(days=10) + SOON) == 4


def test_what_could_not_leave_for_a_day_never_does(due):
    assert written_at(LEAVES + timedelta(hours=25)) == 0


def test_what_could_not_leave_for_some_hours_leaves_late(due):
    assert written_at(LEAVES + timedelta(hours=20)) == 2


def test_who_has_done_it_is_not_reminded(due, monkeypatch):
    monkeypatch.setattr(reminders, "_reminders", {})
    reminders.register(
        Reminder(
            "test/due", "Papers are due", "test", -3, "conferences/milestone-due", "nobody",
            find=lambda scope, moment: [],
        )
    )  # fmt: skip
    assert written_at(LEAVES + SOON) == 0


@pytest.mark.parametrize(("state", "many"), [("preparing", 0), ("public", 2), ("archived", 0)])
def test_only_public_conferences_remind(due, conference, state, many):
    Conference.objects.filter(pk=conference.pk).update(state=state)
    assert written_at(LEAVES + SOON) == many


def test_chairs_turn_a_reminder_off_and_move_it(due, conference, chair):
    (rule,) = reminders.rules_of(conference)
    actions.change(rule, conference, by=chair, is_on=False, days=-3, hour=9)
    assert written_at(LEAVES + SOON) == 0
    actions.change(rule, conference, by=chair, is_on=True, days=-1, hour=15)
    assert written_at(LEAVES + timedelta(days=2, hours=6) + SOON) == 2


def test_others_change_no_reminder(due, conference, member):
    (rule,) = reminders.rules_of(conference)
    with pytest.raises(Refused, match="Only a chair"):
        actions.change(rule, conference, by=member, is_on=False, days=-3, hour=9)
    assert not ReminderRule.objects.exists()


def test_chairs_write_reminders_of_their_own(due, conference, chair, group):
    audience = group(Address("eve@demo.example", "Eve"))
    said = Own("test", -3, 9, True, audience, "{{ moment }} {{ moment_in }}", "Dear {{ name }}")
    actions.write_own(conference, by=chair, said=said)
    assert reminders.rules_of(conference)[-1].title == "Papers due …"
    written_at(LEAVES + SOON)
    letter = Letter.objects.get(to="eve@demo.example")
    assert letter.subject.startswith("Papers due in 4 days")
    assert letter.body == "Dear Eve"


def test_a_new_conference_has_sensible_ones_on(conference):
    rules = reminders.rules_of(conference)
    assert len(rules) >= 3
    assert all(rule.is_on for rule in rules)


def test_a_milestone_reminds_who_is_responsible_and_not_once_it_is_done(conference, chair):
    at = datetime(2030, 9, 16, 12, 0, tzinfo=AOE)
    stone = Deadline.objects.create(
        conference=conference, kind="milestone", title="Keynote", at=at, responsible=chair
    )
    leaves = LEAVES + SOON
    Deadline.objects.filter(pk=stone.pk).update(done_at=leaves)
    assert written_at(leaves) == 0
    Deadline.objects.filter(pk=stone.pk).update(done_at=None)
    assert written_at(leaves) == 1
    assert Letter.objects.get().to == chair.email


# ---- Pages


@pytest.fixture
def page(conference):
    return reverse("mail:reminders", args=[conference.slug])


def test_the_page_shows_what_leaves_when(client, chair, due, page):
    client.force_login(chair)
    with clock.at(LEAVES - timedelta(days=5)):
        assert "13 Sep 2030, 09:00 UTC" in client.get(page).text
    with clock.at(LEAVES - timedelta(days=80)):
        assert "Nothing leaves in the next 60 days" in client.get(page).text


def test_one_can_see_who_would_get_it(client, chair, due, conference):
    LetterText.objects.create(
        scope=conference.key, kind="conferences/milestone-due", subject="Soon",
        body="It is {{ moment_in }}.",
    )  # fmt: skip
    client.force_login(chair)
    with clock.at(LEAVES - timedelta(days=5)):
        (one,) = reminders.planned(conference, clock.now(), clock.now() + timedelta(days=60))
        answer = client.get(reverse("mail:reminder-coming", args=[conference.slug, one.ref]))
    assert "2 people" in answer.text
    assert (
        "in 4 days, 2 hours" in answer.text
    )  # from nine at the place to midnight AoE, not from now
    assert "bob@demo.example" in answer.text


def test_a_chair_turns_a_reminder_off_and_on_again(client, chair, due, conference, page):
    client.force_login(chair)
    turn = reverse("mail:reminder-turn", args=[conference.slug, "test--due"])
    client.post(turn)
    assert not reminders.rules_of(conference)[0].is_on
    client.post(turn)
    assert reminders.rules_of(conference)[0].is_on


def test_a_chair_writes_moves_and_removes_one(client, chair, due, conference, group):
    typed = {
        "audience": group(Address("eve@demo.example")), "moment": "test", "days": "2",
        "side": "before", "hour": "8", "is_on": "on", "subject": "Soon", "body": "{{ nmae }}",
    }  # fmt: skip
    client.force_login(chair)
    new = reverse("mail:reminder-new", args=[conference.slug])
    assert "The nearest is {{ name }}" in client.post(new, typed).text
    client.post(new, {**typed, "body": "Dear {{ name }}"})
    row = ReminderRule.objects.get()
    assert (row.days, row.hour) == (-2, 8)
    edit = reverse("mail:reminder", args=[conference.slug, row.ref])
    client.post(edit, {**typed, "body": "Dear", "days": "4", "side": "after"})
    row.refresh_from_db()
    assert (row.days, row.body) == (4, "Dear")
    client.post(reverse("mail:reminder-remove", args=[conference.slug, row.ref]))
    assert not ReminderRule.objects.exists()


def test_a_reminder_of_the_house_is_moved_on_its_page(client, chair, due, conference):
    client.force_login(chair)
    at = reverse("mail:reminder", args=[conference.slug, "test--due"])
    client.post(at, {"is_on": "on", "days": "7", "side": "before", "hour": "10"})
    (rule,) = reminders.rules_of(conference)
    assert (rule.days, rule.hour, rule.is_on) == (-7, 10, True)
