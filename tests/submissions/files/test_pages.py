"""The pages of manuscripts and supplements, as authors, chairs and the committee get them."""

import io
import zipfile

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from submissions.actions import checking, supplements
from submissions.models.manuscripts import Manuscript, Supplement
from submissions.models.questions import Question
from submissions.models.reports import FormatReport
from submissions.models.setup import Setup
from tests.submissions.files.conftest import simple_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, author):
    client.force_login(author)
    return client


def at(paper, name="manuscript", *more):
    return reverse(f"submissions:{name}", args=[paper.conference.slug, paper.number, *more])


def sent(content, name="paper.pdf"):
    return {"file": SimpleUploadedFile(name, content)}


def test_an_author_uploads_and_finds_the_report_on_the_same_page(page, draft, ieee_pdf):
    answer = page.post(at(draft), sent(ieee_pdf), follow=True)
    assert "Waiting for the check" in answer.text
    assert 'hx-trigger="every 1s"' in answer.text
    checking.check()
    answer = page.get(at(draft))
    assert "hx-trigger" not in answer.text
    assert "Body " in answer.text
    assert "rules are kept" in answer.text


def test_polling_is_answered_by_304_until_something_changes(page, draft, send, a_pdf):
    send(draft, a_pdf)
    first = page.get(at(draft), headers={"HX-Request": "true"})
    again = {"HX-Request": "true", "If-None-Match": first.headers["ETag"]}
    assert page.get(at(draft), headers=again).status_code == 304
    checking.check()
    assert page.get(at(draft), headers=again).status_code == 200


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"0" * 99, "a PNG picture, not a PDF"),
        (b"", "This file is empty"),
        (b"PK\x03\x04" + b"0" * 99, "not a PDF"),
        (b"\\documentclass{article}", "LaTeX source, not a PDF"),
    ],
)
def test_what_is_no_pdf_is_refused_with_how_to_mend_it(page, draft, content, told):
    answer = page.post(at(draft), sent(content))
    assert answer.status_code == 422
    assert told in answer.text
    assert not Manuscript.objects.exists()


def test_a_file_above_the_limit_is_answered_by_413_with_a_sentence(page, draft):
    Setup.objects.update(manuscript_mb=1)
    answer = page.post(at(draft), sent(simple_pdf() + b" " * 1_200_000))
    assert answer.status_code == 413
    assert "may have 1" in answer.text
    assert not Manuscript.objects.exists()


def test_a_request_of_2_gb_is_refused_before_it_is_read(page, draft):
    class Endless(io.RawIOBase):
        read_bytes = 0

        def read(self, size=-1):
            type(self).read_bytes += size
            return b""

    answer = page.generic(
        "POST", at(draft), b"", "multipart/form-data; boundary=x",
        **{"CONTENT_LENGTH": str(2 * 2**30), "wsgi.input": Endless()},
    )  # fmt: skip
    assert answer.status_code == 413
    assert Endless.read_bytes < 2**20


def test_an_encrypted_file_is_a_finding_that_says_so(page, draft, checked):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(simple_pdf())) as made:
        made.save(out, encryption=pikepdf.Encryption(owner="o", user="secret"))
    checked(draft, out.getvalue())
    assert "Encrypted" in page.get(at(draft)).text


def test_after_the_deadline_an_upload_is_refused_and_changes_nothing(page, draft, too_late, a_pdf):
    too_late()
    assert "Papers were due" in page.get(at(draft)).text
    answer = page.post(at(draft), sent(a_pdf))
    assert answer.status_code == 409
    assert not Manuscript.objects.exists()


def test_a_double_click_makes_one_manuscript(page, draft, a_pdf):
    page.post(at(draft), sent(a_pdf))
    page.post(at(draft), sent(a_pdf))
    assert Manuscript.objects.count() == FormatReport.objects.count() == 1


