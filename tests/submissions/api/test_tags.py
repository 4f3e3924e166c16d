"""Tags and saved searches for programs; what a call asks."""

from datetime import timedelta

import pytest

from dls.conferences.models.conference import Conference
from submissions.models.questions import Question
from submissions.models.searches import SavedSearch
from submissions.models.tags import Tag, Tagging
from tests.conftest import due
from tests.submissions.api.conftest import at, here

pytestmark = pytest.mark.django_db


def made(client, conference, name, readers="one", **values):
    sent = {"name": name, "readers": readers, **values}
    return client.post(here(conference, "api-tags"), sent, format="json")


def papers(conference, readers, name, tail="papers"):
    return here(conference, f"api-tag-{tail}", readers, name)


def test_a_chair_makes_a_tag_and_the_committee_reads_it(signed_in, chair, member, blind):
    client = signed_in(chair)
    answer = made(client, blind.conference, "rank", "committee", has_value=True, colour="good")
    assert (answer.status_code, answer.json()["has_value"]) == (201, True)
    sent = {"papers": [blind.number, 99], "value": 2.5}
    url = papers(blind.conference, "committee", "rank")
    assert client.put(url, sent, format="json").json() == {"changed": 1}
    assert client.put(url, sent, format="json").json() == {"changed": 0}
    told = signed_in(member).get(at(blind)).json()["tags"]
    assert told == [{"name": "rank", "readers": "committee", "value": 2.5}]
    gone = papers(blind.conference, "committee", "rank", "papers-remove")
    assert client.post(gone, {"papers": [blind.number]}, format="json").json() == {"changed": 1}
    assert signed_in(member).get(at(blind)).json()["tags"] == []


def test_a_private_tag_is_its_owners_alone(signed_in, chair, member, blind):
    client = signed_in(member)
    assert made(client, blind.conference, "mine").status_code == 201
    url = papers(blind.conference, "one", "mine")
    client.put(url, {"papers": [blind.number]}, format="json")
    assert signed_in(chair).get(here(blind.conference, "api-tags")).json()["results"] == []
    assert signed_in(chair).get(at(blind)).json()["tags"] == []
    sent = {"papers": [blind.number]}
    assert signed_in(chair).put(url, sent, format="json").status_code == 404
    one = here(blind.conference, "api-tag", "one", "mine")
    assert signed_in(chair).delete(one).status_code == 404
    assert client.delete(one).status_code == 204
    assert not Tag.objects.exists()


def test_authors_read_no_tags_on_their_papers_and_make_none(
    program, signed_in, chair, author, blind
):
    tag = Tag.objects.create(conference=blind.conference, name="weak", readers="committee")
    Tagging.objects.create(tag=tag, paper=blind, by=chair)
    assert "weak" not in program.get(at(blind)).content.decode()
    assert program.get(here(blind.conference, "api-tags")).status_code == 404
    assert made(program, blind.conference, "mine").status_code == 404


def test_a_member_makes_no_tag_for_others_and_sets_none_of_theirs(signed_in, member, blind):
    client = signed_in(member)
    assert made(client, blind.conference, "shared", "committee").status_code == 400
    assert made(client, blind.conference, "Not a name!").status_code == 400
    Tag.objects.create(conference=blind.conference, name="weak", readers="committee")
    url = papers(blind.conference, "committee", "weak")
    answer = client.put(url, {"papers": [blind.number]}, format="json")
    assert (answer.status_code, answer.json()["detail"]) == (409, "Only chairs change this tag.")
    assert not Tagging.objects.exists()


def test_a_number_needs_a_tag_that_carries_one(signed_in, chair, blind):
    client = signed_in(chair)
    made(client, blind.conference, "plain", "chairs")
    url = papers(blind.conference, "chairs", "plain")
    for value, status in ((3, 409), ("many", 400), (1e9, 400), (None, 200)):
        sent = {"papers": [blind.number], "value": value}
        assert client.put(url, sent, format="json").status_code == status


@pytest.mark.parametrize("many", [1, 30])
def test_lists_of_tags_and_searches_cost_the_same_for_one_and_many(
    signed_in, chair, blind, many, django_assert_max_num_queries
):
    for number in range(many):
        tag = Tag.objects.create(conference=blind.conference, name=f"t{number}", readers="chairs")
        Tagging.objects.create(tag=tag, paper=blind, by=chair)
        SavedSearch.objects.create(conference=blind.conference, owner=chair, name=f"s{number}")
    client = signed_in(chair)
    for name in ("api-tags", "api-searches", "api-papers"):
        with django_assert_max_num_queries(9):
            assert client.get(here(blind.conference, name)).status_code == 200


def test_saved_searches_are_ones_own_and_those_that_chairs_share(signed_in, chair, member, blind):
    for name, shared in (("private", False), ("shared", True)):
        SavedSearch.objects.create(
            conference=blind.conference, owner=chair, name=name, query="status:draft",
            is_shared=shared,
        )  # fmt: skip
    url = here(blind.conference, "api-searches")
    names = {
        who: [row["name"] for row in signed_in(who).get(url).json()["results"]]
        for who in (chair, member)
    }
    assert names == {chair: ["private", "shared"], member: ["shared"]}


CALL = ("api-categories", "api-questions")


def test_anybody_reads_what_an_open_call_asks(anonymous, category):
    asked = {"conference": category.conference, "kind": "choice", "choices": ["a", "b"]}
    Question.objects.create(label="Which?", condition="status:draft", **asked)
    Question.objects.create(label="Old?", is_retired=True, **asked)
    [kind] = anonymous.get(here(category.conference, "api-categories")).json()
    assert (kind["name"], kind["needs_manuscript"]) == ("Full paper", False)
    assert kind["due_at"].startswith(str(category.conference.due("papers").at.date()))
    [question] = anonymous.get(here(category.conference, "api-questions")).json()
    assert (question["label"], question["choices"], question["is_conditional"]) == (
        "Which?", ["a", "b"], True
    )  # fmt: skip


def test_once_the_call_is_closed_only_those_concerned_read_it(
    anonymous, signed_in, author, chair, member, stranger, make_paper
):
    conference = make_paper().conference
    due(conference, -timedelta(days=1))
    for name in CALL:
        assert anonymous.get(here(conference, name)).status_code == 404
        told = [signed_in(one).get(here(conference, name)).status_code
                for one in (stranger, author, member, chair)]  # fmt: skip
        assert told == [404, 200, 200, 200]


def test_what_a_hidden_conference_will_ask_is_not_told(anonymous, signed_in, stranger, category):
    Conference.objects.update(state=Conference.State.PREPARING)
    for name in CALL:
        assert anonymous.get(here(category.conference, name)).status_code == 404
        assert signed_in(stranger).get(here(category.conference, name)).status_code == 404
