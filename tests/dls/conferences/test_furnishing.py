"""Topics, partners, pages and news: added, put in order, corrected, removed."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from dls.conferences.actions import pages, partners, topics
from dls.conferences.forms.topics import lines_of
from dls.conferences.models.conference import Conference, Partner, Topic
from dls.conferences.models.pages import News, Page
from dls.web.verdicts import Refused


def at(name, *args):
    return reverse(f"conferences:{name}", args=["demo1", *args])


def picture():
    drawn = io.BytesIO()
    Image.new("RGB", (40, 40), "#1d5a8a").save(drawn, "PNG")
    return drawn.getvalue()


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
