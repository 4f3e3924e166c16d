"""The command line, as programs and people call it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from submissions.checks.__main__ import main, pages_of
from submissions.checks.policy import PolicyError

ROOT = Path(__file__).resolve().parents[3]
KEYS = {
    "file", "sha256", "ok", "pages", "paper", "columns", "body_font", "leading", "text_block", "margins",
    "references", "body_pages", "counted_pages", "body_length", "findings",
}  # fmt: skip


def test_json_is_one_object_a_file_in_order(ieee, tmp_path, capsys):
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    policy = ["--policy", "ieee-conference", "--pages", "4-6"]
    assert main([str(ieee), str(empty), *policy, "--json"]) == 2
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert set(first) >= KEYS
    assert set(second) >= KEYS
    assert (first["file"], first["ok"], first["counted_pages"]) == (str(ieee), True, 5)
    assert set(first["references"]) >= {
        "page",
        "column",
        "starts_page",
        "end_page",
        "heading",
        "confidence",
    }
    assert [one["rule"] for one in second["findings"]] == ["empty-file"]


def test_what_blocks_ends_with_one(ieee, capsys):
    assert main([str(ieee), "--policy", "ieee-conference", "--pages", "6-8"]) == 1
    said = capsys.readouterr().out
    assert "pages-too-few" in said
    assert "not in order" in said


def test_the_text_and_a_picture_are_written(ieee, tmp_path, capsys):
    text, picture = tmp_path / "text.jsonl", tmp_path / "page.png"
    command = [str(ieee), "--policy", "article", "--text", str(text), "--draw", str(picture)]
    assert main([*command, "--page", "2"]) == 0
    marks = {json.loads(line)["mark"] for line in text.read_text().splitlines()}
    assert marks >= {"title", "heading", "main", "references"}
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("option", ["--text", "--draw"])
def test_a_place_that_cannot_be_written_to_is_said_plainly(option, ieee, tmp_path, capsys):
    place = str(tmp_path / "nowhere" / "out")
    assert main([str(ieee), "--policy", "article", option, place]) == 2
    assert place in capsys.readouterr().err


def test_authors_come_from_a_file(ieee, tmp_path, capsys):
    authors = tmp_path / "authors.json"
    authors.write_text('[{"name": "Ada Prototype"}]')
    main([str(ieee), "--policy", "article", "--authors", str(authors)])
    assert "identity" in capsys.readouterr().out


@pytest.mark.parametrize("policy", ["nature", "missing.toml"])
def test_an_unknown_policy_is_said_plainly(policy, ieee, capsys):
    assert main([str(ieee), "--policy", policy]) == 2
    assert policy in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "limits"), [("6-8", (6, 8)), ("6-", (6, None)), ("-8", (None, 8)), ("8", (8, 8))]
)
def test_page_limits_are_read(said, limits):
    assert pages_of(said) == limits


@pytest.mark.parametrize("said", ["", "-", "six", "1-2-3"])
def test_other_limits_are_refused(said):
    with pytest.raises(PolicyError):
        pages_of(said)


def test_the_parent_loads_no_reader():
    """Web and worker import the engine; PDFium and pikepdf belong to its children."""
    code = (
        "import sys, submissions.checks.checking, submissions.checks.telling\n"
        "print([name for name in ('pikepdf', 'pypdfium2_raw', 'django', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
