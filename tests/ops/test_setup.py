"""What `make run` says on a machine where something is missing, and that it installs only once."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.services import ROOT

pytestmark = pytest.mark.embedded


@pytest.fixture
def machine(tmp_path):
    """A checkout whose python3 is a script of ours; `run` is scripts/venv.sh there."""
    programs, house = tmp_path / "bin", tmp_path / "house"
    programs.mkdir()
    house.mkdir()
    (house / "some.lock").write_text("django==5.2\n")
    for name in ("sh", "sha256sum", "cut", "cat", "basename", "rm", "mkdir", "touch"):
        (programs / name).symlink_to(shutil.which(name))

    def run(python: str = "") -> subprocess.CompletedProcess:
        if python:
            (programs / "python3").write_text(f"#!/bin/sh\n{python}\n")
            (programs / "python3").chmod(0o755)
        return subprocess.run(
            [ROOT / "scripts" / "venv.sh", "some.lock"], cwd=house, capture_output=True, text=True,
            env={"PATH": str(programs)},
        )  # fmt: skip

    run.house = house
    return run


# A Python that does what it is told: versions, modules and environments are as these say.
WORKING = """
case "$*" in
    --version) echo Python 3.11.2 ;;
    "-m venv"*) mkdir -p .venv/bin; cat "$0" >.venv/bin/python; touch installs
        /bin/chmod +x .venv/bin/python ;;
    "-m pip"*) echo "$*" >>installs ;;
esac
"""


def test_without_python_it_says_what_to_install(machine):
    done = machine()
    assert done.returncode == 1
    assert done.stderr == (
        "DLS needs Python 3.11 or newer. On Debian: apt-get install python3 python3-venv\n"
    )


def test_an_old_python_is_named(machine):
    done = machine('case "$*" in --version) echo Python 3.9.2 ;; *version_info*) exit 1 ;; esac')
    assert done.returncode == 1
    assert done.stderr == "DLS needs Python 3.11 or newer, and this is Python 3.9.2.\n"


def test_where_debian_left_out_venv_it_says_so_in_one_line(machine):
    done = machine('case "$*" in *ensurepip*) exit 1 ;; esac')
    assert done.returncode == 1
    assert (
        done.stderr == "DLS needs Python's venv module. On Debian: apt-get install python3-venv\n"
    )


def installs(machine) -> list[str]:
    return Path(machine.house / "installs").read_text().splitlines()


def test_it_installs_what_is_locked_and_checks_its_hashes(machine):
    assert machine(WORKING).returncode == 0
    assert len(installs(machine)) == 1
    assert "--require-hashes" in installs(machine)[0]
    assert installs(machine)[0].endswith("-r some.lock")


def test_it_installs_again_only_when_the_lock_changed(machine):
    machine(WORKING)
    machine()
    assert len(installs(machine)) == 1
    (machine.house / "some.lock").write_text("django==5.2.1\n")
    machine()
    assert len(installs(machine)) == 2


def test_a_failed_installation_is_tried_again(machine):
    failing = WORKING.replace('echo "$*" >>installs', "exit 1")
    assert machine(failing).returncode != 0
    shutil.rmtree(machine.house / ".venv")
    assert machine(WORKING).returncode == 0
    assert len(installs(machine)) == 1


def test_locks_name_no_host():
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text()
        assert "://" not in text
        assert "--index" not in text
        assert text.count("--hash=sha256:") > 50


def test_ordinary_people_may_run_the_scripts():
    for name in ("scripts/venv.sh", "scripts/new-env", ".ci/run"):
        assert os.access(ROOT / name, os.X_OK)
