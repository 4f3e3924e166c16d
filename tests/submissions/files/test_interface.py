"""Manuscripts, reports and supplements for programs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from submissions.actions import checking
from submissions.models.manuscripts import Manuscript, Supplement
from submissions.models.setup import Setup
from tests.submissions.files.conftest import simple_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(client, author):
    client.force_login(author)
    return client


def at(paper, name="api-manuscripts", *more):
    return reverse(name, args=[paper.conference.slug, paper.number, *more])


def sent(content, name="paper.pdf"):
    return {"file": SimpleUploadedFile(name, content)}


def test_a_program_uploads_a_manuscript_and_reads_its_report(program, draft, ieee_pdf):
    draft.category.pages_max = 3
    draft.category.save()
    made = program.post(at(draft), sent(ieee_pdf))
    assert made.status_code == 201
    assert (made.json()["number"], made.json()["state"]) == (1, "waiting")
    assert program.get(at(draft, "api-report", 1)).json()["state"] == "waiting"
    checking.check()
    report = program.get(at(draft, "api-report", 1)).json()
    assert report["state"] == "done"
    assert report["pages"] == len(report["outline"]["sheets"])
    assert {"rule", "level", "page", "box", "message"} <= set(report["findings"][0])
    assert program.get(at(draft, "api-manuscript", 1)).json()["state"] == "done"
    assert [one["number"] for one in program.get(at(draft)).json()["results"]] == [1]


def test_what_is_no_pdf_is_a_problem_with_its_reason(program, draft):
    answer = program.post(at(draft), sent(b"\x89PNG\r\n\x1a\n"))
    assert answer.status_code == 409
    assert "a PNG picture, not a PDF" in answer.json()["detail"]
    assert not Manuscript.objects.exists()


def test_a_form_without_a_file_says_which_field_is_missing(program, draft):
    answer = program.post(at(draft), {})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "file")


def test_what_is_too_large_is_answered_by_413(program, draft):
    Setup.objects.update(manuscript_mb=1)
    answer = program.post(at(draft), sent(simple_pdf() + b" " * 1_000_000))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert not Manuscript.objects.exists()


def test_after_the_deadline_a_program_is_refused_too(program, draft, too_late, a_pdf):
    too_late()
    answer = program.post(at(draft), sent(a_pdf))
    assert (answer.status_code, answer.json()["code"]) == (409, "refused")
    assert not Manuscript.objects.exists()


def test_an_unchanged_report_is_answered_by_304(program, draft, checked, a_pdf):
    checked(draft, a_pdf)
    first = program.get(at(draft, "api-report", 1))
    again = program.get(
        at(draft, "api-report", 1), headers={"If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304


def test_reviewers_read_neither_reports_nor_names_and_download_a_neutral_copy(
    client, make_paper, checked, member, too_late
):
    paper = make_paper()
    paper.category.blindness = "double-blind"
    paper.category.save()
    checked(paper, simple_pdf("x", Author="Canary"), name="canary.pdf")
    too_late()
    client.force_login(member)
    assert client.get(at(paper, "api-report", 1)).status_code == 404
    listed = client.get(at(paper))
    assert "canary" not in listed.text.lower()
    answer = client.get(at(paper, "api-manuscript-file", 1))
    digest = Manuscript.objects.get().sha256
    assert digest not in listed.text + str(answer.headers)
    copy = b"".join(answer)
    assert copy.startswith(b"%PDF")
    assert b"Canary" not in copy
    assert client.post(at(paper), sent(simple_pdf("mine"))).status_code == 404
    assert client.post(at(paper, "api-supplements"), sent(b"mine", "a.txt")).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "other_chair"])
def test_papers_of_others_have_no_files(client, who, request, draft, send, a_pdf):
    send(draft, a_pdf)
    client.force_login(request.getfixturevalue(who))
    for name, more in (
        ("api-manuscripts", ()),
        ("api-manuscript", (1,)),
        ("api-manuscript-file", (1,)),
        ("api-report", (1,)),
        ("api-supplements", ()),
    ):
        assert client.get(at(draft, name, *more)).status_code == 404


def test_supplements_come_and_go(program, draft):
    assert program.post(at(draft, "api-supplements"), sent(b"read me", "a.txt")).status_code == 201
    [row] = program.get(at(draft, "api-supplements")).json()["results"]
    assert (row["name"], row["kind"], row["question"]) == ("a.txt", "text/plain", None)
    answer = program.get(at(draft, "api-supplement-file", 1))
    assert b"".join(answer) == b"read me"
    assert program.delete(at(draft, "api-supplement", 1)).status_code == 204
    assert Supplement.objects.get().removed_at


def test_authors_say_where_the_references_start(program, draft, checked, a_pdf):
    checked(draft, a_pdf)
    address = at(draft, "api-manuscript-references", 1)
    assert program.put(address, {"page": 9}, "application/json").status_code == 400
    assert program.put(address, {"page": 0}, "application/json").status_code == 200
    assert Manuscript.objects.get().references_from == 0
