"""Rules about the code itself that no linter knows."""

import ast
import re
from pathlib import Path

import pytest
from django.urls import reverse

from tests.addresses import (
    ACCESS,
    CHAIR,
    COMMITTEE,
    DEMO,
    HOLDER,
    INSIDERS,
    LINK,
    LISTED,
    OPERATOR,
    READERS,
    SERIES,
    SIGNED_IN,
    TOKEN,
    every,
)

ROOT = Path(__file__).resolve().parent.parent
APPS = ["dls", "submissions", "reviews", "program"]
SOURCES = sorted(
    path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
)
OURS = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))

# Only these write: the actions of each app, and the ledgers of dls (letters, journal, jobs).
WRITERS = re.compile(
    r"(^|/)actions(\.py|/.+)$|dls/mail/(outbox|delivery|sending)\.py$|dls/journal/ledger\.py$"
    r"|dls/jobs/(runner|wakeup)\.py$"
)
WRITES = {
    "save", "delete", "update", "create", "get_or_create", "update_or_create", "bulk_create",
    "bulk_update", "create_user", "asave", "adelete", "aupdate", "acreate",
}  # fmt: skip
# These save files and pictures, not rows; and allauth asks the manager itself for new people.
NO_ROWS = {
    "submissions/checks/neutral.py",
    "dls/conferences/cards.py",
    "dls/conferences/demo/marks.py",
    "dls/web/images.py",
    "dls/web/staticfiles.py",
    "dls/people/models.py",
    "submissions/store.py",
}
OF_SOME = (HOLDER, INSIDERS, READERS, COMMITTEE, CHAIR, SERIES, OPERATOR)
SAMPLE = {  # something for each kind of part that an address may take
    "slug": "demo1", "int": 1, "str": "x", "email": "stranger@demo.example", "ref": "abcdefgh",
    "way": "up", "pagekind": "own", "state": "public", "deed": "remind", "sealed": 1,
    "yesno": "yes",
}  # fmt: skip


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def writes(path: Path) -> list[str]:
    """The calls in a file that look like writing to the database."""
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    return [
        f"line {call.lineno}: {ast.unparse(call.func)}()"
        for call in calls
        if call.func.attr in WRITES and reaches_the_database(call)
    ]


def reaches_the_database(call: ast.Call) -> bool:
    """Sets, dicts, hashes and caches have update() and delete() too, and take plain values."""
    receiver = ast.unparse(call.func.value)
    if receiver in {"super()", "cache"} or receiver.endswith(("session", "headers", "digest")):
        return False
    return call.func.attr != "update" or bool(call.keywords) or not call.args


@pytest.mark.parametrize("path", OURS, ids=named)
def test_files_stay_short(path):
    assert len(path.read_text().splitlines()) <= 400


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_only_actions_write(path):
    if not WRITERS.search(named(path)) and named(path) not in NO_ROWS:
        assert writes(path) == []


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_views_are_short_and_never_catch(path):
    if not re.search(r"(^|/)views(\.py|/.+)$", named(path)):
        return
    tree = ast.parse(path.read_text())
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Try)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    long = {one.name: lines(one) for one in functions if lines(one) > 15}
    assert long == {}


def lines(function: ast.FunctionDef) -> int:
    """How long a function is without its decorators, signature and docstring."""
    body = function.body
    if ast.get_docstring(function) and len(body) > 1:
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_functions_stay_short(path):
    functions = [
        node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)
    ]
    assert {one.name: lines(one) for one in functions if lines(one) > 40} == {}


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_nothing_listens_to_signals(path):
    """What follows from a status is asked of it; nothing is copied by a receiver."""
    source = path.read_text()
    assert "django.dispatch" not in source
    assert "db.models.signals" not in source


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_templates_hold_nothing_that_the_content_policy_stops(path):
    source = path.read_text()
    assert not re.search(r"\sstyle\s*=|<style[\s>]|\son[a-z]+\s*=\s*[\"']|javascript:", source)
    for script in re.findall(r"<script\b[^>]*>", source):
        assert "src=" in script or "application/ld+json" in script or "application/json" in script


@pytest.mark.parametrize("path", [*TEMPLATES, *SHEETS], ids=named)
def test_pages_load_nothing_from_other_hosts(path):
    loads = r"<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\bsrc=[\"']?(?:https?:)?//"
    assert not re.search(
        rf"{loads}|<link\b[^>]*\bhref=[\"']?(?:https?:)?//|url\([\"']?(?:https?:)?//|@import",
        path.read_text(),
    )


def test_every_address_is_listed_once():
    found = set(every())
    assert (found - set(ACCESS), set(ACCESS) - found) == (set(), set())
    assert sum(len(names.split()) for names in LISTED.values()) == len(ACCESS)


def address(name: str) -> str:
    takes = every()[name]
    return reverse(
        name,
        kwargs={part: SAMPLE["email" if part == "email" else kind] for part, kind in takes.items()},
    )


def answers(client, name: str) -> set[int]:
    return {client.get(address(name)).status_code, client.post(address(name)).status_code}


def those_for(*who: str) -> list[str]:
    return sorted(name for name, whose in ACCESS.items() if whose in who)


@pytest.mark.parametrize("name", those_for(SIGNED_IN, *OF_SOME, TOKEN, DEMO))
def test_visitors_are_turned_away(name, client, conference):
    assert answers(client, name) <= {302, 401, 403, 404, 405}


@pytest.mark.parametrize("name", those_for(*OF_SOME, TOKEN))
def test_what_is_for_others_does_not_exist_for_strangers(name, client, conference, stranger):
    client.force_login(stranger)
    assert answers(client, name) <= {401, 403, 404, 405}


@pytest.mark.parametrize("name", those_for(CHAIR, OPERATOR))
@pytest.mark.parametrize("who", ["member", "other_chair"])
def test_what_chairs_and_operators_have_does_not_exist_for_others(name, who, client, request):
    client.force_login(request.getfixturevalue(who))
    request.getfixturevalue("conference")
    assert answers(client, name) <= {401, 403, 404, 405}


@pytest.mark.parametrize("name", those_for(LINK))
def test_a_link_that_we_did_not_sign_opens_nothing(name, client, conference):
    assert answers(client, name) <= {400, 404, 405, 410}


@pytest.mark.parametrize("name", those_for(OPERATOR))
def test_chairs_are_not_operators(name, client, chair):
    client.force_login(chair)
    assert answers(client, name) <= {404, 405}
