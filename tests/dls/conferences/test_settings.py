"""Settings: what chairs change, what is refused, and two of them at once."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from dls.conferences import colours
from dls.conferences.actions import conference as actions
from dls.conferences.actions import pages, partners, topics
from dls.conferences.forms.topics import lines_of
from dls.conferences.models.conference import Conference, Partner, Topic
from dls.conferences.models.pages import News, Page
from dls.conferences.rules.addresses import RESERVED, may_be_called
from dls.conferences.rules.state import may_become
from dls.journal.models import Entry
from dls.urls import urlpatterns
from dls.web.verdicts import Refused

State = Conference.State
BASICS = {
    "title": "The demo1 workshop", "name": "DEMO1", "theme": "", "ordinal": "",
    "starts_on": "2030-11-17", "ends_on": "2030-11-18", "venue": "", "city": "", "region": "",
    "country": "", "map_link": "", "zone": "UTC", "deadline_zone": "Etc/GMT+12",
}  # fmt: skip


def at(name, *args):
    return reverse(f"conferences:{name}", args=["demo1", *args])


def opened(client, name, *args):
    """The signed state of the form when it was opened."""
    text = client.get(at(name, *args)).text
    return text.split('name="base" value="')[1].split('"')[0]


def picture(side=40, kind="PNG"):
    drawn = io.BytesIO()
    Image.new("RGB", (side, side), "#1d5a8a").save(drawn, kind)
    return drawn.getvalue()


def test_a_change_is_saved_written_down_and_makes_the_pages_new(conference, chair):
    assert actions.change(conference, {"city": "Denver"}, by=chair)
    conference.refresh_from_db()
    assert (conference.city, conference.revision, conference.series.revision) == ("Denver", 2, 2)
    entry = Entry.objects.get(verb="changed settings of")
    assert entry.details["changes"] == {"city": ["", "Denver"]}


def test_a_change_that_changes_nothing_leaves_no_trace(conference, chair):
    assert not actions.change(conference, {"name": "DEMO1"}, by=chair)
    conference.refresh_from_db()
    assert (conference.revision, Entry.objects.count()) == (1, 0)


@pytest.mark.parametrize("who", ["stranger", "member", "other_chair", "operator"])
def test_nobody_but_a_chair_changes_settings(conference, chair, request, who):
    with pytest.raises(Refused, match="Only a chair"):
        actions.change(conference, {"city": "Denver"}, by=request.getfixturevalue(who))
    assert Conference.objects.get(slug="demo1").city == ""


def test_an_archived_conference_is_read_only(client, conference, chair):
    Conference.objects.filter(slug="demo1").update(state=State.ARCHIVED)
    deeds = [
        lambda: actions.change(conference, {"city": "Denver"}, by=chair),
        lambda: topics.add(conference, [(0, "Training")], by=chair),
        lambda: partners.add(conference, {"kind": "host", "name": "Demo"}, by=chair),
        lambda: pages.add(conference, {"slug": "travel", "title": "Travel"}, by=chair),
        lambda: pages.tell(conference, {"title": "News"}, by=chair),
    ]
    for deed in deeds:
        with pytest.raises(Refused, match="archived and can only be read"):
            deed()
    client.force_login(chair)
    text = client.get(at("settings-basics")).text
    assert "You can read this, not change it." in text
    assert "Save basics" not in text
    assert client.post(at("settings-basics"), BASICS | {"city": "Denver"}).status_code == 409


def test_basics_are_saved_by_the_form(client, conference, chair):
    client.force_login(chair)
    sent = BASICS | {"city": "Denver", "country": "US", "zone": "America/Denver"}
    assert client.post(at("settings-basics"), sent).status_code == 302
    conference.refresh_from_db()
    assert (conference.place, conference.zone) == ("Denver, USA", "America/Denver")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("starts_on", "2030-02-30", "This is not a day of the calendar."),
        ("starts_on", "0026-11-17", "The year 26 cannot be right."),
        (
            "ends_on",
            "2030-11-01",
            "The last day (1 Nov 2030) comes before the first (17 Nov 2030).",
        ),
        ("zone", "Mars/Olympus", "There is no time zone “Mars/Olympus”."),
        ("deadline_zone", "Etc/Unknown", "There is no time zone “Etc/Unknown”."),
        ("map_link", "javascript:alert(1)", "This is not the address of a page."),
        ("country", "XX", "Select a valid choice."),
        ("ordinal", "-1", "greater than or equal to 1"),
    ],
)
def test_wrong_input_is_an_error_with_a_sentence_and_nothing_is_lost(
    client, conference, chair, field, value, sentence
):
    client.force_login(chair)
    answer = client.post(at("settings-basics"), BASICS | {"theme": "Typed with care", field: value})
    assert answer.status_code in {200, 422}
    assert sentence in answer.text
    assert "Typed with care" in answer.text
    assert Conference.objects.get(slug="demo1").theme == ""


def test_two_chairs_who_change_different_fields_both_win(client, conference, chair):
    client.force_login(chair)
    base = opened(client, "settings-basics")
    actions.change(conference, {"city": "Denver"}, by=chair)
    assert (
        client.post(at("settings-basics"), BASICS | {"theme": "Mine", "base": base}).status_code
        == 302
    )
    conference.refresh_from_db()
    assert (conference.city, conference.theme) == ("Denver", "Mine")


def test_the_second_of_two_chairs_is_told_what_changed_and_loses_nothing(client, conference, chair):
    client.force_login(chair)
    base = opened(client, "settings-basics")
    actions.change(conference, {"theme": "Theirs"}, by=chair)
    answer = client.post(at("settings-basics"), BASICS | {"theme": "Mine", "base": base})
    assert "to “Theirs”" in answer.text
    assert 'value="Mine"' in answer.text
    again = answer.text.split('name="base" value="')[1].split('"')[0]
    client.post(at("settings-basics"), BASICS | {"theme": "Mine", "base": again})
    conference.refresh_from_db()
    assert conference.theme == "Mine"


def test_html_in_a_call_is_shown_as_text(client, conference, chair):
    client.force_login(chair)
    text = "Hello <script>alert(1)</script> [here](javascript:alert(1)) **bold**"
    answer = client.post(at("settings-preview"), {"call_text": text})
    assert "<script>" not in answer.text
    assert "javascript:" not in answer.text.replace("[here](javascript:alert(1))", "")
    assert "<strong>bold</strong>" in answer.text


def test_a_logo_is_drawn_anew(client, conference, chair):
    client.force_login(chair)
    upload = SimpleUploadedFile("evil.svg", picture(kind="JPEG"), "image/jpeg")
    assert (
        client.post(at("settings-look"), {"accent": "#1D5A8A", "logo": upload}).status_code == 302
    )
    conference.refresh_from_db()
    assert conference.logo.name.endswith(".png")
    with conference.logo.open() as drawn:
        assert Image.open(drawn).format == "PNG"
    client.post(at("settings-look"), {"accent": "#1d5a8a", "logo-clear": "on"})
    conference.refresh_from_db()
    assert not conference.logo


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            "an SVG can carry scripts",
        ),
        (b"\0" * (50 * 2**20), "This file has 50 MB; a logo may have 5."),
        (b"not a picture", "This is not a picture we can read."),
    ],
)
def test_a_logo_that_cannot_be_taken_is_refused_and_nothing_else_is_lost(
    client, conference, chair, content, sentence
):
    client.force_login(chair)
    upload = SimpleUploadedFile("logo.svg", content, "image/svg+xml")
    answer = client.post(at("settings-look"), {"accent": "#aa0000", "logo": upload})
    assert sentence in answer.text
    assert 'value="#aa0000"' in answer.text
    assert not Conference.objects.get(slug="demo1").logo


def test_a_colour_that_cannot_be_read_is_warned_of_with_one_that_can():
    found = colours.examined("#ffcc00")
    assert found.warning
    assert not colours.examined(found.proposal).warning
    assert "nearly grey" in colours.examined("#777777").warning
    assert colours.examined("#1d5a8a").warning == ""
    assert colours.examined("red") is None


def test_the_derived_accent_reads_on_every_ground_for_every_hue():
    for step in range(0, 360, 10):
        found = colours.examined(colours.to_hex((0.6, 0.15, step)))
        assert all(one.ratio >= 5.5 for one in found.contrasts[:4])


def test_a_chair_without_a_second_factor_cannot_require_one(conference, chair):
    with pytest.raises(Refused, match="lock yourself out"):
        actions.change(conference, {"second_factor_required": True}, by=chair)


# ---- States


@pytest.fixture
def preparing(conference):
    Conference.objects.filter(pk=conference.pk).update(state=State.PREPARING, contact="")
    return Conference.objects.get(pk=conference.pk)


def test_a_call_that_lacks_something_cannot_open_and_says_what(preparing, chair):
    with pytest.raises(Refused) as refused:
        actions.move(preparing, State.PUBLIC, by=chair)
    for missing in ("the city", "the text of the call", "papers are due", "the contact address"):
        assert missing in str(refused.value)
    assert Conference.objects.get(pk=preparing.pk).state == State.PREPARING


def test_a_complete_call_opens(client, preparing, chair):
    values = {"city": "Denver", "call_text": "Come.", "contact": "chairs@demo.example"}
    actions.change(preparing, values, by=chair)
    preparing.deadlines.create(kind="papers", at="2030-09-16T12:00Z")
    client.force_login(chair)
    assert client.post(at("settings-move", "public")).status_code == 302
    preparing.refresh_from_db()
    assert preparing.state == State.PUBLIC
    assert preparing.published_at is not None
    client.logout()
    assert client.get(preparing.get_absolute_url()).status_code == 200


def test_a_proposed_date_must_be_looked_at_before_the_call_opens(preparing, chair):
    values = {"city": "Denver", "call_text": "Come.", "contact": "chairs@demo.example"}
    actions.change(preparing, values, by=chair)
    preparing.deadlines.create(kind="papers", at="2030-09-16T12:00Z", is_proposal=True)
    assert "1 proposed date" in may_become(chair, preparing, State.PUBLIC).reason


def test_a_conference_is_archived_when_it_is_over_and_can_come_back(conference, chair):
    assert "when it is over" in may_become(chair, conference, State.ARCHIVED).reason
    Conference.objects.update(starts_on="2020-01-01", ends_on=None)
    actions.move(conference, State.ARCHIVED, by=chair)
    actions.move(conference, State.PUBLIC, by=chair)
    conference.refresh_from_db()
    assert conference.state == State.PUBLIC


def test_a_conference_cannot_skip_a_state(preparing, chair):
    with pytest.raises(Refused, match="must be public before"):
        actions.move(preparing, State.ARCHIVED, by=chair)


def test_an_operator_can_close_a_conference_but_not_open_one(preparing, operator):
    assert not may_become(operator, preparing, State.PUBLIC)
    Conference.objects.update(state=State.PUBLIC, starts_on="2020-01-01", ends_on=None)
    actions.move(preparing, State.ARCHIVED, by=operator)


# ---- Addresses


def test_every_first_part_of_an_address_of_the_site_is_reserved():
    from django.urls import get_resolver

    def firsts(patterns):
        for one in patterns:
            route = str(one.pattern)
            first = route.split("/")[0]
            if not first and hasattr(one, "url_patterns"):
                yield from firsts(one.url_patterns)
            elif first and "<" not in first:
                yield first.lstrip("^").rstrip("$")

    assert urlpatterns
    assert set(firsts(get_resolver().url_patterns)) <= RESERVED


@pytest.mark.parametrize("slug", ["api", "operator", "DLS", "a b", "-a", "demo1", "ü", "a--b", ""])
def test_an_address_that_cannot_be_is_refused_with_a_sentence(conference, slug):
    assert may_be_called(slug).reason.endswith(".")


# ---- Topics, partners, pages, news


def test_a_pasted_list_loses_its_bullets_and_keeps_its_groups():
    text = "Methods\n  - Training\n\t• Inference;\n1. Systems\n\n- Systems of old\n"
    assert lines_of(text) == [
        (0, "Methods"), (1, "Training"), (1, "Inference"), (0, "Systems"), (0, "Systems of old"),
    ]  # fmt: skip


def test_topics_are_added_once_in_order_under_their_groups(conference, chair):
    assert topics.add(conference, [(0, "Methods"), (1, "Training"), (0, "Systems")], by=chair) == 3
    assert topics.add(conference, [(0, "methods"), (1, "Inference")], by=chair) == 1
    found = [(topic.name, str(topic.parent or "")) for topic in conference.topics.all()]
    assert found == [
        ("Methods", ""), ("Training", "Methods"), ("Systems", ""), ("Inference", "Methods"),
    ]  # fmt: skip


def test_a_topic_moves_among_those_it_stands_with(client, conference, chair):
    topics.add(conference, [(0, "A"), (1, "A1"), (1, "A2"), (0, "B")], by=chair)
    client.force_login(chair)
    client.post(at("topic-shift", 3, "up"))
    client.post(at("topic-shift", 4, "up"))
    client.post(at("topic-shift", 4, "up"))
    assert [topic.name for topic in conference.topics.filter(parent=None)] == ["B", "A"]
    assert [topic.name for topic in conference.topics.filter(parent__name="A")] == ["A2", "A1"]


def test_a_topic_is_renamed_and_refuses_a_name_there_is(client, conference, chair):
    topics.add(conference, [(0, "A"), (0, "B")], by=chair)
    client.force_login(chair)
    assert (
        "There is a topic “b” already."
        in client.post(at("topic", 1), {"name": "b", "parent": ""}).text
    )
    client.post(at("topic", 1), {"name": "Alpha", "parent": ""})
    assert Topic.objects.filter(name="Alpha").exists()


def test_a_group_cannot_stand_under_another(conference, chair):
    topics.add(conference, [(0, "A"), (1, "A1"), (0, "B")], by=chair)
    a, b = Topic.objects.get(name="A"), Topic.objects.get(name="B")
    with pytest.raises(Refused, match="has topics under it"):
        topics.change(a, {"parent": b}, by=chair)


def test_topics_of_a_removed_group_stay(client, conference, chair):
    topics.add(conference, [(0, "A"), (1, "A1")], by=chair)
    client.force_login(chair)
    client.post(at("topic-remove", 1))
    assert [(one.name, one.parent) for one in conference.topics.all()] == [("A1", None)]


def test_a_partner_is_added_moved_and_removed(client, conference, chair):
    client.force_login(chair)
    upload = SimpleUploadedFile("logo.png", picture(), "image/png")
    client.post(
        at("settings-partners"), {"kind": "sponsor", "name": "One", "link": "", "logo": upload}
    )
    client.post(
        at("settings-partners"), {"kind": "sponsor", "name": "Two", "link": "https://two.example"}
    )
    assert Partner.objects.get(name="One").logo
    client.post(at("partner-shift", 2, "up"))
    assert [one.name for one in conference.partners.all()] == ["Two", "One"]
    client.post(at("partner", 1), {"kind": "host", "name": "One", "link": "", "logo-clear": "on"})
    one = Partner.objects.get(name="One")
    assert (one.kind, bool(one.logo)) == ("host", False)
    client.post(at("partner-remove", 1))
    assert [one.name for one in conference.partners.all()] == ["Two"]


def test_the_usual_pages_begin_with_a_text_of_ours(client, conference, chair):
    client.force_login(chair)
    text = client.get(at("page-new", "conduct")).text
    assert "DEMO1 is for everybody" in text
    assert "chairs@demo.example" in text
    sent = {"title": "Conduct", "slug": "conduct", "body": "Be kind.", "is_published": "on"}
    assert client.post(at("page-new", "conduct"), sent).status_code == 302
    assert Page.objects.get().kind == Page.Kind.CONDUCT
    sent = {"title": "Again", "slug": "again", "body": "", "is_published": "on"}
    assert client.post(at("page-new", "conduct"), sent).status_code == 409


def test_a_page_cannot_take_an_address_that_is_taken(client, conference, chair):
    pages.add(conference, {"slug": "travel", "title": "Travel"}, by=chair)
    client.force_login(chair)
    answer = client.post(
        at("page-new", "own"), {"title": "T", "slug": "Travel", "body": "Kept text"}
    )
    assert "Another page has the address “travel”" in answer.text
    assert "Kept text" in answer.text


def test_a_page_is_corrected_and_removed(client, conference, chair):
    pages.add(conference, {"slug": "travel", "title": "Travel"}, by=chair)
    client.force_login(chair)
    client.post(at("page-edit", "travel"), {"title": "Getting here", "slug": "travel", "body": ""})
    assert Page.objects.get().title == "Getting here"
    client.post(at("page-remove", "travel"))
    assert not Page.objects.exists()


def test_news_are_told_corrected_and_removed(client, conference, chair):
    client.force_login(chair)
    client.post(at("settings-news"), {"title": "A hall", "body": ""})
    client.post(at("notice", 1), {"title": "A hall is found", "body": "In Denver."})
    assert News.objects.get().title == "A hall is found"
    client.post(at("notice-remove", 1))
    assert not News.objects.exists()


def test_what_belongs_to_another_conference_is_not_found(client, conference, chair, other_chair):
    there = Conference.objects.get(slug="elsewhere")
    topics.add(there, [(0, "Theirs")], by=other_chair)
    client.force_login(chair)
    assert client.get(at("topic", 1)).status_code == 404
    assert client.post(at("topic-remove", 1)).status_code == 404
    assert Topic.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["settings-topics", "settings-partners", "settings-pages", "settings-news"]
)
def test_lists_of_settings_cost_the_same_for_one_and_thirty(client, conference, chair, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def furnish(first, last):
        for number in range(first, last):
            topics.add(conference, [(0, f"Topic {number}")], by=chair)
            partners.add(conference, {"kind": "host", "name": f"Host {number}"}, by=chair)
            pages.add(conference, {"slug": f"page-{number}", "title": "Page"}, by=chair)
            pages.tell(conference, {"title": f"News {number}"}, by=chair)

    client.force_login(chair)
    counts = []
    for first, last in ((0, 1), (1, 30)):
        furnish(first, last)
        with CaptureQueriesContext(connection) as asked:
            client.get(at(name))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_an_unchanged_time_that_does_not_exist_is_said():
    from datetime import date, time

    from dls.conferences import days

    with pytest.raises(ValueError, match="clocks go forward"):
        days.moment(date(2030, 3, 31), time(2, 30), "Europe/Berlin")


def test_a_form_never_lets_a_wrong_colour_pass():
    from dls.conferences.forms.fields import ColourField

    with pytest.raises(ValidationError):
        ColourField().clean("red; } body { display: none")


def test_the_look_page_says_how_the_colour_reads_and_proposes_a_better_one(
    client, conference, chair
):
    client.force_login(chair)
    assert "6.7:1" in client.get(at("settings-look")).text
    client.post(at("settings-look"), {"accent": "#ffcc00"})
    assert "Take #9c6b00" in client.get(at("settings-look")).text
