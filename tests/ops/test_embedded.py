"""`make run` as people run it: one process that keeps the others, and leaves none behind."""

import os
import re
import shutil
import signal
import socket
import time
import urllib.request
from pathlib import Path

import pytest

from dls.embedded.preparation import Step
from dls.embedded.supervisor import PAUSES, Service, Supervisor, start
from tests.ops.site import Site, children, lives
from tests.services import until

pytestmark = [pytest.mark.services, pytest.mark.embedded]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Path:
    """The folder of a site that was started once and ended."""
    site = Site(tmp_path_factory.mktemp("prepared") / "var").open()
    until(site.greeted, what="the greeting", seconds=90)
    site.close()
    return site.folder


@pytest.fixture
def site(prepared, tmp_path):
    shutil.copytree(prepared, tmp_path / "var")
    site = Site(tmp_path / "var").open()
    until(site.greeted, what="the greeting")
    yield site
    site.close()


def test_an_empty_site_opens_and_offers_to_make_its_first_operator(site):
    assert site.answers()
    assert f"DLS is up: http://localhost:{site.port}/" in site.said()
    until(lambda: "Become its operator" in site.said(), what="the link")
    link = re.search(r"works once:\s+(http\S+)", site.said())[1]
    assert urllib.request.urlopen(link, timeout=10).status == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_all_it_started_within_ten_seconds(site, number):
    family = site.family()
    assert len(family) >= 5  # itself, web and its process, worker, beat
    began = time.monotonic()
    site.process.send_signal(number)
    assert site.process.wait(10) == 0
    assert time.monotonic() - began < 10
    assert [pid for pid in family if lives(pid)] == []


def test_even_when_it_is_killed_nobody_stays_behind(site):
    family = site.family()
    site.process.kill()
    site.process.wait()
    until(lambda: not any(map(lives, family)), seconds=10, what="the end of all")


def test_who_dies_is_started_again(site):
    web = min(children(site.process.pid))
    os.kill(web, signal.SIGKILL)
    until(lambda: "starts again in 1 s" in site.said(), what="the word of it")
    until(site.answers, what="an answer")
    assert web not in site.family()


def test_a_second_start_says_that_it_runs_already(site):
    again = Site(site.folder).open()
    assert again.process.wait(20) == 1
    assert f"DLS is already running here: process {site.process.pid}" in again.said()
    assert site.answers()


def test_a_port_that_is_taken_is_told_in_one_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        site = Site(tmp_path, taken.getsockname()[1]).open()
        assert site.process.wait(20) == 1
    assert site.said().count("\n") == 1
    assert f"Port {site.port} cannot be used (address already in use)" in site.said()


def test_the_second_start_prepares_nothing_anew(site):
    site.close()
    again = Site(site.folder).open()
    began = time.monotonic()
    until(again.answers, what="the first page")
    took = time.monotonic() - began
    again.close()
    assert "Preparing" not in again.said()
    assert took < 30  # bench/start.py holds it to five seconds on an idle machine


def test_only_this_machine_is_served(site):
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    listening = {line[1] for line in lines if line[3] == "0A"}
    assert [one for one in listening if one.endswith(f":{site.port:04X}")] == [
        f"0100007F:{site.port:04X}"  # 127.0.0.1
    ]


def test_pauses_grow_and_start_afresh_for_who_lived_long():
    service = Service("Test", lambda: None, started=0.0)
    assert [service.fell(1.0) for _ in range(7)] == [*PAUSES, PAUSES[-1], PAUSES[-1]]
    assert service.fell(1000.0) == PAUSES[0]


def test_a_service_that_fails_at_once_does_not_spin():
    supervisor = Supervisor([Service("Failing", lambda: os._exit(3))])
    supervisor.start()
    supervisor.services[0].process.join()
    supervisor._tend(supervisor.services[0], time.monotonic())
    assert supervisor.services[0].process is None
    assert supervisor._pause() > 0.5


def test_a_child_is_out_of_reach_of_the_terminal():
    process = start(lambda: os._exit(0 if os.getsid(0) == os.getpid() else 1), "child")
    process.join()
    assert process.exitcode == 0


def test_a_step_is_done_again_only_when_its_inputs_change(tmp_path, settings):
    settings.VAR = tmp_path
    file = tmp_path / "input"
    file.write_text("one")

    def work() -> None:
        with (tmp_path / "runs").open("a") as runs:
            runs.write("x")

    step = Step("Working …", work, lambda: [file])
    step.do()
    assert step.is_done()
    file.write_text("two")
    assert not step.is_done()


def test_a_step_that_fails_is_not_done(tmp_path, settings):
    settings.VAR = tmp_path
    step = Step("Failing …", lambda: os._exit(1), list)
    with pytest.raises(SystemExit, match="DLS does not start"):
        step.do()
    assert not step.is_done()
