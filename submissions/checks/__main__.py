"""The command line: `python -m submissions.checks FILE... --policy NAME`."""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from submissions.checks.checking import check
from submissions.checks.judging.identity import Author
from submissions.checks.policy import STAGES, Policy, PolicyError, load
from submissions.checks.sandbox.pool import Pool
from submissions.checks.telling import as_json, as_text, text_of
from submissions.checks.values import Failure, Report


def arguments(argv: list[str] | None) -> argparse.Namespace:
    ask = argparse.ArgumentParser("python -m submissions.checks", description=__doc__)
    ask.add_argument("files", nargs="+", metavar="FILE")
    ask.add_argument("--policy", required=True, help="a built-in policy, or a TOML file")
    ask.add_argument("--pages", help="MIN-MAX, MIN- or -MAX counted pages")
    ask.add_argument("--references", choices=("free", "counted"))
    ask.add_argument("--stage", choices=STAGES, default="submission")
    ask.add_argument("--authors", help="JSON: a list of {name, email, affiliation}")
    ask.add_argument("--json", action="store_true", help="one object a file and line")
    ask.add_argument("--text", metavar="FILE", help="write the text in reading order here")
    ask.add_argument("--draw", metavar="FILE", help="write a page with its findings as PNG here")
    ask.add_argument("--page", type=int, default=1, help="the page to draw")
    return ask.parse_args(argv)


def policy_of(args: argparse.Namespace) -> Policy:
    policy = load(args.policy)
    if args.pages:
        least, most = pages_of(args.pages)
        policy = policy.limited(least, most)
    return policy if args.references is None else policy.counting(args.references)


def pages_of(said: str) -> tuple[int | None, int | None]:
    """The limits in '6-8', '6-', '-8' or '8'."""
    found = re.fullmatch(r"(\d*)(-?)(\d*)", said.strip())
    if not found or not (found[1] or found[3]):
        raise PolicyError(f"--pages takes MIN-MAX, not {said}.")
    least = int(found[1]) if found[1] else None
    most = int(found[3]) if found[3] else (None if found[2] else least)
    return least, most


def authors_of(path: str | None) -> tuple[Author, ...]:
    if path is None:
        return ()
    try:
        listed = json.loads(Path(path).read_text())
        return tuple(
            Author(str(one["name"]), str(one.get("email", "")), str(one.get("affiliation", "")))
            for one in listed
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise PolicyError(f"{path} is no list of authors with names.") from None


def reports(args: argparse.Namespace, policy: Policy, pool: Pool) -> Iterator[Report]:
    """All reports in the order of the files, as soon as they are there."""
    authors = authors_of(args.authors)
    if len(args.files) == 1:
        yield check(args.files[0], policy, args.stage, authors, pool=pool)
        return
    with ThreadPoolExecutor(pool.readers) as threads:
        yield from threads.map(
            lambda file: check(file, policy, args.stage, authors, pool=pool), args.files
        )


def code_of(report: Report) -> int:
    if report.measurement is None:
        return 2
    return 0 if report.ok else 1


def write_text(path: str, found: list[Report]) -> None:
    with Path(path).open("w", encoding="utf-8") as out:
        for report in found:
            if report.measurement is not None:
                out.write(text_of(report.measurement))


def draw(args: argparse.Namespace, report: Report, pool: Pool) -> None:
    boxes = tuple(one.box for one in report.findings if one.page == args.page and one.box)
    picture = pool.draw(report.file, args.page, boxes)
    if isinstance(picture, Failure):
        print(picture.message, file=sys.stderr)  # noqa: T201
        return
    Path(args.draw).write_bytes(picture)


def main(argv: list[str] | None = None) -> int:
    """Check files; 0 all in order, 1 something blocks, 2 something could not be read."""
    args = arguments(argv)
    pool = Pool()
    try:
        policy = policy_of(args)
        worst, found = 0, []
        for report in reports(args, policy, pool):
            print((as_json if args.json else as_text)(report, policy), flush=True)  # noqa: T201
            worst = max(worst, code_of(report))
            found.append(report)
        if args.text:
            write_text(args.text, found)
        if args.draw:
            draw(args, found[0], pool)
    except (PolicyError, OSError) as wrong:  # a place that cannot be written to
        print(wrong, file=sys.stderr)  # noqa: T201
        return 2
    finally:
        pool.close()
    return worst


if __name__ == "__main__":
    sys.exit(main())
