"""No file hurts: every one is answered, and the pool survives."""

import random
import threading
import time

import pytest

from bench.checks_fuzz import calls, end_of, mutated, unpacked
from submissions.checks.checking import check
from submissions.checks.limits import MAX_BYTES
from submissions.checks.policy import load
from submissions.checks.sandbox.child import Child, Ended
from submissions.checks.sandbox.pool import Pool
from submissions.checks.values import Failure
from tests.submissions.checks.hostile import (
    circle,
    flood,
    laughs,
    locked,
    many_pages,
    nested,
    nothing,
    picture,
    strokes,
    stump,
)

pytestmark = pytest.mark.embedded  # no database is asked: once is enough

ARTICLE = load("article")
REASONS = {"empty-file", "not-a-pdf", "damaged", "too-complex", "encrypted"}


def answer(path, pool):
    report = check(path, ARTICLE, "submission", pool=pool)
    return None if report.measurement else report.findings[0].rule


HOSTILE = {
    laughs: {"too-complex"}, flood: {"too-complex"}, strokes: {"too-complex"},
    many_pages: {"too-complex"}, circle: {"damaged"}, nested: {"damaged"}, locked: {"encrypted"},
    nothing: {"empty-file"}, picture: {"not-a-pdf"}, stump: {"damaged"},
}  # fmt: skip


@pytest.mark.parametrize("made", HOSTILE, ids=lambda made: made.__name__)
def test_a_hostile_file_is_answered_with_its_reason(made, tmp_path, pool):
    path = tmp_path / "hostile.pdf"
    made(path)
    began = time.process_time()
    assert answer(path, pool) in HOSTILE[made]
    assert time.process_time() - began < 1


def test_the_pool_goes_on_after_a_crash(one_page, tmp_path, pool):
    laughs(tmp_path / "hostile.pdf")
    assert answer(tmp_path / "hostile.pdf", pool) == "too-complex"
    assert answer(one_page, pool) is None


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path, pool):
    assert answer(tmp_path / "none.pdf", pool) == "damaged"
    with (tmp_path / "large.pdf").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert answer(tmp_path / "large.pdf", pool) == "too-complex"


def test_mutated_files_never_end_unexplained(one_page, tmp_path, pool):
    """A small part of bench/checks_fuzz.py, always the same."""
    seeds = [one_page.read_bytes(), unpacked(one_page.read_bytes())]
    dice, path = random.Random(7), tmp_path / "mutated.pdf"
    for number in range(40):
        path.write_bytes(mutated(seeds[number % 2], dice))
        ends = {name: end_of(call()) for name, call in calls(pool, str(path)).items()}
        assert set(ends.values()) <= {"answered", *REASONS}, ends


def test_threads_share_the_pool_and_keep_their_own_answers(make, pool):
    from tests.submissions.checks.papers import heading, prose

    papers = [
        make("lncs", heading("1 Introduction"), prose(300 * n), name=str(n)) for n in (1, 3, 5)
    ]
    found: dict[int, int] = {}

    def ask(index):
        found[index] = check(papers[index % 3], ARTICLE, "submission", pool=pool).measurement.pages

    threads = [threading.Thread(target=ask, args=[index]) for index in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[index] for index in range(9)] == [found[0], found[1], found[2]] * 3
    assert len(set(found.values())) == 3


def test_children_are_replaced_when_they_grow_old(one_page, monkeypatch):
    monkeypatch.setattr("submissions.checks.sandbox.pool.FILES_PER_WORKER", 1)
    small = Pool(1)
    assert answer(one_page, small) is None
    assert small._idle == []
    small.close()


def test_a_child_cannot_write(tmp_path):
    import subprocess
    import sys

    code = (
        "from submissions.checks.sandbox.confinement import confine\nconfine()\n"
        f"file = open({str(tmp_path / 'out')!r}, 'wb')\n"
        "try:\n    file.write(b'x'); file.flush(); print('wrote')\nexcept OSError: print('kept')\n"
    )
    code = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n" + code
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.split()[0] == "kept", done.stderr


def test_a_child_that_hangs_is_killed(one_page, monkeypatch):
    monkeypatch.setattr("submissions.checks.sandbox.child.WALL_SECONDS", 0.0)
    child = Child()
    with pytest.raises(Ended, match="page 0"):
        child.ask({"do": "measure", "path": str(one_page)})
    assert child.process.returncode == -9


def test_a_child_that_cannot_start_is_our_fault(one_page, monkeypatch):
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(RuntimeError, match="does not start"):
        answer(one_page, Pool(1))


def test_a_page_is_drawn_with_a_box(one_page, pool):
    plain = pool.draw(str(one_page), 1, width=400)
    marked = pool.draw(str(one_page), 1, ((100.0, 100.0, 300.0, 200.0),), width=400)
    assert plain.startswith(b"\x89PNG")
    assert plain != marked
    assert isinstance(pool.draw(str(one_page), 9), Failure)


def test_all_who_read_on_a_host_take_turns(tmp_path, monkeypatch):
    from submissions.checks.sandbox.turns import turn

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    order = []

    def wait():
        with turn(1):
            order.append("second")

    with turn(1):
        other = threading.Thread(target=wait)
        other.start()
        other.join(0.1)
        order.append("first")
    other.join(5)
    assert order == ["first", "second"]


def test_a_folder_of_locks_that_is_not_ours_is_not_used(tmp_path, monkeypatch):
    import os

    from submissions.checks.sandbox.turns import folder

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / f"dls-checks-{os.getuid()}").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PermissionError):
        folder()
