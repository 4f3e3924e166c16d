"""Conflicts for programs: of authors, of members, of chairs."""

import pytest

from dls.conferences.models.roles import Role
from submissions.models.conflicts import Conflict
from tests.conftest import holds, person
from tests.submissions.api.conftest import at, here

pytestmark = pytest.mark.django_db

State, Source = Conflict.State, Conflict.Source


@pytest.fixture
def listed(member):
    """The member's role, as it stands on the public page."""
    Role.objects.filter(person=member).update(is_listed=True)
    return Role.objects.get(person=member)


def declared(client, paper, **kinds):
    sent = {"conflicts": [{"person": ref, "kind": kind} for ref, kind in kinds.items()]}
    return client.put(at(paper, "api-paper-conflicts"), sent, format="json")


def found(paper, who, state=State.SUSPECTED):
    return Conflict.objects.create(
        paper=paper, person=who, kind="institution", source=Source.FOUND, state=state,
        evidence=[{"says": "Both are at Demo University.", "confidence": "high"}],
    )  # fmt: skip


def test_authors_declare_conflicts_and_take_them_back(program, draft, listed):
    [row] = program.get(at(draft, "api-paper-conflicts")).json()["conflicts"]
    assert (row["person"], row["kind"], row["hint"]) == (listed.ref, "", "")
    answer = declared(program, draft, **{listed.ref: "co-author"})
    assert answer.json()["conflicts"][0]["kind"] == "co-author"
    assert Conflict.objects.get().state == State.DECLARED
    again = program.put(at(draft, "api-paper-conflicts"), answer.json(), format="json")
    assert again.status_code == 200, again.content
    assert declared(program, draft).json()["conflicts"][0]["kind"] == ""
    assert Conflict.objects.get().state == State.DROPPED


def test_a_kind_or_a_person_that_is_none_is_refused(program, draft, listed):
    for sent in ({listed.ref: "friend"}, {"nobody": "other"}):
        assert declared(program, draft, **sent).status_code == 400
    assert not Conflict.objects.exists()


def test_authors_read_of_what_was_found_its_kind_alone(program, draft, member, listed):
    found(draft, member)
    told = program.get(at(draft, "api-paper-conflicts"))
    assert told.json()["conflicts"][0]["hint"] == "same institution"
    assert "Demo University" not in told.content.decode()


def test_a_member_declares_a_conflict_and_drops_it(signed_in, member, blind):
    client, url = signed_in(member), at(blind, "api-own-conflict")
    assert client.put(url, {"kind": "friend"}, format="json").status_code == 400
    assert client.put(url, {"kind": "advisor"}, format="json").status_code == 204
    assert client.get(at(blind)).status_code == 404
    [row] = client.get(here(blind.conference, "api-own-conflicts")).json()["results"]
    assert (row["paper"], row["kind"], row["state"]) == (blind.number, "advisor", "declared")
    assert client.delete(url).status_code == 204
    assert client.get(at(blind)).status_code == 200


def test_a_member_answers_what_was_found(signed_in, member, blind):
    found(blind, member, State.SUGGESTED)
    client, url = signed_in(member), at(blind, "api-own-conflict-answer")
    told = client.get(here(blind.conference, "api-own-conflicts"))
    assert [row["state"] for row in told.json()["results"]] == ["suggested"]
    assert "Demo University" not in told.content.decode()
    assert client.post(url, {"is_one": True}, format="json").status_code == 204
    assert Conflict.objects.get().state == State.CONFIRMED
    assert client.post(url, {"is_one": False}, format="json").status_code == 404


def test_a_conflict_with_ones_own_paper_is_not_declared(program, draft):
    answer = program.put(at(draft, "api-own-conflict"), {"kind": "other"}, format="json")
    assert (answer.status_code, "You are an author" in answer.json()["detail"]) == (409, True)


def test_chairs_read_and_decide(signed_in, chair, member, blind):
    found(blind, member)
    client = signed_in(chair)
    [row] = client.get(here(blind.conference, "api-conflicts")).json()["results"]
    assert (row["paper"], row["holds"], row["evidence"]) == (
        blind.number, True, "Both are at Demo University."
    )  # fmt: skip
    url = here(blind.conference, "api-conflict", blind.number, row["person"]["ref"])
    answer = client.put(url, {"holds": False, "note": "Another campus"}, format="json")
    assert (answer.status_code, answer.json()["state"], answer.json()["is_pinned"]) == (
        200, "dismissed", True
    )  # fmt: skip
    asked = here(blind.conference, "api-conflicts")
    assert client.get(f"{asked}?state=suspected").json()["results"] == []
    assert len(client.get(f"{asked}?state=dismissed&paper=1").json()["results"]) == 1
    assert client.get(f"{asked}?state=maybe").status_code == 400


def test_a_chair_with_a_conflict_does_not_read_or_decide(signed_in, chair, member, blind):
    own = Conflict.objects.create(
        paper=blind, person=chair, kind="other", source="chair", state="confirmed"
    )
    client, role = signed_in(chair), Role.objects.get(person=member)
    assert client.get(here(blind.conference, "api-conflicts")).json()["results"] == []
    url = here(blind.conference, "api-conflict", blind.number, role.ref)
    assert client.put(url, {"holds": True}, format="json").status_code == 404
    own.delete()
    mine = here(blind.conference, "api-conflict", blind.number, Role.objects.get(person=chair).ref)
    answer = client.put(mine, {"holds": False}, format="json")
    assert (answer.status_code, "Another chair decides" in answer.json()["detail"]) == (409, True)


@pytest.mark.parametrize("viewer", ["author", "member", "stranger", "other_chair"])
def test_what_chairs_read_does_not_exist_for_others(request, signed_in, chair, blind, viewer):
    client = signed_in(request.getfixturevalue(viewer))
    role = Role.objects.get(person=chair)
    assert client.get(here(blind.conference, "api-conflicts")).status_code == 404
    url = here(blind.conference, "api-conflict", blind.number, role.ref)
    assert client.put(url, {"holds": True}, format="json").status_code == 404
    if viewer != "author":
        assert client.get(at(blind, "api-paper-conflicts")).status_code == 404
        assert declared(client, blind).status_code == 404
    assert not Conflict.objects.exists()


@pytest.mark.parametrize("many", [1, 20])
def test_lists_of_conflicts_cost_the_same_for_one_and_many(
    signed_in, chair, author, blind, many, django_assert_max_num_queries
):
    for number in range(many):
        who = person(f"member{number}")
        holds(who, blind.conference, Role.Kind.MEMBER)
        found(blind, who)
    decides, wrote = signed_in(chair), signed_in(author)
    with django_assert_max_num_queries(6):
        rows = decides.get(here(blind.conference, "api-conflicts")).json()["results"]
    assert len(rows) == many
    with django_assert_max_num_queries(9):
        assert wrote.get(at(blind, "api-paper-conflicts")).status_code == 200
