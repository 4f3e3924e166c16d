"""The command line of ties."""

import json

from submissions.ties.__main__ import main

PROBLEM = {
    "year": 2031,
    "members": [
        {"key": "m1", "name": "Ben Harrow", "affiliations": ["ORNL"],
         "former": [{"institution": "Demo Institute 9", "until": 2030}],
         "works": [{"title": "On demos", "authors": ["Ada Quill"], "year": 2030}]},
    ],
    "papers": [
        {"key": "p1", "authors": [{"name": "Ada Quill"}]},
        {"key": "p2", "authors": [{"name": "Cleo Vane"}],
         "collaborators": [{"name": "All", "affiliations": ["Oak Ridge National Laboratory"]}]},
        {"key": "p3", "authors": [{"name": "Dan Other"}]},
    ],
}  # fmt: skip


def test_it_says_who_is_tied_to_what(tmp_path, capsys):
    (tmp_path / "problem.json").write_text(json.dumps(PROBLEM))
    assert main([str(tmp_path / "problem.json")]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == "p1, m1: high, Ada Quill and Ben Harrow wrote “On demos” (2030)."
    assert second.startswith("p2, m1: high, The authors name everybody at")
    assert main([str(tmp_path / "problem.json"), "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["facts"][0]["kind"] for one in told] == ["coauthor", "collaborator"]


def test_what_is_no_problem_is_told_in_a_sentence(tmp_path, capsys):
    for text in ("{", "[]", '{"year": 2031, "members": [{}], "papers": []}'):
        (tmp_path / "problem.json").write_text(text)
        assert main([str(tmp_path / "problem.json")]) == 2
        assert "cannot be read" in capsys.readouterr().err
    assert main([str(tmp_path / "missing.json")]) == 2
