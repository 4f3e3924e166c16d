"""Conflicts that the house finds by itself: written down once, kept up to date, decided by people."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from dls.conferences.models.roles import Role
from dls.journal.models import Entry
from dls.people.models import Connection, Publication
from dls.web import clock
from submissions.actions import conflicts, ties
from submissions.actions.conflicts import Ruling
from submissions.models.authors import AuthorAffiliation
from submissions.models.conflicts import Conflict
from submissions.models.papers import Paper
from submissions.tasks import find_ties
from tests.conftest import holds, person, wrote

State, Source, Kind = Conflict.State, Conflict.Source, Conflict.Kind


@pytest.fixture
def paper(make_paper, author):
    """By somebody at Oak Ridge."""
    made = make_paper()
    AuthorAffiliation.objects.create(author=made.authors.get(), institution="ORNL", country="US")
    return made


@pytest.fixture
def member(member):
    """Somebody who knows nobody yet."""
    member.given_name, member.family_name = "Brunhild", "Testmember"
    member.affiliation = "Demo College of Elsewhere"
    member.save()
    return member


def at_oak_ridge(member):
    member.affiliation = "Oak Ridge National Lab."
    member.save()


def of(member):
    return Conflict.objects.filter(person=member).first()


def author_is(paper, given, family):
    paper.authors.update(given_name=given, family_name=family, person=None, email="")
    touch(paper)


def touch(paper):
    Paper.objects.filter(pk=paper.pk).update(updated_at=clock.now())


def test_strangers_get_no_conflict(paper, member):
    find_ties()
    assert not Conflict.objects.filter(person=member).exists()
    assert Paper.objects.get().ties_found_at


def test_the_same_institution_holds_until_dismissed(paper, member):
    at_oak_ridge(member)
    find_ties()
    conflict = of(member)
    assert (conflict.kind, conflict.state, conflict.source) == (
        Kind.INSTITUTION, State.SUSPECTED, Source.FOUND,
    )  # fmt: skip
    assert conflict.says.endswith("are both at Oak Ridge National Laboratory.")
    assert Entry.objects.get(about_kind="conflict").verb == "found a conflict of"


def test_a_hint_holds_only_once_confirmed(paper, member):
    author_is(paper, "Ada", "Quillmark")
    Publication.objects.create(person=member, title="On demos", authors="A. Quillmark, B. T.")
    find_ties()
    assert (of(member).kind, of(member).state) == (Kind.COAUTHOR, State.SUGGESTED)
    assert not of(member).holds


def test_collaborators_are_read_on_both_sides(paper, member):
    Paper.objects.update(collaborators="Brunhild Testmember (Demo College of Elsewhere)\nnobody")
    touch(paper)
    find_ties()
    assert (of(member).kind, of(member).state) == (Kind.OTHER, State.SUSPECTED)
    Paper.objects.update(collaborators="")
    author_is(paper, "Ada", "Quillmark")
    Connection.objects.create(person=member, kind="collaborator", name="Ada Quillmark")
    find_ties()
    assert of(member).says == "Brunhild Testmember names Ada Quillmark as a collaborator."


def test_a_member_who_is_an_author_under_another_address(paper, member):
    EmailAddress.objects.create(user=member, email="other@testmember.example", verified=True)
    paper.authors.update(email="other@testmember.example", person=None)
    find_ties()
    assert (of(member).kind, of(member).state) == (Kind.AUTHOR, State.SUSPECTED)


def test_an_unproven_address_ties_nobody(paper, member):
    EmailAddress.objects.create(user=member, email="other@testmember.example", verified=False)
    paper.authors.update(email="other@testmember.example", person=None)
    find_ties()
    assert of(member) is None


def test_who_wrote_another_paper_together(paper, member, make_paper, author):
    other = make_paper(title="Another", number=2)
    wrote(other, member)
    find_ties()
    conflict = paper.conflicts.get(person=member)
    assert (conflict.kind, conflict.state) == (Kind.COAUTHOR, State.SUSPECTED)
    assert "another paper of this conference" in conflict.says
    assert "Another" not in conflict.says


def test_drafts_of_others_tie_nobody(paper, member, make_paper):
    wrote(make_paper("draft", number=2), member)
    find_ties()
    assert not paper.conflicts.filter(person=member).exists()


def test_whoever_denied_being_an_author_ties_nobody(paper, member):
    at_oak_ridge(member)
    paper.authors.update(denied_at=clock.now())
    find_ties()
    assert of(member) is None


def test_what_has_not_changed_is_not_looked_at_again(paper, member, monkeypatch):
    find_ties()
    monkeypatch.setattr(ties, "Finder", None)
    find_ties()
    touch(paper)
    with pytest.raises(TypeError):
        find_ties()


@pytest.mark.parametrize("what", ["profile", "publication", "connection", "role"])
def test_a_change_of_the_committee_is_noticed(what, paper, member, conference):
    author_is(paper, "Ada", "Quillmark")
    find_ties()
    if what == "profile":
        at_oak_ridge(member)
    elif what == "publication":
        Publication.objects.create(person=member, title="Demos", authors="Ada Quillmark")
    elif what == "connection":
        Connection.objects.create(person=member, kind="institution", name="ORNL")
    else:
        member = person("late", affiliation="ORNL")
        holds(member, conference, Role.Kind.MEMBER)
    find_ties()
    assert of(member).evidence


def test_what_is_no_longer_so_no_longer_holds(paper, member):
    at_oak_ridge(member)
    find_ties()
    member.affiliation = ""
    member.save()
    find_ties()
    assert (of(member).state, of(member).evidence) == (State.DROPPED, [])
    at_oak_ridge(member)
    find_ties()
    assert of(member).state == State.SUSPECTED
    verbs = (
        Entry.objects.filter(about_kind="conflict").order_by("pk").values_list("verb", flat=True)
    )
    found, lost = "found a conflict of", "no longer finds a conflict of"
    assert list(verbs) == [found, lost, found]


@pytest.mark.parametrize("is_one", [True, False])
def test_what_people_decided_stays(is_one, paper, member, chair):
    at_oak_ridge(member)
    find_ties()
    conflicts.answer(of(member), by=chair, is_one=is_one)
    before = of(member).state
    member.affiliation = ""
    member.save()
    find_ties()
    assert of(member).state == before
    assert of(member).evidence


def test_what_chairs_pinned_stays(paper, member, chair):
    conflicts.rule(paper, member, Ruling(holds=False, note="asked both"), by=chair)
    at_oak_ridge(member)
    find_ties()
    assert (of(member).state, of(member).evidence) == (State.DISMISSED, [])


def test_a_declaration_keeps_its_kind_and_learns_the_evidence(paper, member, author):
    conflicts.declare(paper, {member: Kind.ADVISOR}, by=author)
    at_oak_ridge(member)
    find_ties()
    assert (of(member).kind, of(member).state) == (Kind.ADVISOR, State.DECLARED)
    conflicts.declare(paper, {member: ""}, by=author)
    assert of(member).state == State.SUSPECTED


def test_looking_twice_writes_nothing(paper, member):
    at_oak_ridge(member)
    find_ties()
    touch(paper)
    find_ties()
    assert Entry.objects.filter(about_kind="conflict").count() == 1


def test_withdrawn_papers_and_archived_conferences_are_left_alone(paper, member, conference):
    at_oak_ridge(member)
    conference.state = "archived"
    conference.save()
    find_ties()
    assert of(member) is None
    conference.state = "public"
    conference.save()
    Paper.objects.update(status="withdrawn", withdrawn_at=clock.now())
    find_ties()
    assert of(member) is None


def test_a_played_future_does_not_keep_it_busy(paper, member, monkeypatch):
    Paper.objects.update(updated_at=clock.now() + timedelta(days=100))
    find_ties()
    monkeypatch.setattr(ties, "Finder", None)
    find_ties()


def test_when_its_turn_is_over_the_rest_is_left_for_the_next(paper, member, monkeypatch):
    woken = []
    monkeypatch.setattr(ties, "TURN", -1.0)
    monkeypatch.setattr(ties, "wake", woken.append)
    find_ties()
    assert woken == [ties.FIND]
    assert Paper.objects.get().ties_found_at is None


def test_an_idle_look_asks_as_much_for_three_members_as_for_one(paper, member, conference):
    def asked():
        find_ties()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            find_ties()
        return len(queries)

    first = asked()
    for name in ("second", "third"):
        holds(person(name), conference, Role.Kind.MEMBER)
    assert asked() == first


def test_a_paper_that_changes_meanwhile_is_looked_at_again(paper, member, monkeypatch):
    found = ties._found

    def meanwhile(row, finder):
        touch(paper)
        return found(row, finder)

    monkeypatch.setattr(ties, "_found", meanwhile)
    find_ties()
    assert Paper.objects.get().ties_found_at is None
    monkeypatch.setattr(ties, "_found", found)
    find_ties()
    assert Paper.objects.get().ties_found_at


def test_papers_of_which_nothing_is_to_be_written_are_not_locked(paper, member, monkeypatch):
    find_ties()
    touch(paper)
    monkeypatch.setattr(ties, "locked", None)
    find_ties()
    assert Paper.objects.filter(ties_found_at__gte=F("updated_at")).exists()