def test_earlier_manuscripts_keep_their_reports(page, draft, checked):
    checked(draft, simple_pdf("one"))
    checked(draft, simple_pdf("two"))
    answer = page.get(at(draft, "manuscript-one", 1))
    assert "Manuscript 1" in answer.text
    assert page.get(at(draft, "manuscript-one", 3)).status_code == 404


def test_the_list_of_manuscripts_costs_the_same_for_one_and_three(page, draft, checked):
    counts = []
    for word in ("one", "two", "three"):
        checked(draft, simple_pdf(word))
        with CaptureQueriesContext(connection) as asked:
            page.get(at(draft))
        counts.append(len(asked))
    assert counts[0] == counts[2]


def test_pages_are_drawn_once_and_only_for_insiders(page, draft, checked, member, ieee_pdf):
    checked(draft, ieee_pdf)
    picture = at(draft, "manuscript-picture", 1, 1)
    answer = page.get(picture)
    assert answer.content.startswith(b"\x89PNG")
    assert "private" in answer.headers["Cache-Control"]
    known = {"If-None-Match": answer.headers["ETag"]}
    assert page.get(picture, headers=known).status_code == 304
    assert page.get(at(draft, "manuscript-picture", 1, 99)).status_code == 404
    large = page.get(at(draft, "manuscript-page", 1, 1))
    assert "<text" in large.text
    page.force_login(member)
    assert page.get(picture).status_code == 404


def test_the_author_is_asked_where_references_start(page, draft, checked):
    checked(draft, simple_pdf("none"))
    assert "not certain where the references start" in page.get(at(draft)).text
    wrong = page.post(at(draft, "manuscript-references", 1), {"page": 7})
    assert "Write 1 to 1" in wrong.text
    page.post(at(draft, "manuscript-references", 1), {"page": 0})
    checking.check()
    answer = page.get(at(draft))
    assert "not certain" not in answer.text
    assert "there are no references" in answer.text


@pytest.mark.parametrize("blind", [True, False])
def test_the_committee_downloads_what_it_may_know(
    client, make_paper, send, member, too_late, blind
):
    paper = make_paper()
    paper.category.blindness = "double-blind" if blind else "single-blind"
    paper.category.save()
    send(paper, simple_pdf("x", Author="Canary Author"), name="canary-author.pdf")
    too_late()
    client.force_login(member)
    answer = client.get(at(paper, "manuscript-file", 1))
    content = b"".join(answer)
    assert content.startswith(b"%PDF")
    assert (b"Canary" in content) is not blind
    assert "canary" not in str(answer.headers).lower()
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="demo1-paper1')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert "private" in answer.headers["Cache-Control"]
    assert client.get(at(paper)).status_code == 404
    assert client.get(at(paper, "manuscript-one", 1)).status_code == 404


def test_the_committee_gets_the_newest_alone(client, make_paper, send, member, too_late):
    paper = make_paper()
    send(paper, simple_pdf("one"))
    send(paper, simple_pdf("two"))
    too_late()
    client.force_login(member)
    assert client.get(at(paper, "manuscript-file", 1)).status_code == 404
    assert b"".join(client.get(at(paper, "manuscript-file", 2))).startswith(b"%PDF")


