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
from dls.conferences.models.conference import Conference
from dls.journal.models import Entry
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
