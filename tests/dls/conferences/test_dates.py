"""Dates: set, moved with their history, announced, ticked off, put in order."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse

from dls.conferences import days, moments_of, phases, picture
from dls.conferences.actions import deadlines as actions
from dls.conferences.actions.announcing import Announcement, move_and_tell
from dls.conferences.actions.deadlines import Move
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline, Extension
from dls.conferences.models.pages import News
from dls.conferences.rules.deadlines import out_of_order
from dls.journal.models import Entry
from dls.mail import moments
from dls.mail.models import Mailing
from dls.web import clock, todo
from dls.web.verdicts import Refused

Kind = Deadline.Kind
SEP_1, SEP_16 = days.whole_days(date(2030, 9, 1)), days.whole_days(date(2030, 9, 16))


def at(name, *args):
    return reverse(f"conferences:{name}", args=["demo1", *args])


@pytest.fixture
def papers(conference, chair):
    return actions.add(conference, Kind.PAPERS, SEP_1, {}, by=chair)


@pytest.fixture
def milestone(conference, chair, member):
    values = {"title": "Keynote invited", "is_public": False, "responsible": member}
    return actions.add(conference, Kind.MILESTONE, SEP_1, values, by=chair)


def test_a_whole_day_ends_at_its_last_second_anywhere_on_earth():
    assert SEP_16.at == datetime(2030, 9, 17, 11, 59, 59, tzinfo=UTC)


def test_a_range_runs_from_the_start_of_its_first_day_to_the_end_of_its_last():
    found = days.whole_days(date(2030, 2, 22), date(2030, 8, 31), "Europe/Berlin")
    assert found.at == datetime(2030, 2, 21, 23, 0, tzinfo=UTC)
    assert found.until == datetime(2030, 8, 31, 21, 59, 59, tzinfo=UTC)


def test_a_date_is_set_once(conference, chair, papers):
    with pytest.raises(Refused, match="has a date already"):
        actions.add(conference, Kind.PAPERS, SEP_16, {}, by=chair)
    assert Deadline.objects.count() == 1


def test_a_date_moved_keeps_where_it_was_who_and_why(papers, chair):
    moment = datetime(2030, 8, 30, 9, tzinfo=UTC)
    with clock.at(moment):
        actions.move(papers, Move(SEP_16, "Many asked."), by=chair)
    one = Extension.objects.get()
    assert (one.was, one.became, one.by, one.at, one.reason) == (
        SEP_1.at, SEP_16.at, chair, moment, "Many asked.",
    )  # fmt: skip
    papers.refresh_from_db()
    assert papers.at == SEP_16.at
    assert Entry.objects.get(verb="moved").details["reason"] == "Many asked."


def test_a_second_click_moves_nothing(papers, chair):
    move = Move(SEP_16, "Many asked.", seen=SEP_1.at)
    assert move_and_tell(papers, move, Announcement(news=True), by=chair)
    assert move_and_tell(papers, move, Announcement(news=True), by=chair) is None
    assert (Extension.objects.count(), News.objects.count()) == (1, 1)


def test_a_date_somebody_else_moved_meanwhile_is_not_moved_over(papers, chair):
    actions.move(papers, Move(SEP_16), by=chair)
    later = days.whole_days(date(2030, 9, 20))
    with pytest.raises(Refused, match="in the meantime"):
        actions.move(papers, Move(later, seen=SEP_1.at), by=chair)
    assert Extension.objects.count() == 1


def test_a_typo_corrected_before_publication_leaves_no_history(papers, chair):
    Conference.objects.update(state="preparing")
    actions.move(papers, Move(SEP_16), by=chair)
    assert (Extension.objects.count(), Deadline.objects.get().at) == (0, SEP_16.at)


def test_an_imported_move_may_lack_who_when_and_why(papers, chair):
    one = actions.remember(papers, SEP_1.at, SEP_16.at, by=chair)
    assert (one.by, one.at, one.reason) == (None, None, "")


@pytest.mark.parametrize("who", ["stranger", "member", "other_chair", "operator"])
def test_nobody_but_a_chair_moves_a_date(papers, request, who):
    with pytest.raises(Refused):
        actions.move(papers, Move(SEP_16), by=request.getfixturevalue(who))
    assert (Extension.objects.count(), Deadline.objects.get().at) == (0, SEP_1.at)


def test_a_move_can_be_told_as_news_and_by_letter(papers, chair, member):
    told = Announcement(news=True, audiences=["roles/all"])
    move_and_tell(papers, Move(SEP_16, "We {{ asked }} for it."), told, by=chair)
    assert News.objects.get().title == "Papers due: now 16 Sep 2030 (AoE)"
    mailing = Mailing.objects.get()
    assert mailing.subject == "DEMO1: Papers due is now 16 Sep 2030 (AoE)"
    assert "It was 1 Sep 2030 (AoE)" in mailing.body


def test_a_move_by_the_form_is_struck_through_on_the_public_page(client, papers, chair):
    client.force_login(chair)
    sent = {"day": "2030-09-16", "time": "", "zone": "Etc/GMT+12", "seen": SEP_1.at.isoformat(),
            "reason": "Many asked."}  # fmt: skip
    assert client.post(at("date-move", 1), sent).status_code == 302
    client.logout()
    text = client.get(at("dates")).text
    assert "<del>" in text
    assert "1 Sep" in text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"day": "2030-02-30"}, "This is not a day of the calendar."),
        ({"day": ""}, "This field is required."),
        ({"zone": "Mars/Olympus"}, "There is no time zone “Mars/Olympus”."),
        ({"time": "25:00"}, "This is not a time of the day."),
        ({"day": "2030-03-31", "time": "02:30", "zone": "Europe/Berlin"}, "clocks go forward"),
        ({"which": "picnic"}, "This date is set already."),
    ],
)
def test_a_wrong_date_is_an_error_with_a_sentence(client, conference, chair, sent, sentence):
    client.force_login(chair)
    usual = {"which": "papers", "day": "2030-09-16", "time": "", "zone": "Etc/GMT+12"}
    answer = client.post(at("date-new"), usual | {"note": "Typed with care"} | sent)
    assert sentence in answer.text
    assert "Typed with care" in answer.text
    assert not Deadline.objects.exists()


def test_a_date_is_set_by_the_form_and_changed_by_another(client, conference, chair):
    client.force_login(chair)
    sent = {"which": "papers", "day": "2030-09-16", "time": "17:00", "zone": "UTC", "grace": "30",
            "is_public": "on"}  # fmt: skip
    client.post(at("date-new"), sent)
    found = Deadline.objects.get()
    assert (found.at.hour, found.whole_day, found.grace) == (17, False, 30)
    client.post(
        at("date", 1), {"title": "Full papers due", "grace": "0", "note": "", "is_public": ""}
    )
    found.refresh_from_db()
    assert (found.label, found.is_public) == ("Full papers due", False)


def test_a_milestone_is_for_chairs_alone_unless_they_say_otherwise(
    client, milestone, stranger, chair
):
    assert milestone not in Deadline.objects.visible_to(stranger)
    client.force_login(stranger)
    for name in ("home", "dates", "calendar"):
        assert "Keynote invited" not in client.get(at(name)).text
    client.force_login(chair)
    assert "Keynote invited" in client.get(at("dates-edit")).text


@pytest.mark.parametrize("kind", ["bids", "reviews"])
def test_dates_of_reviewing_are_for_the_committee_unless_chairs_say_otherwise(
    client, conference, chair, member, stranger, other_chair, kind
):
    found = actions.add(conference, Kind(kind), SEP_1, {}, by=chair)
    for who, sees in ((chair, True), (member, True), (stranger, False), (other_chair, False)):
        assert Deadline.objects.visible_to(who).filter(pk=found.pk).exists() == sees
        client.force_login(who)
        assert (str(found) in client.get(at("dashboard")).text) == sees
        assert str(found) not in client.get(at("dates")).text
        assert str(found) not in client.get(at("calendar")).text
    actions.change(found, {"is_public": True}, by=chair)
    client.logout()
    assert str(found) in client.get(at("dates")).text


def test_a_committee_hears_that_its_own_date_moves_and_the_public_page_does_not(
    client, conference, chair
):
    actions.add(conference, Kind.REVIEWS, SEP_1, {}, by=chair)
    client.force_login(chair)
    assert "the committee" in client.get(at("dates-edit")).text
    text = client.get(at("date", 1)).text
    assert "The whole committee" in text
    assert "Tell it as news" not in text


def test_a_committee_in_preparation_has_a_dashboard_without_dates(
    client, conference, chair, member, papers, milestone
):
    Conference.objects.update(state="preparing")
    client.force_login(member)
    text = client.get(at("dashboard")).text
    assert "Keynote invited" in text
    assert "Papers due" not in text
    assert f'href="{conference.get_absolute_url()}"' not in text
    assert client.post(at("tick", 2)).status_code == 302
    assert client.get(at("home")).status_code == 404


def test_whoever_is_responsible_ticks_a_milestone_off(client, milestone, member):
    client.force_login(member)
    assert "Keynote invited" in client.get(at("dashboard")).text
    assert client.post(at("tick", 1)).status_code == 302
    client.post(at("tick", 1))
    milestone.refresh_from_db()
    assert milestone.done_by == member
    assert Entry.objects.filter(verb="ticked off").count() == 1
    client.post(at("untick", 1))
    milestone.refresh_from_db()
    assert (milestone.done_at, milestone.done_by) == (None, None)


def test_a_deadline_is_nothing_to_tick_off(papers, chair):
    with pytest.raises(Refused, match="Only milestones"):
        actions.tick(papers, by=chair)


def test_bad_order_names_both_dates(conference, chair):
    for kind, day in (
        (Kind.NOTIFICATION, date(2030, 10, 3)),
        (Kind.CAMERA_READY, date(2030, 10, 1)),
    ):
        actions.add(conference, kind, days.whole_days(day), {}, by=chair)
    found = out_of_order(conference, conference.deadlines.all())
    assert found == ["Camera ready (1 Oct) comes before Notification (3 Oct)."]


def test_a_date_after_the_conference_is_a_warning(conference, chair):
    actions.add(conference, Kind.PAPERS, days.whole_days(date(2030, 12, 1)), {}, by=chair)
    found = out_of_order(conference, conference.deadlines.all())
    assert found == ["Papers due (1 Dec) comes after the first day of DEMO1 (17 Nov)."]


def test_dates_of_different_categories_are_not_compared(conference, chair):
    actions.add(conference, Kind.NOTIFICATION, SEP_1, {"scope": "category:1"}, by=chair)
    actions.add(conference, Kind.PAPERS, SEP_16, {"scope": "category:2"}, by=chair)
    assert out_of_order(conference, conference.deadlines.all()) == []


def test_a_removed_date_is_gone_and_the_journal_knows(client, papers, chair):
    client.force_login(chair)
    client.post(at("date-remove", 1))
    assert not Deadline.objects.exists()
    kept = [entry.verb for entry in Entry.objects.visible_to(chair).order_by("pk")]
    assert kept == ["set", "removed the date of"]


def test_proposals_are_hidden_until_a_chair_confirms_them(client, conference, chair, stranger):
    conference.deadlines.create(kind="papers", at=SEP_16.at, is_proposal=True)
    assert not Deadline.objects.visible_to(stranger).exists()
    assert conference.closes("papers") is None
    client.force_login(chair)
    assert "is a proposal" in client.get(at("dates-edit")).text
    client.post(at("dates-confirm"))
    assert conference.closes("papers") == SEP_16.at


def test_the_narrowest_deadline_holds(conference, chair):
    actions.add(conference, Kind.PAPERS, SEP_1, {}, by=chair)
    actions.add(conference, Kind.PAPERS, SEP_16, {"scope": "category:3"}, by=chair)
    assert conference.closes("papers", "category:3") == SEP_16.at
    assert conference.closes("papers", "category:4") == SEP_1.at


# ---- What follows from dates


def test_reminders_know_every_date_that_holds_and_the_first_day(
    conference, papers, milestone, chair
):
    conference.deadlines.create(kind="reviews", at=SEP_16.at, is_proposal=True)
    assert [one.kind for one in moments.of(conference)] == ["papers", "milestone", moments_of.EVENT]
    actions.tick(milestone, by=chair)
    assert [one.kind for one in moments.of(conference)] == ["papers", moments_of.EVENT]


def test_a_moved_date_makes_another_moment(conference, papers, chair):
    before = moments.of(conference)[0].stamp
    actions.move(papers, Move(SEP_16), by=chair)
    assert moments.of(conference)[0].stamp != before


def test_an_overdue_milestone_is_a_task_of_chairs_and_of_whoever_is_responsible(
    milestone, chair, member, stranger
):
    with clock.at(SEP_16.at):
        found = {
            who.family_name: [task.title for task in todo.tasks(who, milestone.conference)]
            for who in (chair, member, stranger)
        }
    assert "“Keynote invited” is overdue" in found["Chair"]
    assert "“Keynote invited” is overdue" in found["Member"]
    assert found["Stranger"] == []


def test_phases_follow_the_dates(conference, papers, chair):
    actions.add(conference, Kind.NOTIFICATION, SEP_16, {}, by=chair)
    played = {}
    for day in (
        SEP_1.at - timedelta(days=3),
        SEP_1.at + timedelta(days=1),
        SEP_16.at + timedelta(days=1),
    ):
        with clock.at(day):
            found = phases.of(conference, conference.deadlines.all())
        played[day] = next(one.label for one in found if one.here)
    assert list(played.values()) == ["Submission", "Decisions", "DEMO1"]


def test_the_picture_says_where_a_date_was(conference, papers, chair):
    actions.move(papers, Move(SEP_16), by=chair)
    drawn = picture.of(conference, conference.deadlines.prefetch_related("extensions"))
    track = drawn.tracks[0]
    assert track.said == "Papers due: 16 Sep 2030, moved from 1 Sep 2030"
    assert 0 < track.was[0] < track.at < drawn.event < 100


def test_a_picture_of_many_years_has_few_ticks(conference, chair):
    actions.add(conference, Kind.PAPERS, days.whole_days(date(1999, 1, 1)), {}, by=chair)
    assert len(picture.of(conference, list(conference.deadlines.all())).ticks) <= 20


def own(queries):
    """How much a page asks for itself; what papers bring to it is counted with theirs."""
    return len([one for one in queries if "submissions_" not in one["sql"]])


def test_pages_of_dates_cost_the_same_for_one_and_thirty(client, conference, chair):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(chair)
    counts = []
    for first, last in ((0, 1), (1, 30)):
        for number in range(first, last):
            values = {"title": f"Milestone {number}", "responsible": chair}
            one = actions.add(conference, Kind.MILESTONE, SEP_1, values, by=chair)
            actions.move(one, Move(SEP_16), by=chair)
        asked = {}
        for name in ("dates-edit", "dashboard", "proposal"):
            with CaptureQueriesContext(connection) as queries:
                client.get(at(name))
            asked[name] = own(queries)
        counts.append(asked)
    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= 12


def test_a_time_of_day_is_kept_in_its_zone():
    found = days.exactly(date(2030, 7, 1), time(14, 0), "Europe/Berlin")
    assert found.at == datetime(2030, 7, 1, 12, 0, tzinfo=UTC)


def test_dates_that_people_wait_for_are_a_task_until_they_are_set(conference, chair):
    titles = [task.title for task in todo.tasks(chair, conference)]
    assert "Say when papers are due" in titles
    assert "Say when authors hear from you" in titles
    for kind in (Kind.PAPERS, Kind.NOTIFICATION):
        actions.add(conference, kind, SEP_1 if kind == Kind.PAPERS else SEP_16, {}, by=chair)
    assert todo.tasks(chair, Conference.objects.get(pk=conference.pk)) == []


def test_every_letter_about_dates_says_only_what_it_may(conference):
    from dls.mail import kinds, reminders, texts

    for kind in moments_of.KINDS:
        subject, body = kinds.get(kind.name).source()
        assert texts.problems(f"{subject}\n{body}", kind.vocabulary()) == []
    assert {one.kind for one in moments_of.REMINDERS} <= {one.name for one in moments_of.KINDS}
    assert all(reminders.get(one.name) for one in moments_of.REMINDERS)


def test_reminders_of_milestones_go_to_whoever_is_responsible_or_the_chairs(
    conference, chair, member, milestone
):
    from dls.mail import reminders

    loose = {"title": "Badges", "is_public": False}
    actions.add(conference, Kind.MILESTONE, SEP_16, loose, by=chair)
    with clock.at(SEP_1.at - timedelta(days=5)):
        planned = reminders.planned(conference, clock.now(), clock.now() + timedelta(days=40))
    whom = {
        (one.rule.kind.split("/")[1], one.moment.label): [
            to.email for to in one.rule.people(conference, one.moment)
        ]
        for one in planned
    }
    assert whom["milestone-due", "Keynote invited"] == [member.email]
    assert whom["milestone-late", "Keynote invited"] == [chair.email, member.email]
    assert whom["milestone-due", "Badges"] == [chair.email]
