"""What readers see of a paper, and how often pages ask the database."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dls.conferences import figures
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.journal import ledger
from dls.web import clock, todo
from dls.web.verdicts import Refused
from submissions import own_tasks
from submissions.actions import papers
from submissions.models.categories import Category
from submissions.models.manuscripts import Manuscript
from submissions.models.papers import Paper
from submissions.models.reports import Finding, FormatReport
from submissions.rules.papers import may_start
from tests.conftest import due, wrote

Status = Paper.Status


def mine(conference):
    return reverse("submissions:mine", args=[conference.slug])


def with_pdf(paper, **finding):
    made = Manuscript.objects.create(
        paper=paper, sha256="c" * 64, name="demo-author-v2.pdf", size=10_000,
        kind="application/pdf",
    )  # fmt: skip
    report = FormatReport.objects.create(manuscript=made, state="done", pages=9)
    if finding:
        Finding.objects.create(report=report, level="block", **finding)
    return made


@pytest.mark.parametrize("who", ["stranger", "operator", "other_chair", "member"])
def test_a_draft_does_not_exist_for_others(who, make_paper, client, request):
    paper = make_paper(Status.DRAFT)
    client.force_login(request.getfixturevalue(who))
    assert client.get(paper.get_absolute_url()).status_code == 404


def test_the_committee_of_a_double_blind_conference_reads_it_without_its_authors(
    make_paper, member, client
):
    Conference.objects.update(review_model="double-blind")
    paper = make_paper(
        arxiv="2101.00001", code_link="https://code.example/author", collaborators="Demo Friend"
    )
    with_pdf(paper)
    due(paper.conference, -timedelta(days=1))
    client.force_login(member)
    page = client.get(paper.get_absolute_url()).text
    assert paper.abstract in page
    for secret in (
        "Demo Author", "author@demo.example", "Demo University", "2101.00001", "code.example",
        "demo-author-v2", "What happened", "Withdraw paper", "Demo Friend",
    ):  # fmt: skip
        assert secret not in page


def test_an_author_sees_what_is_missing_with_links_and_no_button_that_works(
    make_paper, author, client
):
    paper = make_paper(Status.DRAFT, abstract="")
    client.force_login(author)
    page = client.get(paper.get_absolute_url()).text
    assert "You cannot submit yet: 1 thing is missing." in page
    assert reverse("submissions:fields", args=[paper.conference.slug, paper.number]) in page
    assert 'aria-disabled="true"' in page


def test_a_chair_is_told_that_they_act_as_chair(make_paper, chair, author, client):
    paper = make_paper(Status.DRAFT)
    client.force_login(chair)
    assert "You act as chair." in client.get(paper.get_absolute_url()).text
    client.force_login(author)
    assert "You act as chair." not in client.get(paper.get_absolute_url()).text


def test_authors_do_not_read_what_chairs_do_with_their_paper(make_paper, chair, author, client):
    paper = make_paper()
    ledger.record(chair, "suspects", paper, scope=paper.conference, of="copying")
    client.force_login(author)
    address = reverse("submissions:journal", args=[paper.conference.slug, paper.number])
    assert "copying" not in client.get(address).text
    client.force_login(chair)
    assert "copying" in client.get(address).text


def test_my_papers_say_how_each_stands(make_paper, author, client, open_call):
    make_paper(Status.DRAFT, title="A draft", abstract="")
    with_pdf(make_paper(Status.DRAFT, title="Too long"), rule="pages-too-many", message="Cut.")
    make_paper(Status.SUBMITTED, title="Handed in")
    make_paper(Status.WITHDRAWN, title="Taken back")
    client.force_login(author)
    page = client.get(mine(open_call)).text
    for words in ("A draft", "the abstract", "Too long", "no more pages", "Handed in", "Taken"):
        assert words in page


def test_without_papers_the_page_says_how_to_start(open_call, stranger, client):
    client.force_login(stranger)
    page = client.get(mine(open_call)).text
    assert "No papers yet" in page
    assert "Start a paper" in page
    due(open_call, -timedelta(days=1))
    assert "New papers were taken until" in client.get(mine(open_call)).text


def test_my_papers_and_my_dashboard_ask_as_often_for_three_as_for_one(
    make_paper, author, client, open_call
):
    client.force_login(author)
    asked = []
    for many in (1, 2):
        for _ in range(many):
            with_pdf(make_paper(Status.DRAFT), rule="pages-too-many", message="Cut.")
        for address in (mine(open_call), reverse("conferences:dashboard", args=[open_call.slug])):
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            asked.append(len(queries))
    assert asked[:2] == asked[2:]


def test_a_page_of_a_paper_asks_as_often_for_many_authors(make_paper, make_person, author, client):
    paper = make_paper()
    client.force_login(author)
    asked = []
    for name in ("second", "third"):
        with CaptureQueriesContext(connection) as queries:
            client.get(paper.get_absolute_url())
        asked.append(len(queries))
        wrote(paper, make_person(name))
    assert asked[0] == asked[1]


def titles(who, conference):
    found = Conference.objects.get(pk=conference.pk)
    return [
        one.title for one in todo.tasks(who, found) if "“" in one.title or "no author" in one.title
    ]


def test_the_dashboard_says_what_to_do_with_each_paper(make_paper, author, chair, open_call):
    make_paper(Status.DRAFT, title="Whole")
    make_paper(Status.DRAFT, title="Half", abstract="")
    with_pdf(make_paper(title="Long"), rule="pages-too-many", message="Cut.")
    denied = make_paper(title="Denied")
    denied.authors.update(denied_at=clock.now())
    assert titles(author, open_call) == [
        "Submit “Whole”",
        "Finish “Half”",
        "Mend the PDF of “Long”",
    ]
    assert titles(chair, open_call) == [f"Somebody says they are no author of {denied}"]
    due(open_call, -timedelta(days=1))
    assert titles(author, open_call) == []


def test_chairs_see_how_many_papers_there_are_that_they_may_know_of(make_paper, chair, open_call):
    from submissions.actions import belonging

    for status in Status.values:
        make_paper(status)
    belonging.tie(make_paper(), chair)
    found = {one.label: one.value for one in own_tasks.figures(chair, open_call)}
    assert found == {"paper submitted": 1, "draft": 1, "withdrawn": 1}


def test_a_date_of_a_category_stands_on_the_public_page_by_its_name(category, open_call, client):
    Deadline.objects.create(
        conference=open_call, kind="papers", scope=category.key, at=clock.now() + timedelta(days=30)
    )
    page = client.get(reverse("conferences:dates", args=[open_call.slug])).text
    assert "Papers due (Full paper)" in page


def test_a_paper_is_due_when_its_category_is(make_paper, category, author, open_call):
    paper = make_paper(Status.DRAFT)
    Deadline.objects.create(
        conference=open_call, kind="papers", scope=category.key, at=clock.now() + timedelta(days=30)
    )
    with clock.at(clock.now() + timedelta(days=20)):  # the general date was ten days ago
        papers.submit(paper, by=author)
    assert Paper.objects.get().is_submitted


def test_an_edition_says_how_many_papers_it_got_once_it_is_over(make_paper, open_call):
    make_paper()
    make_paper(Status.DRAFT)
    assert figures.of([open_call])[open_call.pk].submissions is None
    open_call.ends_on = clock.now().date() - timedelta(days=1)
    assert figures.of([open_call])[open_call.pk].submissions == 1


def test_a_kind_of_paper_with_a_later_date_is_taken_longer(category, stranger, open_call):
    poster = Category.objects.create(conference=open_call, name="Poster")
    Deadline.objects.create(
        conference=open_call, kind="papers", scope=poster.key, at=clock.now() + timedelta(days=30)
    )
    with clock.at(clock.now() + timedelta(days=20)):
        assert may_start(stranger, open_call)
        papers.start(open_call, "A poster", by=stranger, contacts=[stranger], category=poster)
        with pytest.raises(Refused, match="New papers were taken until"):
            papers.start(open_call, "A paper", by=stranger, category=category)
    assert [paper.title for paper in Paper.objects.all()] == ["A poster"]