def test_a_download_goes_on_where_it_broke_off(page, draft, send, a_pdf):
    send(draft, a_pdf)
    address = at(draft, "manuscript-file", 1)
    part = page.get(address, headers={"Range": "bytes=10-19"})
    assert (part.status_code, b"".join(part)) == (206, a_pdf[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(a_pdf)}"
    rest = page.get(address, headers={"Range": "bytes=-5"})
    assert b"".join(rest) == a_pdf[-5:]
    assert page.get(address, headers={"Range": f"bytes={len(a_pdf)}-"}).status_code == 416
    changed = page.get(address, headers={"Range": "bytes=1-2", "If-Range": '"other"'})
    assert (changed.status_code, b"".join(changed)) == (200, a_pdf)


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def test_a_supplement_is_added_listed_and_removed(page, draft):
    page.post(at(draft, "supplements"), sent(zipped(readme="read me"), "code.zip"))
    made = Supplement.objects.get()
    assert (made.kind, made.name) == ("application/zip", "code.zip")
    assert "code.zip" in page.get(at(draft, "supplements")).text
    assert "readme" in page.get(at(draft, "supplement", 1)).text
    answer = page.get(at(draft, "supplement-file", 1))
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert b"".join(answer).startswith(b"PK")
    page.post(at(draft, "supplement-remove", 1))
    made.refresh_from_db()
    assert made.removed_at
    assert page.get(at(draft, "supplement-file", 1)).status_code == 404


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (lambda: zipped(**{"../../etc/passwd": "x"}), "leads outside"),
        (lambda: zipped(**{"/etc/passwd": "x"}), "leads outside"),
        (lambda: zipped(bomb=b"0" * 300_000_000), "Unpacked, this archive"),
        (lambda: zipped(a="x")[:-10], "cannot be read"),
        (lambda: b"MZ\x90\x00" + bytes(range(256)), "of a kind we do not take"),
    ],
)
def test_a_supplement_that_could_do_harm_is_refused(page, draft, content, told):
    answer = page.post(at(draft, "supplements"), sent(content(), "code.zip"))
    assert told in answer.text
    assert answer.status_code in {409, 422}
    assert not Supplement.objects.exists()


def test_no_more_supplements_than_the_conference_takes(page, draft):
    Setup.objects.update(supplements=1)
    page.post(at(draft, "supplements"), sent(b"one", "one.txt"))
    answer = page.post(at(draft, "supplements"), sent(b"two", "two.txt"))
    assert (answer.status_code, Supplement.objects.count()) == (409, 1)
    assert "Remove one first" in answer.text


def test_a_file_that_chairs_ask_for_replaces_the_one_before(page, draft):
    Question.objects.create(
        conference=draft.conference, label="Consent", kind="file", readers="chairs"
    )
    address = at(draft, "supplement-answer", 1)
    page.post(address, sent(b"one", "one.txt"))
    page.post(address, sent(b"two", "two.txt"))
    assert [one.name for one in draft.supplements.current()] == ["two.txt"]
    assert "two.txt" in page.get(at(draft, "supplements")).text
    assert page.post(at(draft, "supplement-answer", 9), sent(b"x")).status_code == 404


def test_the_name_of_a_supplement_tells_blind_reviewers_nothing(
    client, make_paper, author, member, too_late
):
    paper = make_paper()
    paper.category.blindness = "double-blind"
    paper.category.save()
    supplements.attach(paper, "canary.txt", io.BytesIO(b"data"), by=author)
    too_late()
    client.force_login(member)
    page = client.get(at(paper, "supplement", 1))
    assert page.status_code == 200
    assert "canary" not in page.text
    answer = client.get(at(paper, "supplement-file", 1))
    assert b"".join(answer) == b"data"
    assert "canary" not in str(answer.headers)


def test_a_check_that_was_set_aside_can_be_started_again(page, draft, checked, a_pdf):
    made = checked(draft, a_pdf)
    address = at(draft, "manuscript-check", 1)
    assert page.post(address).status_code == 409
    FormatReport.objects.update(state="failed", problem="It did not work.", tries=3)
    assert "It did not work." in page.get(at(draft)).text
    page.post(address)
    made.report.refresh_from_db()
    assert (made.report.state, made.report.tries) == ("waiting", 0)


def test_a_page_asks_seldom_while_many_wait_before_it(page, draft, make_paper, send, a_pdf):
    others = [send(make_paper("draft"), a_pdf) for _ in range(12)]
    send(draft, a_pdf)
    answer = page.get(at(draft))
    assert f"{len(others)} before it" in answer.text
    assert 'hx-trigger="every 2s"' in answer.text
