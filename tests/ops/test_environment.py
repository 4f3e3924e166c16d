"""What the environment may say is written down, and what it must not say is refused."""

import os
import re
import subprocess
import sys

import pytest

from tests.services import ROOT, free_port

READS = re.compile(r"\b(?:env|flag|number|words)\(\s*\"([A-Z0-9_]+)\"")
DEPLOYMENT = {
    "DLS_SITE_URL": "https://conferences.example",
    "DLS_SECRET_KEY": "pD4kq_" * 12,
    "DLS_MAIL_FROM": "DLS <dls@conferences.example>",
}

pytestmark = pytest.mark.embedded


def names_in_code() -> set[str]:
    sources = [path.read_text() for path in (ROOT / "dls").rglob("*.py")]
    return {f"DLS_{name}" for source in sources for name in READS.findall(source)}


def names_in_docs() -> set[str]:
    rows = re.findall(r"^\| `(DLS_\w+)`", (ROOT / "docs" / "operators.md").read_text(), re.M)
    return set(rows)


def test_every_variable_is_in_the_operators_guide_and_no_other():
    assert names_in_docs() - names_in_code() == set()
    assert names_in_code() - names_in_docs() == set()


def started(tmp_path, start=("manage.py", "check"), **environment) -> subprocess.CompletedProcess:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DLS_")}
    return subprocess.run(
        [sys.executable, *start], cwd=ROOT, capture_output=True, text=True,
        env={**kept, "DLS_VAR": str(tmp_path), **environment},
    )  # fmt: skip


def test_a_deployment_starts_with_what_it_must_have(tmp_path):
    done = started(tmp_path, **DEPLOYMENT)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", sorted(DEPLOYMENT))
def test_a_deployment_says_which_variable_is_missing(tmp_path, name):
    done = started(tmp_path, **{key: value for key, value in DEPLOYMENT.items() if key != name})
    assert done.returncode != 0
    assert f"Set the environment variable {name}." in done.stderr


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"DLS_DEMO": "1"}, "opens every demo account"),
        ({"DLS_DEMO": "1", "DLS_EMBEDDED": "1"}, "opens every demo account"),
        ({"DLS_DEBUG": "1"}, "shows the inside of the site"),
        ({"DLS_SECRET_KEY": "short"}, "too short or a placeholder"),
        ({"DLS_SECRET_KEY": "change-me-" * 8}, "too short or a placeholder"),
        ({"DLS_SECRET_KEY": "django-insecure-" + "pD4kq_" * 12}, "too short or a placeholder"),
        ({"DLS_SECRET_KEY": "a" * 80}, "too short or a placeholder"),
        ({"DLS_DEMO": "maybe"}, "write 1 or 0"),
        ({"DLS_PROXIES": "two"}, "write a whole number"),
        ({"DLS_DATABASE_URL": "mysql://db/dls"}, "starts with sqlite:/// or postgresql://"),
    ],
)
def test_a_deployment_refuses(tmp_path, changed, why):
    done = started(tmp_path, **{**DEPLOYMENT, **changed})
    assert done.returncode != 0
    assert why in done.stderr


@pytest.mark.parametrize("start", [["manage.py", "check"], ["-m", "dls.embedded"]])
@pytest.mark.parametrize("wrong", [{"DLS_DEMO": "maybe"}, {"DLS_PROXIES": "two"}])
def test_a_wrong_variable_is_one_sentence_without_a_traceback(tmp_path, start, wrong):
    done = started(
        tmp_path, start, **{**DEPLOYMENT, "DLS_DEMO": "0", "DLS_PORT": str(free_port()), **wrong}
    )
    name, value = next(iter(wrong.items()))
    assert done.returncode == 2
    assert done.stderr.startswith(f"{name} is “{value}”; write ")
    assert done.stderr.count("\n") == 1


def test_implicit_tls_turns_starttls_off(tmp_path):
    assert started(tmp_path, **DEPLOYMENT, DLS_SMTP_TLS="1").returncode == 0
