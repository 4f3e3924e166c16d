"""Two requests and two workers at the same moment; and processes that die."""

import io
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from dls.jobs.wakeup import wake
from submissions.actions import checking, manuscripts, uploads
from submissions.models.manuscripts import Manuscript
from submissions.models.reports import FormatReport, Measured
from tests import services
from tests.submissions.files.conftest import simple_pdf

pytestmark = pytest.mark.django_db(transaction=True)


def together(*deeds):
    """Do things in threads of their own, at the same moment; what each gave."""
    gate = Barrier(len(deeds))

    def run(deed):
        gate.wait()
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))


def test_a_double_click_at_the_same_moment_makes_one_manuscript(draft, author, a_pdf):
    def click():
        return manuscripts.upload(draft, "paper.pdf", io.BytesIO(a_pdf), by=author).number

    assert together(click, click, click) == [1, 1, 1]
    assert Manuscript.objects.count() == FormatReport.objects.count() == 1


def test_two_authors_who_upload_at_once_get_two_manuscripts(draft, author):
    def sender(words):
        content = simple_pdf(words)
        return lambda: manuscripts.upload(draft, "p.pdf", io.BytesIO(content), by=author).number

    assert sorted(together(sender("one"), sender("two"))) == [1, 2]


def test_two_who_finish_one_upload_make_one_manuscript(draft, author, a_pdf):
    upload = uploads.begin(draft, "manuscript", "paper.pdf", len(a_pdf), by=author)
    upload = uploads.receive(upload, 0, [a_pdf])
    made = together(*[lambda: uploads.finish(upload).manuscript_id] * 3)
    assert made == [Manuscript.objects.get().pk] * 3


def test_two_checkers_share_the_work_and_do_nothing_twice(make_paper, author):
    for number in range(4):
        content = io.BytesIO(simple_pdf(f"number {number}"))
        manuscripts.upload(make_paper("draft"), "p.pdf", content, by=author)
    together(*[lambda: checking._drain(time.monotonic() + 60)] * 2)
    assert FormatReport.objects.done().count() == Measured.objects.count() == 4
    assert set(FormatReport.objects.values_list("tries", flat=True)) == {1}


def test_a_worker_that_is_killed_loses_no_manuscript(make_paper, author, settings, postbox):
    settings.MEDIA_ROOT = settings.VAR / "files"
    for number in range(6):
        content = io.BytesIO(simple_pdf(f"number {number}"))
        manuscripts.upload(make_paper("draft"), "p.pdf", content, by=author)
    with services.worker() as (process, _):
        wake(manuscripts.CHECK)
        services.until(FormatReport.objects.exclude(state="waiting").exists, what="a check")
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    FormatReport.objects.filter(state="running").update(claimed_until="2020-01-01T00:00:00Z")
    checking.check()
    assert FormatReport.objects.done().count() == 6
