"""The command line: `python -m submissions.ties PROBLEM.json`.

The problem names a year, the committee and papers:
{"year": 2031, "members": [{"key", "name", "emails", "affiliations", "countries", "orcid",
"former": [{"institution", "until"}], "collaborators": [{"name", "affiliations"}],
"works": [{"title", "authors", "year"}]}], "papers": [{"key", "authors", "collaborators"}]}
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from submissions.ties.finding import Finder
from submissions.ties.values import Former, Member, Paper, Somebody, Tie, Work

Data = dict[str, Any]


def main(words: list[str] | None = None) -> int:
    ask = argparse.ArgumentParser("python -m submissions.ties", description=__doc__)
    ask.add_argument("problem", type=Path)
    ask.add_argument("--json", action="store_true", help="one object a tie and line")
    told = ask.parse_args(words)
    try:
        problem = json.loads(told.problem.read_text())
        papers = [paper(one) for one in problem["papers"]]
        finder = Finder(map(member, problem["members"]), papers, int(problem["year"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as wrong:
        print(f"This problem cannot be read: {wrong!r}. See --help for its form.", file=sys.stderr)  # noqa: T201
        return 2
    for one in papers:
        for tie in finder.ties(one):
            print(json.dumps(plain(tie)) if told.json else spoken(tie), flush=True)  # noqa: T201
    return 0


def somebody(data: Data) -> Somebody:
    return Somebody(
        str(data["name"]),
        strings(data, "emails"),
        strings(data, "affiliations"),
        strings(data, "countries"),
        str(data.get("orcid", "")),
    )


def strings(data: Data, name: str) -> tuple[str, ...]:
    found = data.get(name, [])
    if not isinstance(found, list):
        raise TypeError(f"{name} is no list")
    return tuple(map(str, found))


def member(data: Data) -> Member:
    former = (Former(str(one["institution"]), one.get("until")) for one in data.get("former", []))
    works = (
        Work(str(one["title"]), strings(one, "authors"), one.get("year"))
        for one in data.get("works", [])
    )
    return Member(
        str(data["key"]),
        somebody(data),
        tuple(former),
        tuple(map(somebody, data.get("collaborators", []))),
        tuple(works),
    )


def paper(data: Data) -> Paper:
    return Paper(
        str(data["key"]),
        tuple(map(somebody, data["authors"])),
        tuple(map(somebody, data.get("collaborators", []))),
        str(data.get("where", "this conference")),
        data.get("year"),
    )


def plain(tie: Tie) -> Data:
    facts = [
        {"kind": fact.kind.name.lower(), "confidence": fact.confidence.name.lower(),
         "says": fact.says}
        for fact in tie.facts
    ]  # fmt: skip
    return {"paper": tie.paper, "member": tie.member, "facts": facts}


def spoken(tie: Tie) -> str:
    said = " ".join(fact.says for fact in tie.facts)
    return f"{tie.paper}, {tie.member}: {tie.confidence.name.lower()}, {said}"


if __name__ == "__main__":
    sys.exit(main())
