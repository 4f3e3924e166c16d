"""Series and editions: who makes them, and what a new edition takes over."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from dls.conferences import cloning as parts
from dls.conferences import proposing
from dls.conferences.actions import cloning, deadlines, pages, partners, topics
from dls.conferences.actions import conference as conferences
from dls.conferences.actions import series as families
from dls.conferences.actions.chairs import Nominee, name_chair
from dls.conferences.days import whole_days
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.roles import Role
from dls.conferences.models.series import OutsideEdition, Series
from dls.mail.models import Letter, LetterText
from dls.web.verdicts import Refused

NEW = {"slug": "demo2", "name": "DEMO2", "title": "The next one", "starts_on": date(2031, 11, 16)}
EVERY = [part.name for part in parts.every()]


@pytest.fixture
def earlier(conference, chair, member):
    values = {"city": "Denver", "call_text": "Come.", "ordinal": 3, "accent": "#aa0000"}
    conferences.change(conference, values, by=chair)
    topics.add(conference, [(0, "Methods"), (1, "Training")], by=chair)
    partners.add(conference, {"kind": "host", "name": "Demo University"}, by=chair)
    pages.add(conference, {"slug": "travel", "title": "Travel", "is_published": True}, by=chair)
    when = whole_days(date(2030, 9, 16))
    deadlines.add(conference, Deadline.Kind.PAPERS, when, {"grace": 15}, by=chair)
    LetterText.objects.create(
        scope=conference.key,
        kind="conferences/invitation",
        subject="Ours",
        body="Ours",
        changed_by=chair,
    )
    return Conference.objects.get(pk=conference.pk)


def test_operators_make_series(client, operator):
    client.force_login(operator)
    sent = {"title": "Demo Series", "short": "DS", "slug": "Demo-Two", "scope_text": ""}
    assert client.post(reverse("conferences:series-new"), sent).status_code == 302
    assert Series.objects.get().slug == "demo-two"
    assert "already" in client.post(reverse("conferences:series-new"), sent).text


def test_nobody_else_makes_series(chair):
    with pytest.raises(Refused, match="Only an operator"):
        families.make({"slug": "mine", "title": "Mine", "short": "M"}, by=chair)
    assert Series.objects.count() == 1


def test_an_empty_edition_is_in_preparation_and_has_no_chair(series, operator):
    made = cloning.make_edition(series, NEW, by=operator)
    assert (made.state, made.roles.count()) == (Conference.State.PREPARING, 0)


@pytest.mark.parametrize("who", ["stranger", "member"])
def test_strangers_and_members_make_no_editions(series, conference, request, who):
    with pytest.raises(Refused, match="can make the next one"):
        cloning.make_edition(series, NEW, by=request.getfixturevalue(who))
    assert Conference.objects.count() == 1


def test_an_edition_cannot_take_an_address_of_the_site(series, operator):
    with pytest.raises(Refused, match="belongs to the site itself"):
        cloning.make_edition(series, NEW | {"slug": "operator"}, by=operator)


@pytest.mark.parametrize("who", ["chair", "operator"])
def test_a_clone_takes_everything_along_as_proposals_and_drafts(series, earlier, request, who):
    by = request.getfixturevalue(who)
    made = cloning.make_edition(series, NEW, by=by, earlier=earlier, parts=EVERY)
    assert (made.city, made.call_text, made.ordinal, made.accent) == (
        "Denver",
        "Come.",
        4,
        "#aa0000",
    )
    assert [(one.name, str(one.parent or "")) for one in made.topics.all()] == [
        ("Methods", ""), ("Training", "Methods"),
    ]  # fmt: skip
    assert made.partners.get().name == "Demo University"
    assert not made.pages.get().is_published
    assert LetterText.objects.filter(scope=made.key).count() == 1
    deadline = made.deadlines.get()
    assert (deadline.is_proposal, deadline.grace) == (True, 15)
    assert deadline.at - earlier.deadlines.get().at == timedelta(days=364)
    lists = {one.kind: one.text for one in made.invitation_lists.all()}
    assert "member@demo.example" in lists["member"]
    assert not Letter.objects.exists()
    assert made.roles.filter(kind="member").count() == 0


def test_a_chair_stays_chair_of_the_next_edition(series, earlier, chair):
    made = cloning.make_edition(series, NEW, by=chair, earlier=earlier, parts=["topics"])
    assert made.roles.running().get().person == chair
    assert made.call_text == ""
    assert made.topics.count() == 2


def test_the_form_makes_an_edition_from_an_earlier_one(client, series, earlier, chair):
    client.force_login(chair)
    there = reverse("conferences:edition-new", args=[series.slug])
    sent = {"name": "DEMO2", "title": "Next", "slug": "demo2", "starts_on": "", "earlier": "demo1",
            "parts": EVERY}  # fmt: skip
    assert client.post(there, sent).url == reverse("conferences:dashboard", args=["demo2"])
    assert "is taken" in client.post(there, sent).text


def test_dates_shift_by_whole_weeks_and_keep_their_time_of_day(series, earlier, chair):
    made = cloning.make_edition(
        series, NEW | {"starts_on": None}, by=chair, earlier=earlier, parts=["dates"]
    )
    assert made.deadlines.get().at - earlier.deadlines.get().at == timedelta(weeks=52)


def test_an_operator_names_somebody_with_an_account_at_once(conference, operator, stranger):
    role = name_chair(conference, Nominee("stranger@demo.example", has_agreed=True), by=operator)
    assert (role.state, role.person) == (Role.State.ACCEPTED, stranger)
    assert Letter.objects.get().kind == "conferences/named-chair"


def test_an_operator_invites_somebody_without_an_account(client, conference, operator):
    client.force_login(operator)
    there = reverse("conferences:operator-conference", args=["demo1"])
    client.post(there, {"email": "New@Demo.example", "name": "Demo Newcomer", "at_once": "on"})
    role = Role.objects.get()
    assert (role.state, role.email, role.name) == (
        Role.State.INVITED,
        "new@demo.example",
        "Demo Newcomer",
    )
    assert Letter.objects.get().kind == "conferences/invitation"


def test_nobody_but_operators_names_chairs(conference, chair, stranger):
    with pytest.raises(Refused, match="Only an operator"):
        name_chair(conference, Nominee("stranger@demo.example", has_agreed=True), by=chair)


def test_an_operator_sets_up_a_conference_until_it_has_a_chair(series, operator, stranger):
    made = cloning.make_edition(series, NEW, by=operator)
    topics.add(made, [(0, "Training")], by=operator)
    name_chair(made, Nominee(stranger.email, has_agreed=True), by=operator)
    with pytest.raises(Refused, match="Only a chair"):
        topics.add(made, [(0, "More")], by=operator)


def test_an_edition_held_elsewhere_is_added_changed_and_removed(client, series, conference, chair):
    client.force_login(chair)
    sent = {"title": "First one", "starts_on": "2018-11-16", "submissions": "3", "accepted": "5"}
    there = reverse("conferences:outside-new", args=[series.slug])
    assert "More papers were accepted than were submitted." in client.post(there, sent).text
    client.post(there, sent | {"accepted": "2"})
    edition = OutsideEdition.objects.get()
    one = reverse("conferences:outside", args=[series.slug, edition.number])
    client.post(one, sent | {"accepted": "3"})
    edition.refresh_from_db()
    assert edition.accepted == 3
    client.post(reverse("conferences:outside-remove", args=[series.slug, edition.number]))
    assert not OutsideEdition.objects.exists()


def test_a_series_changed_makes_the_pages_of_its_editions_new(series, conference, chair):
    families.change(series, {"scope_text": "About learning."}, by=chair)
    conference.refresh_from_db()
    assert (conference.revision, conference.series.revision) == (2, 2)


def test_the_proposal_has_committee_figures_and_timeline(client, earlier, series, chair, member):
    families.add_outside(
        series, {"title": "First one", "starts_on": date(2018, 11, 16), "accepted": 8}, by=chair
    )
    found = proposing.of(earlier, chair)
    assert [one.title for one in found.earlier] == ["First one"]
    assert found.committee.size == 2
    assert [point.what for point in found.timeline] == ["Papers due", "DEMO1"]
    client.force_login(chair)
    answer = client.get(reverse("conferences:proposal-download", args=["demo1"]))
    assert answer["Content-Type"].startswith("text/markdown")
    assert "- 16 Sep 2030: Papers due" in answer.text
    assert "| First one |" in answer.text


@pytest.mark.parametrize("name", ["operator", "operator-people"])
def test_lists_of_operators_cost_the_same_for_one_and_thirty(
    client, operator, make_conference, make_person, name
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.conftest import holds

    client.force_login(operator)
    counts = []
    for first, last in ((0, 1), (1, 30)):
        for number in range(first, last):
            holds(make_person(f"chair{number}"), make_conference(f"edition{number}"), "chair")
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(f"conferences:{name}"))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_people_are_found_by_every_word_typed(client, operator, stranger, author):
    client.force_login(operator)
    text = client.get(reverse("conferences:operator-people"), {"q": "demo stranger"}).text
    assert "stranger@demo.example" in text
    assert "author@demo.example" not in text


def test_a_search_takes_whatever_is_typed(client, operator):
    client.force_login(operator)
    for typed in ("\0", "%", "a" * 5000, "' OR 1=1 --"):
        for name in ("operator", "operator-people"):
            assert client.get(reverse(f"conferences:{name}"), {"q": typed}).status_code == 200
