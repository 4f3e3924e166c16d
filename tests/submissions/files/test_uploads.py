"""Files that come in pieces, through the interface that pages and programs share."""

import hashlib
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dls.web import clock
from dls.web.verdicts import Refused
from submissions import store
from submissions.actions import manuscripts, uploads
from submissions.models.manuscripts import Manuscript, Supplement
from submissions.models.reports import FormatReport
from submissions.models.setup import Setup
from submissions.models.uploads import Piece, Upload
from tests.conftest import due
from tests.submissions.files.conftest import simple_pdf

pytestmark = pytest.mark.django_db


def begun(paper, content, by, **more) -> Upload:
    digest = hashlib.sha256(content).hexdigest()
    given = {"sha256": digest, **more}
    return uploads.begin(paper, "manuscript", "paper.pdf", len(content), by=by, **given)


def cut(content, at):
    return content[:at], content[at:]


def test_a_manuscript_comes_in_two_pieces(draft, author, a_pdf):
    upload = begun(draft, a_pdf, author)
    first, second = cut(a_pdf, 300)
    upload = uploads.receive(upload, 0, [first])
    assert (upload.received, upload.is_full) == (300, False)
    upload = uploads.finish(uploads.receive(upload, 300, [second]))
    made = Manuscript.objects.get()
    assert (upload.manuscript, made.sha256) == (made, hashlib.sha256(a_pdf).hexdigest())
    assert FormatReport.objects.get().state == "waiting"
    assert not Piece.objects.exists()
    with pytest.raises(FileNotFoundError):
        store.default_storage.listdir(f"pieces/{upload.ref}")


def test_whoever_asks_again_is_told_what_became_of_it(draft, author, a_pdf):
    upload = uploads.receive(begun(draft, a_pdf, author), 0, [a_pdf])
    first = uploads.finish(upload)
    assert uploads.finish(first).manuscript == uploads.finish(upload).manuscript
    assert Manuscript.objects.count() == 1


def test_a_closed_tab_goes_on_where_it_stopped(draft, author, a_pdf):
    upload = uploads.receive(begun(draft, a_pdf, author), 0, [a_pdf[:100]])
    assert begun(draft, a_pdf, author).received == upload.received == 100


@pytest.mark.parametrize("start", [0, 50, 200])
def test_a_piece_in_the_wrong_place_is_refused_and_leaves_nothing(draft, author, a_pdf, start):
    upload = uploads.receive(begun(draft, a_pdf, author), 0, [a_pdf[:100]])
    with pytest.raises(Refused, match="goes on at byte 100"):
        uploads.receive(upload, start, [b"x"])
    assert Piece.objects.count() == 1


def test_two_who_send_the_same_piece_leave_one(draft, author, a_pdf):
    upload = begun(draft, a_pdf, author)
    stale = Upload.objects.get(pk=upload.pk)
    uploads.receive(upload, 0, [a_pdf[:100]])
    with pytest.raises(Refused):
        uploads.receive(stale, 0, [a_pdf[:100]])
    _, files = store.default_storage.listdir(f"pieces/{upload.ref}")
    assert len(files) == Piece.objects.count() == 1


def test_more_than_announced_is_refused(draft, author, a_pdf):
    upload = begun(draft, a_pdf, author)
    with pytest.raises(Refused, match="More came"):
        uploads.receive(upload, 0, [a_pdf, b"more"])
    assert not Piece.objects.exists()


def test_what_is_not_what_was_announced_is_refused(draft, author, a_pdf):
    upload = begun(draft, a_pdf, author)
    upload = uploads.receive(upload, 0, [a_pdf[:-2] + b"xx"])
    with pytest.raises(Refused, match="differs"):
        uploads.finish(upload)
    with pytest.raises(Refused, match="differs"):
        uploads.finish(Upload.objects.get())
    assert not Manuscript.objects.exists()


def test_what_is_no_pdf_is_refused_when_it_is_whole(draft, author):
    upload = uploads.receive(begun(draft, b"\x89PNG not a pdf", author), 0, [b"\x89PNG not a pdf"])
    with pytest.raises(Refused, match="a PNG picture"):
        uploads.finish(upload)
    assert "a PNG picture" in Upload.objects.get().problem


def test_what_came_in_time_counts_also_when_it_is_put_together_later(draft, author, a_pdf):
    upload = uploads.receive(begun(draft, a_pdf, author), 0, [a_pdf])
    with clock.at(draft.due.closes_at + timedelta(minutes=3)):
        made = uploads.finish(upload).manuscript
    assert made.at < draft.due.closes_at


