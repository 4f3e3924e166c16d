"""Who sees which papers, and whose authors."""

from datetime import timedelta

import pytest

from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from submissions.models.conflicts import Conflict
from submissions.models.papers import Paper
from submissions.models.setup import Setup
from tests.conftest import due, holds

VIEWERS = ["author", "stranger", "chair", "member", "operator", "other_chair"]


def seen(who):
    return [(paper.status, paper.byline) for paper in Paper.objects.visible_to(who)]


def conflict(paper, who, state=Conflict.State.DECLARED):
    return Conflict.objects.create(
        paper=paper, person=who, kind="other", source="chair", state=state
    )


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        ("author", ["draft", "submitted", "withdrawn"]),
        ("chair", ["draft", "submitted", "withdrawn"]),
        ("member", ["submitted"]),
        ("stranger", []),
        ("operator", []),
        ("other_chair", []),
    ],
)
def test_who_sees_a_paper_once_it_is_due(viewer, sees, make_paper, open_call, request):
    who = request.getfixturevalue(viewer)
    for status in Paper.Status.values:
        make_paper(status)
    due(open_call, -timedelta(days=1))
    assert [status for status, _ in seen(who)] == sees


def test_the_committee_sees_nothing_before_papers_are_due(make_paper, member):
    make_paper()
    assert seen(member) == []


def test_the_committee_sees_nothing_where_only_assigned_papers_are_theirs(
    make_paper, member, open_call
):
    make_paper()
    due(open_call, -timedelta(days=1))
    Setup.objects.update(members_see=Setup.Readers.ASSIGNED)
    assert seen(member) == []


@pytest.mark.parametrize(
    ("model", "own", "named"),
    [
        ("single-blind", "", True),
        ("double-blind", "", False),
        ("open", "", True),
        ("single-blind", "double-blind", False),
        ("double-blind", "single-blind", True),
    ],
)
def test_the_committee_reads_names_only_where_review_is_not_double_blind(
    model, own, named, make_paper, member, chair, author, category
):
    paper = make_paper()
    due(paper.conference, -timedelta(days=1))
    Conference.objects.update(review_model=model)
    category.blindness = own
    category.save()
    assert seen(member) == [("submitted", "Demo Author" if named else "Anonymous authors")]
    assert seen(chair) == seen(author) == [("submitted", "Demo Author")]


@pytest.mark.parametrize("viewer", ["member", "chair"])
@pytest.mark.parametrize("state", Conflict.State.values)
def test_whoever_has_a_conflict_sees_nothing_of_the_paper(viewer, state, make_paper, request):
    who = request.getfixturevalue(viewer)
    paper = make_paper()
    due(paper.conference, -timedelta(days=1))
    conflict(paper, who, state)
    assert bool(seen(who)) == (state not in Conflict.HOLDING)


def test_an_author_with_a_conflict_sees_the_own_paper(make_paper, chair):
    paper = make_paper(by=chair)
    conflict(paper, chair)
    (row,) = Paper.objects.visible_to(chair)
    assert (row.is_mine, row.is_chaired, row.shows_authors) == (True, False, True)


def test_a_paper_fetched_without_asking_who_reads_it_hides_its_authors(make_paper):
    make_paper()
    assert Paper.objects.get().byline == "Anonymous authors"


def test_whoever_denies_to_be_an_author_no_longer_sees_the_paper(make_paper, author):
    paper = make_paper()
    paper.authors.update(denied_at=paper.made_at)
    assert seen(author) == []


@pytest.mark.parametrize("viewer", [*VIEWERS, "conflicted"])
@pytest.mark.parametrize("passed", [True, False])
@pytest.mark.parametrize("model", ["single-blind", "double-blind"])
def test_a_page_of_one_conference_sees_exactly_what_is_seen_of_it_everywhere(
    viewer, passed, model, make_paper, conference, request, make_person
):
    Conference.objects.update(review_model=model)
    if viewer == "conflicted":
        who = make_person("conflicted")
        holds(who, conference, Role.Kind.MEMBER)
    else:
        who = request.getfixturevalue(viewer)
    for status in Paper.Status.values:
        paper = make_paper(status)
        if viewer == "conflicted":
            conflict(paper, who)
    make_paper(by=who)
    due(conference, timedelta(days=-1 if passed else 1))

    def rows(papers):
        named = ("number", "is_mine", "is_chaired", "shows_authors")
        return sorted(papers.filter(conference=conference).values_list(*named))

    fresh = Conference.objects.get(pk=conference.pk)
    everywhere = rows(Paper.objects.visible_to(who))
    assert rows(Paper.objects.visible_at(fresh, who)) == everywhere != []
