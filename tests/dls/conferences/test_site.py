"""The public site of a conference: who sees what, and how often it is rendered."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.template import Template
from django.test import Client
from django.urls import reverse

from dls.conferences.actions import revision
from dls.conferences.models.conference import Conference, Partner, Topic
from dls.conferences.models.deadlines import Deadline, Extension
from dls.conferences.models.pages import News, Page
from dls.conferences.models.roles import Role
from dls.conferences.models.series import OutsideEdition
from dls.journal.models import Entry
from dls.web import clock
from tests.conftest import holds

SECRET = "Keynote invitations go out"
PAGES = ["home", "dates", "committee", "news", "calendar", "look", "card", "feed"]
DUE = datetime(2030, 9, 17, 11, 59, 59, tzinfo=UTC)  # 16 Sep 2030, 23:59:59 AoE


def due(conference, at=DUE, kind="papers", **fields):
    return Deadline.objects.create(conference=conference, kind=kind, at=at, **fields)


def member(conference, name="Demo Member 1", **fields):
    fields = {"state": Role.State.ACCEPTED, "kind": Role.Kind.MEMBER, **fields}
    return Role.objects.create(conference=conference, name=name, **fields)


def address(name, conference, *more):
    return reverse(f"conferences:{name}", args=[conference.slug, *more])


@pytest.fixture
def full(conference):
    """A conference with one of everything, and something private among it."""
    conference.call_text = "Deep learning on *large* machines.\n\n<script>alert(1)</script>"
    conference.accent = "#8a1d3c"
    conference.city, conference.country = "Denver", "US"
    conference.save()
    parent = Topic.objects.create(conference=conference, name="Methods")
    Topic.objects.create(conference=conference, name="Training at scale", parent=parent)
    due(conference)
    due(conference, kind="milestone", title=SECRET, is_public=False)
    due(conference, kind="notification", is_proposal=True, title="A guess of the clone")
    member(conference, affiliation="Demo Institute", country="UK")
    member(conference, "Demo Unlisted", is_listed=False)
    member(conference, "Demo Waiting", state=Role.State.INVITED)
    News.objects.create(conference=conference, title="The call is open", body="Read **it**.")
    Page.objects.create(conference=conference, slug="travel", title="Travel", is_published=True)
    Page.objects.create(conference=conference, slug="draft", title="Unfinished plans")
    Partner.objects.create(conference=conference, kind="sponsor", name="Demo Computing Centre")
    OutsideEdition.objects.create(series=conference.series, title="The zeroth", city="Dallas")
    return conference


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("state", "sees"),
    [
        ("preparing", {"chair", "operator"}),
        ("public", {"nobody", "stranger", "member", "other_chair", "chair", "operator"}),
        ("archived", {"nobody", "stranger", "member", "other_chair", "chair", "operator"}),
    ],
)
def test_who_sees_a_conference_in_which_state(name, state, sees, conference, request, chair):
    Conference.objects.filter(pk=conference.pk).update(state=state)
    for viewer in ("nobody", "stranger", "member", "other_chair", "chair", "operator"):
        client = Client()
        if viewer != "nobody":
            client.force_login(request.getfixturevalue(viewer))
        status = client.get(address(name, conference)).status_code
        assert (viewer, status) == (viewer, 200 if viewer in sees else 404)


@pytest.mark.parametrize("viewer", ["nobody", "stranger", "member", "chair", "operator"])
def test_nothing_private_stands_on_any_public_page(viewer, full, chair, request, client):
    if viewer != "nobody":
        client.force_login(request.getfixturevalue(viewer))
    for name in PAGES:
        body = client.get(address(name, full)).content.decode(errors="replace")
        for secret in (SECRET, "A guess of the clone", "Demo Unlisted", "Demo Waiting"):
            assert secret not in body
        assert "Unfinished plans" not in body


def test_the_front_page_says_all_there_is_to_say(full, client):
    text = client.get(full.get_absolute_url()).text
    for said in (
        "DEMO1: The demo1 workshop", "Denver, USA", "Methods", "Training at scale", "Papers due",
        "16 Sep 2030", "Demo Member 1", "Demo Institute, UK", "The call is open", "Travel",
        "Demo Computing Centre", "The zeroth", "chairs@demo.example", "17–18 November 2030",
    ):  # fmt: skip
        assert said in text, said
    assert "<script>alert" not in text


def test_a_draft_of_a_page_is_for_chairs_alone(full, chair, client):
    draft, travel = address("page", full, "draft"), address("page", full, "travel")
    assert (client.get(draft).status_code, client.get(travel).status_code) == (404, 200)
    client.force_login(chair)
    assert "This page is a draft" in client.get(draft).text


def test_news_of_tomorrow_is_not_told_today(conference, client):
    tomorrow = clock.now() + timedelta(days=1)
    News.objects.create(conference=conference, title="A surprise", published_at=tomorrow)
    for name in ("home", "news", "feed"):
        assert "A surprise" not in client.get(address(name, conference)).text
    with clock.at(tomorrow + timedelta(hours=1)):
        assert "A surprise" in client.get(address("news", conference)).text


# ---- Versions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["home", "dates", "committee", "news", "look", "calendar", "feed"])
@pytest.mark.parametrize("viewer", ["nobody", "chair"])
def test_an_unchanged_page_is_answered_without_templates(
    name, viewer, full, chair, client, monkeypatch, django_assert_max_num_queries
):
    if viewer == "chair":
        client.force_login(chair)
    client.get(address(name, full))  # sets the cookie of the forms
    tag = client.get(address(name, full)).headers["ETag"]
    monkeypatch.setattr(Template, "render", pytest.fail)
    monkeypatch.setattr("django.shortcuts.loader.render_to_string", pytest.fail)
    with django_assert_max_num_queries(4):
        again = client.get(address(name, full), headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_change_makes_the_pages_new(full, client):
    client.get(address("home", full))
    tags = {name: client.get(address(name, full)).headers["ETag"] for name in PAGES}
    revision.grow(full)
    for name, tag in tags.items():
        again = client.get(address(name, full), headers={"If-None-Match": tag})
        assert (name, again.status_code) == (name, 200)


def test_a_page_is_new_once_a_date_has_passed(full, client):
    with clock.at(DUE - timedelta(seconds=1)):
        client.get(address("home", full))
        before = client.get(address("home", full))
        assert "Papers due <span data-countdown" in before.text
    with clock.at(DUE + timedelta(seconds=1)):
        headers = {"If-None-Match": before.headers["ETag"]}
        assert client.get(address("home", full), headers=headers).status_code == 200


def test_what_one_reader_has_kept_is_not_valid_for_another(full, chair, client):
    tag = client.get(address("home", full)).headers["ETag"]
    client.force_login(chair)
    again = client.get(address("home", full), headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert "You are a chair" in again.text


def test_caches_may_keep_what_everybody_sees_and_nothing_else(full, client):
    named = client.get(f"{address('look', full)}?{full.revision}")
    assert named.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Vary" not in named.headers or "Cookie" not in named.headers["Vary"]
    assert client.get(address("card", full)).headers["Cache-Control"] == "public, max-age=300"
    assert "private" in client.get(address("home", full)).headers["Cache-Control"]


def test_a_conference_in_preparation_is_kept_by_nobody(full, chair, client):
    Conference.objects.filter(pk=full.pk).update(state="preparing")
    client.force_login(chair)
    for name in PAGES:
        answer = client.get(f"{address(name, full)}?{full.revision}")
        assert "private" in answer.headers["Cache-Control"], name
        assert answer.headers["X-Robots-Tag"] == "noindex", name


@pytest.mark.parametrize("viewer", ["nobody", "chair"])
def test_pages_ask_as_much_for_many_rows_as_for_one(
    viewer, full, chair, client, django_assert_max_num_queries
):
    if viewer == "chair":
        client.force_login(chair)
    client.get(address("home", full))
    few = {name: queries(client, address(name, full)) for name in ("home", "committee", "dates")}
    for number in range(60):
        member(full, f"Demo Member {number + 100}", email=f"m{number}@demo.example")
        date_ = due(full, kind="milestone", title=f"Step {number}")
        Extension.objects.create(deadline=date_, was=DUE, became=DUE)
        Topic.objects.create(conference=full, name=f"Topic {number}")
        News.objects.create(conference=full, title=f"News {number}")
        Page.objects.create(conference=full, slug=f"p{number}", title="P", is_published=True)
        Partner.objects.create(conference=full, kind="sponsor", name=f"Sponsor {number}")
        OutsideEdition.objects.create(series=full.series, title=f"Edition {number}")
    for name, count in few.items():
        assert (name, queries(client, address(name, full))) == (name, count)
        assert count <= 12


def queries(client, path):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


# ---- What machines read -------------------------------------------------------------------------


def data_of(text):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    return json.loads(found[1])


def test_search_engines_read_the_event(full, client):
    event = data_of(client.get(full.get_absolute_url()).text)
    assert event["@type"] == "Event"
    assert (event["startDate"], event["endDate"]) == ("2030-11-17", "2030-11-18")
    assert event["location"]["address"] == {
        "@type": "PostalAddress", "addressLocality": "Denver", "addressCountry": "US",
    }  # fmt: skip
    assert event["sponsor"] == [{"@type": "Organization", "name": "Demo Computing Centre"}]


def test_a_title_cannot_end_the_element_its_data_stands_in(conference, client):
    conference.title = "</script><script>alert(1)</script> & <!-- co"
    conference.save()
    text = client.get(conference.get_absolute_url()).text
    assert data_of(text)["name"].endswith("& <!-- co")
    assert "<script>alert" not in text


def test_shared_links_have_a_picture_and_a_summary(full, client, settings):
    text = client.get(full.get_absolute_url()).text
    assert f'{settings.SITE_URL}{address("card", full)}?{full.revision}"' in text
    assert 'name="twitter:card" content="summary_large_image"' in text
    assert '<meta name="description" content="Deep learning on large machines.' in text
    assert '<link rel="canonical"' in text


@pytest.mark.parametrize("title", ["X" * 200, "深層学習と大規模計算機", "a " * 90, "É" * 60])
def test_the_picture_holds_any_title(title, conference, client):
    conference.title = title
    conference.save()
    answer = client.get(address("card", conference))
    assert answer.content.startswith(b"\x89PNG")
    assert len(answer.content) < 200_000


def test_the_look_is_one_colour_and_nothing_else(conference, client):
    conference.accent = "#8a1d3c"
    conference.save()
    sheet = client.get(address("look", conference))
    assert sheet.text == "@layer tokens { :root { --brand: #8a1d3c; } }\n"
    Conference.objects.update(accent="red;}*")
    assert client.get(address("look", conference)).text == ""


def test_a_logo_that_is_not_there_is_not_found(full, client):
    partner = full.partners.get()
    assert client.get(address("logo", full)).status_code == 404
    assert client.get(address("partner-logo", full, partner.number)).status_code == 404
    assert client.get(address("partner-logo", full, 77)).status_code == 404


def test_search_engines_find_what_is_public_and_only_that(full, make_conference, client):
    make_conference("secret", state=Conference.State.PREPARING)
    text = client.get("/sitemap.xml").text
    assert "/demo1/pages/travel/" in text
    assert "secret" not in text
    assert "/demo1/pages/draft/" not in text
    assert "Disallow: /account/" in client.get("/robots.txt").text


def test_the_feed_holds_hostile_titles(conference, client):
    import xml.etree.ElementTree as tree

    News.objects.create(conference=conference, title="A \x08 <b>&", body="<script>x</script>")
    feed = tree.fromstring(client.get(address("feed", conference)).content)
    entry = feed.find("{*}entry")
    assert entry.find("{*}title").text == "A  <b>&"
    assert "<script" not in entry.find("{*}summary").text
    assert entry.find("{*}id").text.endswith(":demo1/news/1")


# ---- For chairs ---------------------------------------------------------------------------------


def test_chairs_see_a_banner_and_can_look_as_the_public_does(full, chair, client):
    client.force_login(chair)
    assert "You are a chair of DEMO1" in client.get(full.get_absolute_url()).text
    public = client.get(full.get_absolute_url(), {"as": "public"}).text
    assert "This is what the public sees" in public
    assert "You are a chair" not in public


def test_a_stranger_cannot_preview_what_is_in_preparation(full, stranger, client):
    Conference.objects.update(state="preparing")
    client.force_login(stranger)
    assert client.get(full.get_absolute_url(), {"as": "public"}).status_code == 404


@pytest.mark.parametrize(
    ("state", "says"), [("preparing", "Only chairs see this"), ("archived", "Archived.")]
)
def test_a_banner_says_what_state_a_conference_is_in(state, says, conference, chair, client):
    Conference.objects.update(state=state)
    client.force_login(chair)
    assert says in client.get(conference.get_absolute_url()).text


def test_chairs_of_other_conferences_are_nobody_here(full, other_chair, client):
    client.force_login(other_chair)
    assert "You are a chair" not in client.get(full.get_absolute_url()).text
    assert client.get(address("publicity", full)).status_code == 404


def test_a_chair_elsewhere_sees_their_own_draft(make_conference, make_person, client):
    mine = make_conference("mine", state=Conference.State.PREPARING)
    who = make_person("mine")
    holds(who, mine, Role.Kind.CHAIR)
    client.force_login(who)
    assert client.get(mine.get_absolute_url()).status_code == 200


def test_looking_as_the_public_is_written_down_once_a_day_and_session(
    client, conference, chair, stranger, django_assert_max_num_queries
):
    looks = Entry.objects.filter(verb="looked as the public at")
    for who, many in ((stranger, 0), (chair, 1), (chair, 2)):
        client.force_login(who)
        for name in ("home", "dates", "home"):
            assert client.get(address(name, conference), {"as": "public"}).status_code == 200
        assert looks.count() == many
        client.logout()
    client.force_login(chair)
    client.get(address("home", conference), {"as": "public"})
    with django_assert_max_num_queries(12):
        client.get(address("home", conference), {"as": "public"})
