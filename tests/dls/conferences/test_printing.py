"""Dates, committees and texts as the public pages print them."""

from datetime import UTC, date, datetime

import pytest

from dls.conferences import committee, plain, site_tabs, timeline
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Extension
from dls.conferences.models.roles import Role
from dls.conferences.models.series import Series
from dls.web import zones
from tests.dls.conferences.test_site import DUE, PAGES, address, due, member


def lines(conference):
    dates = conference.deadlines.prefetch_related("extensions")
    return {line.label: line for line in timeline.of(conference, dates).lines}


def test_old_dates_are_struck_through_in_order(conference):
    date_ = due(conference)
    for day in (1, 11):
        was = datetime(2030, 9, day + 1, 11, 59, 59, tzinfo=UTC)
        Extension.objects.create(deadline=date_, was=was, became=DUE)
    line = lines(conference)["Papers due"]
    assert line.now.text == "16 Sep 2030"
    assert [old.text for old in line.was] == ["1 Sep", "11 Sep"]


def test_a_date_of_another_year_says_so(conference):
    date_ = due(conference, at=datetime(2031, 1, 5, 11, 59, 59, tzinfo=UTC))
    was = datetime(2030, 12, 20, 11, 59, 59, tzinfo=UTC)
    Extension.objects.create(deadline=date_, was=was, became=date_.at)
    assert [old.text for old in lines(conference)["Papers due"].was] == ["19 Dec 2030"]


def test_moments_ranges_and_zones_are_printed_as_people_write_them(conference):
    at = datetime(2030, 6, 1, 12, 0, tzinfo=UTC)
    due(conference, at=at, kind="bids", zone="Europe/Amsterdam", whole_day=False)
    until = datetime(2030, 9, 20, 11, 59, 59, tzinfo=UTC)
    due(conference, kind="milestone", title="Meeting", at=DUE, until=until)
    found = lines(conference)
    assert found["Bids due"].now.text == "1 Jun 2030, 14:00 CEST"
    assert found["Meeting"].now.text == "16–19 Sep 2030"
    assert found["DEMO1"].now.text == "17–18 Nov 2030"


def test_readers_are_told_the_moment_where_they_are(conference, client):
    due(conference)
    client.cookies["zone"] = "Europe/Amsterdam"
    text = " ".join(client.get(conference.get_absolute_url()).text.split())
    assert "17 Sep, 13:59</time> in Amsterdam, where you are" in text
    client.cookies["zone"] = "Middle/Earth"
    assert 'data-mine="2030-09-17T11:59:59Z"' in client.get(conference.get_absolute_url()).text


def test_a_committee_is_grouped_and_sorted_and_its_countries_counted(conference):
    member(conference, "Ana Ångström", family_name="Ångström", country="USA")
    member(conference, "Bo Zed", family_name="Zed", country="United States")
    member(conference, "Cy Aab", family_name="Aab", country="UK & NL")
    holder = member(conference, "Di Chair", kind=Role.Kind.CHAIR, title="co-chair", country="Japan")
    found = committee.of(conference.roles.all())
    assert [group.heading for group in found.groups] == ["Chair", "Program committee"]
    names = [seat.name for seat in found.groups[1].seats]
    assert names == ["Cy Aab", "Ana Ångström", "Bo Zed"]
    assert {one.name: one.count for one in found.countries} == {
        "USA": 2, "UK": 1, "Netherlands": 1, "Japan": 1,
    }  # fmt: skip
    assert (found.size, holder.title) == (4, found.groups[0].seats[0].title)


def test_a_long_committee_shows_its_chairs_first_and_all_on_its_page(conference, client):
    member(conference, "Demo Head", kind=Role.Kind.CHAIR)
    for number in range(70):
        member(conference, f"Demo Member {number}", email=f"m{number}@demo.example")
    front = client.get(conference.get_absolute_url()).text
    assert "All 71 people" in front
    assert "Demo Member 7" not in front
    assert "Demo Member 69" in client.get(address("committee", conference)).text


def test_other_apps_add_tabs(conference, client, monkeypatch):
    monkeypatch.setattr(site_tabs, "_sources", [])
    site_tabs.register(lambda one: [site_tabs.Tab(25, "Program", f"/{one.slug}/program/")])
    text = client.get(conference.get_absolute_url()).text
    assert '<a href="/demo1/program/">Program</a>' in text


def test_no_topic_date_or_name_is_needed(series, client):
    bare = Conference.objects.create(
        series=series, slug="bare", name="Bare", title="Bare", state="public"
    )
    for name in PAGES:
        assert client.get(address(name, bare)).status_code == 200
    assert "The call is not out yet" in client.get(bare.get_absolute_url()).text


def test_zones_of_dates_need_not_agree(conference, client):
    due(conference, zone=zones.AOE)
    due(conference, kind="reviews", zone="UTC")
    text = client.get(address("dates", conference)).text
    assert "16 Sep 2030 AoE" in text
    assert "17 Sep 2030 UTC" in text


def test_series_and_years_stand_in_the_list_of_earlier_editions(make_conference, series, client):
    Conference.objects.filter(pk=make_conference("old").pk).update(
        starts_on=date(2029, 1, 1), ends_on=date(2029, 1, 1)
    )
    new = make_conference("new")
    assert 'href="/old/"' in client.get(new.get_absolute_url()).text
    assert Series.objects.get().slug in client.get("/old/").text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("a\nb", "a b"),
        ("# Head", "Head\n----"),
        ("- one\n- two", "- one\n- two"),
        ("3. one\n4. two", "3. one\n4. two"),
        ("[page](https://a.example)", "page <https://a.example>"),
        ("<https://a.example>", "https://a.example"),
        ("<chairs@a.example>", "chairs@a.example"),
        ("> said", "> said"),
        ("```\ncode  x\n```", "    code  x"),
        ("**bold** and `code`", "bold and code"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n1 | 2"),
        ("<b>raw</b>", "<b>raw</b>"),
        ("", ""),
    ],
)
def test_markdown_becomes_plain_text(markdown, text):
    assert plain.to_text(markdown) == text


def test_plain_text_keeps_its_width():
    text = plain.to_text("word " * 200 + "\n\n- " + "item " * 60)
    assert max(len(line) for line in text.splitlines()) <= 72


@pytest.mark.parametrize("fact", ["a*b*", "[x](y)", "# no", "<b>", "1 | 2", "back\\slash", "`c`"])
def test_facts_are_written_as_they_are(fact):
    assert plain.to_text(plain.escaped(f"Of {fact}")) == f"Of {fact}"


@pytest.mark.parametrize(
    ("markdown", "unwrapped"),
    [
        ("a\nb\n\nc\nd", "a b\n\nc d"),
        ("- a\n  b\n- c", "- a\n  b\n- c"),
        ("a  \nb", "a  \nb"),
        ("a\\\nb", "a\\\nb"),
        ("```\na\nb\n```\n\nc\nd", "```\na\nb\n```\n\nc d"),
        ("> a\n> b", "> a\n> b"),
        ("", ""),
    ],
)
def test_paragraphs_are_put_into_one_line_and_nothing_else_is(markdown, unwrapped):
    assert plain.unwrapped(markdown) == unwrapped
