"""Papers of another system as chairs take them in: looked through, made, harmless twice."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dls.conferences.models.roles import Role
from dls.jobs import runner
from dls.jobs.models import Job
from dls.journal.models import Entry
from dls.mail.models import Letter
from dls.web.verdicts import Refused
from submissions import intakes
from submissions.actions import importing as actions
from submissions.demo.manuscript import Plan, manuscript
from submissions.models.conflicts import Conflict
from submissions.models.imports import Intake, Origin
from submissions.models.papers import Paper
from submissions.models.questions import Question
from submissions.models.setup import Setup
from tests.conftest import holds, person
from tests.submissions.importing.givens import archive, paper, table

COUNTRY = {"affiliation": "Demo Institute 1", "country": "NL", "contact": True}
WHOLE = paper(
    pid=7,
    abstract="An abstract.",
    authors=[{"first": "Demo", "last": "Author 1", "email": "one@demo.example"} | COUNTRY],
    topics=["Storage", "Nowhere"],
    keywords="queues; disks",
    pc_conflicts={"member@demo.example": "collaborator", "nobody@demo.example": True},
    collaborators="none",
    options={"Student paper": True, "Shoe size": 44},
    submitted_at=1567296000,
    submission={"content_file": "7.pdf"},
    decision="Accepted",
    tags=["~~Needs_look", "order#3", "12~mine"],
)


@pytest.fixture
def lenient(conference):
    """Asks for nothing that other systems do not tell."""
    return Setup.objects.create(
        conference=conference, reproducibility="may", declarations="may", topics_least=0
    )


@pytest.fixture
def pdf():
    return manuscript(Plan("Demo paper", "An abstract.", 2))


@pytest.fixture
def begun(conference, chair):
    def begin(*files, by=None):
        return actions.begin(
            conference, [(name, io.BytesIO(data)) for name, data in files], by=by or chair
        )

    return begin


@pytest.fixture
def whole(begun, pdf):
    return lambda *papers: begun(
        ("export.zip", archive({"data.json": json.dumps(papers or [WHOLE]), "7.pdf": pdf}))
    )


def made(intake, chair, tells_authors=False):
    actions.confirm(intake, by=chair, tells_authors=tells_authors)
    assert runner.run_one()
    return Job.objects.latest("pk")


def url(name, conference, *args):
    return reverse(f"submissions:{name}", args=[conference.slug, *args])


def test_a_whole_paper_is_made_as_it_was_there(whole, conference, chair, lenient):
    member = person("member")
    holds(member, conference, Role.Kind.MEMBER)
    topic = conference.topics.create(name="Storage")
    question = Question.objects.create(conference=conference, label="Student paper", kind="yes-no")
    job = made(whole(), chair)
    found = Paper.objects.get()
    assert (job.state, job.told) == ("done", "1 paper made.")
    assert (found.number, found.title, found.status) == (7, "Demo paper", "submitted")
    assert found.submitted_at.year == 2019
    assert [one.name for one in found.authors.all()] == ["Demo Author 1"]
    assert found.authors.get().affiliations.get().country == "NL"
    assert list(found.topics.all()) == [topic]
    assert (found.keywords, found.collaborators) == ("queues, disks", "none")
    assert found.answers.get().question == question
    assert found.conflicts.get().person == member
    assert found.conflicts.get().kind == Conflict.Kind.COAUTHOR
    assert found.latest.name == "7.pdf"
    tagged = [(one.tag.name, one.value, one.tag.readers) for one in found.taggings.all()]
    assert tagged == [("needs-look", None, "chairs"), ("order", 3, "chairs")]
    assert Letter.objects.count() == 0
    assert Entry.objects.filter(verb="took in").count() == 1


def test_every_problem_is_listed_before_anything_is_made(whole, conference, chair):
    plan = intakes.planned(whole(WHOLE, paper(pid=8, title="")))
    told = {(one.place, one.field) for one in plan.problems}
    assert told == {
        ("paper 8", "title"),
        (intakes.HERE, "topic"),
        (intakes.HERE, "conflict"),
        (intakes.HERE, "answer"),
        (intakes.HERE, "decision"),
        (intakes.HERE, "tag"),
    }
    assert len(plan.lacking) == 2
    assert Paper.objects.count() == 0


def test_what_lacks_something_comes_as_a_draft_and_is_told(whole, chair):
    job = made(whole(), chair)
    assert Paper.objects.get().status == "draft"
    assert "1 of them a draft" in job.told


def test_a_second_run_and_a_second_upload_make_nothing_more(whole, chair, lenient):
    intake = whole()
    made(intake, chair)
    again = whole()
    plan = intakes.planned(again)
    assert (plan.items, len(plan.there)) == ((), 1)
    made(again, chair)
    assert Paper.objects.count() == Origin.objects.count() == 1


def test_a_second_click_starts_no_second_job(whole, chair):
    intake = whole()
    actions.confirm(intake, by=chair, tells_authors=False)
    actions.confirm(intake, by=chair, tells_authors=False)
    assert Job.objects.count() == 1


def test_authors_are_told_only_where_the_chair_says_so(whole, chair, lenient):
    made(whole(), chair, tells_authors=True)
    assert [letter.to for letter in Letter.objects.all()] == ["one@demo.example"]


def test_a_number_that_is_taken_becomes_the_next_free_one(whole, chair, make_paper):
    there = make_paper()
    Paper.objects.filter(pk=there.pk).update(number=7)
    made(whole(), chair)
    assert sorted(Paper.objects.values_list("number", flat=True)) == [7, 8]


def test_a_pdf_that_is_none_is_left_out_and_told(begun, chair):
    files = {"data.json": json.dumps([WHOLE]), "7.pdf": b"\x89PNG\r\n\x1a\n"}
    job = made(begun(("x.zip", archive(files))), chair)
    assert Paper.objects.get().latest is None
    assert "could not be taken of 7" in job.told


def test_a_withdrawn_paper_stays_withdrawn(whole, chair):
    made(whole(WHOLE | {"status": "withdrawn", "withdraw_reason": "A fault."}), chair)
    found = Paper.objects.get()
    assert (found.status, found.withdrawn_why) == ("withdrawn", "A fault.")


def test_tables_become_papers_too(begun, chair):
    papers = table(["#", "title"], ["1", "Demo paper"], ["2", "Another"])
    people = table(
        ["submission #", "first name", "last name", "email"], ["2", "Demo", "B", "b@x.example"]
    )
    made(begun(("submission.csv", papers.encode()), ("author.csv", people.encode())), chair)
    assert list(Paper.objects.values_list("number", "title")) == [(1, "Demo paper"), (2, "Another")]
    assert Paper.objects.get(number=2).authors.get().email == "b@x.example"


@pytest.mark.parametrize("who", ["author", "stranger"])
def test_only_chairs_begin(who, begun, request):
    with pytest.raises(Refused, match="Only chairs"):
        begun(("x.json", b"[]"), by=request.getfixturevalue(who))
    assert Intake.objects.count() == 0


def test_only_who_uploaded_goes_on_and_another_chair_does_not_see_it(whole, conference, client):
    intake = whole()
    other = person("other")
    holds(other, conference, Role.Kind.CHAIR)
    with pytest.raises(Refused, match="Only who uploaded"):
        actions.confirm(intake, by=other, tells_authors=False)
    client.force_login(other)
    assert client.get(url("intake", conference, intake.number)).status_code == 404
    assert Intake.objects.get().is_draft


def test_an_upload_can_be_forgotten_before_but_not_after(whole, chair):
    actions.discard(whole(), by=chair)
    assert Intake.objects.count() == 0
    intake = whole()
    made(intake, chair)
    with pytest.raises(Refused, match="begun already"):
        actions.discard(intake, by=chair)


def test_the_way_through_the_pages(client, conference, chair, pdf, lenient):
    client.force_login(chair)
    data = archive({"data.json": json.dumps([WHOLE]), "7.pdf": pdf})
    upload = SimpleUploadedFile("export.zip", data)
    shown = client.post(url("intakes", conference), {"exported": [upload]}, follow=True)
    assert "1 paper would be" in shown.text
    assert "is no topic here" in shown.text
    answer = client.post(url("intake-confirm", conference, 1), follow=True)
    assert "It has begun" in answer.text
    assert runner.run_one()
    assert "Demo paper" in client.get(url("intake", conference, 1)).text
    assert "1 paper made." in client.get(url("intake", conference, 1)).text


def test_a_form_without_files_says_so_and_makes_nothing(client, conference, chair):
    client.force_login(chair)
    assert "required" in client.post(url("intakes", conference)).text
    assert Intake.objects.count() == 0


def test_what_was_made_shows_no_paper_that_a_chair_has_a_conflict_with(
    client, whole, conference, chair, lenient
):
    made(whole(), chair)
    other = person("other")
    holds(other, conference, Role.Kind.CHAIR)
    Conflict.objects.create(
        paper=Paper.objects.get(), person=other, kind="other", source="chair", state="confirmed"
    )
    client.force_login(other)
    assert "Demo paper" not in client.get(url("intake", conference, 1)).text


def test_the_list_asks_as_much_for_three_uploads_as_for_one(
    client, whole, conference, chair, django_assert_num_queries
):
    client.force_login(chair)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _ in range(2):
        whole()
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(url("intakes", conference))
        counts.append(len(seen))
        whole()
    assert counts[0] == counts[1]


def test_a_worker_that_dies_leaves_whole_papers_and_the_next_makes_the_rest(whole, chair):
    intake = whole(WHOLE, paper(pid=8, title="Another"), paper(pid=9, title="A third"))
    job = actions.confirm(intake, by=chair, tells_authors=False)

    def dies(done, total, message=""):
        if done == 2:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        actions.work(job, dies)
    assert Paper.objects.count() == 2
    told = actions.work(job, lambda *_: None)
    assert Paper.objects.count() == Origin.objects.count() == 3
    assert told["told"].startswith("1 paper made")
    assert Intake.objects.get().is_done


def test_a_paper_that_cannot_be_made_whole_is_not_made_at_all(whole, chair, monkeypatch):
    intake = whole()
    job = actions.confirm(intake, by=chair, tells_authors=False)

    def fails(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(actions.manuscripts, "add", fails)
    with pytest.raises(ConnectionError):
        actions.work(job, lambda *_: None)
    assert (Paper.objects.count(), Origin.objects.count()) == (0, 0)


def test_more_authors_than_this_conference_takes_are_told_before(whole, chair):
    many = [{"first": "Demo", "last": f"Author {n}"} for n in range(100)]
    plan = intakes.planned(whole(paper(authors=many), WHOLE))
    assert [item.number for item in plan.items] == [7]
    assert "takes 60 at most" in " ".join(problem.sentence for problem in plan.problems)


def test_a_paper_that_is_refused_does_not_keep_the_others_from_being_made(
    whole, chair, monkeypatch
):
    put = actions.authors.put

    def refuses(made, entries, *, by):
        if made.title == "Another":
            raise Refused("These authors cannot be.")
        return put(made, entries, by=by)

    monkeypatch.setattr(actions.authors, "put", refuses)
    job = made(whole(WHOLE, paper(pid=8, title="Another"), paper(pid=9, title="A third")), chair)
    assert list(Paper.objects.order_by("number").values_list("number", flat=True)) == [7, 9]
    assert "1 could not be made: paper 8: These authors cannot be." in job.told


def test_a_conference_that_is_archived_meanwhile_takes_nothing_in(whole, conference, chair):
    intake = whole()
    job = actions.confirm(intake, by=chair, tells_authors=False)
    conference.state = "archived"
    conference.save()
    with pytest.raises(Refused, match="archived"):
        actions.work(job, lambda *_: None)
    assert (Paper.objects.count(), Intake.objects.get().state) == (0, "running")


def test_a_paper_that_its_chair_has_a_conflict_with_is_made_whole_and_then_kept_from_them(
    whole, chair, lenient
):
    job = made(whole(WHOLE | {"pc_conflicts": {chair.email: True}, "topics": []}), chair)
    found = Paper.objects.get()
    assert (job.told, found.status) == ("1 paper made.", "submitted")
    assert found.latest is not None
    assert not Paper.objects.visible_to(chair).exists()