def test_what_is_begun_in_time_may_end_within_the_grace_and_not_after(draft, author, a_pdf):
    line = due(draft.conference, timedelta(minutes=1))
    line.grace = 10
    line.save()
    upload = uploads.receive(begun(draft, a_pdf, author), 0, [a_pdf[:100]])
    late = begun(draft, simple_pdf("late"), author)
    with clock.at(line.at + timedelta(minutes=9)):
        assert uploads.finish(uploads.receive(upload, 100, [a_pdf[100:]])).manuscript
    with clock.at(line.at + timedelta(minutes=11)):
        late = uploads.receive(late, 0, [simple_pdf("late")])
        with pytest.raises(Refused, match="Papers were due"):
            uploads.finish(late)
    assert Manuscript.objects.count() == 1


def test_who_died_after_the_last_piece_is_helped_by_the_task(draft, author, a_pdf):
    upload = uploads.receive(begun(draft, a_pdf, author), 0, [a_pdf])
    Upload.objects.update(filled_at=timezone.now() - timedelta(minutes=2))
    uploads.tend()
    upload.refresh_from_db()
    assert upload.manuscript == Manuscript.objects.get()


def test_who_died_between_storing_and_row_sends_again_and_loses_nothing(
    draft, author, a_pdf, monkeypatch
):
    monkeypatch.setattr(manuscripts, "add", dying)
    with pytest.raises(SystemExit):
        manuscripts.upload(draft, "paper.pdf", io.BytesIO(a_pdf), by=author)
    monkeypatch.undo()
    assert not Manuscript.objects.exists()
    manuscripts.upload(draft, "paper.pdf", io.BytesIO(a_pdf), by=author)
    assert Manuscript.objects.count() == FormatReport.objects.count() == 1


def dying(*_, **__):
    raise SystemExit


def test_uploads_that_nobody_goes_on_with_are_forgotten(draft, author, a_pdf):
    upload = uploads.receive(begun(draft, a_pdf, author), 0, [a_pdf[:100]])
    uploads.tend()
    assert Upload.objects.exists()
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    uploads.tend()
    assert not Upload.objects.exists()
    with pytest.raises(FileNotFoundError):
        store.default_storage.listdir(f"pieces/{upload.ref}")


def test_nobody_fills_the_disk_with_things_begun(draft, author):
    for number in range(uploads.MOST_OPEN):
        begun(draft, simple_pdf(f"number {number}"), author)
    with pytest.raises(Refused, match="still unfinished"):
        begun(draft, simple_pdf("one more"), author)


@pytest.fixture
def program(client, author):
    """A signed-in browser that speaks to the interface."""
    client.force_login(author)
    return client


def address(paper, name="api-uploads", *more):
    return reverse(name, args=[paper.conference.slug, paper.number, *more])


def announce(program, paper, content, **more):
    given = {"purpose": "manuscript", "name": "p.pdf", "size": len(content), **more}
    return program.post(address(paper), given, content_type="application/json")


def piece(program, paper, ref, start, content):
    return program.put(
        address(paper, "api-upload", ref),
        content,
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(start)},
    )


def test_a_program_sends_pieces_and_hears_which_manuscript_it_made(program, draft, a_pdf):
    ref = announce(program, draft, a_pdf).json()["ref"]
    assert piece(program, draft, ref, 0, a_pdf[:99]).json()["received"] == 99
    wrong = piece(program, draft, ref, 0, a_pdf[:99])
    assert (wrong.status_code, wrong.json()["code"]) == (409, "refused")
    assert program.get(address(draft, "api-upload", ref)).json()["received"] == 99
    assert piece(program, draft, ref, 99, a_pdf[99:]).json()["manuscript"] == 1
    again = program.put(address(draft, "api-upload", ref))
    assert again.json()["manuscript"] == 1


def test_a_supplement_comes_in_pieces_too(program, draft):
    ref = announce(program, draft, b"data", purpose="supplement", name="d.txt").json()["ref"]
    assert piece(program, draft, ref, 0, b"data").json()["supplement"] == 1
    assert Supplement.objects.get().kind == "text/plain"


def test_what_is_announced_as_too_large_is_answered_by_413(program, draft):
    Setup.objects.update(manuscript_mb=1)
    answer = announce(program, draft, b"x" * 1_000_001)
    assert answer.status_code == 413
    assert "may have 1" in answer.json()["detail"]


def test_uploads_of_others_do_not_exist(program, draft, a_pdf, stranger, chair):
    ref = announce(program, draft, a_pdf).json()["ref"]
    for who in (stranger, chair):
        program.force_login(who)
        assert program.get(address(draft, "api-upload", ref)).status_code == 404
        assert piece(program, draft, ref, 0, a_pdf).status_code == 404


def test_an_upload_is_forgotten_when_its_sender_says_so(program, draft, a_pdf):
    ref = announce(program, draft, a_pdf).json()["ref"]
    assert program.delete(address(draft, "api-upload", ref)).status_code == 204
    assert not Upload.objects.exists()
