"""Compare texts from the command line: which share passages, and how much."""

import argparse
import sys
from itertools import combinations
from pathlib import Path

from submissions.likeness.comparing import compare, sample
from submissions.likeness.shingles import WIDTH


def main(words: list[str] | None = None) -> int:
    """Ends with 1 where two texts share so much that chairs would be told."""
    ask = argparse.ArgumentParser(prog="python -m submissions.likeness", description=__doc__)
    ask.add_argument("texts", nargs="+", type=Path, help="plain text, without references")
    ask.add_argument("--passages", action="store_true", help="print what they share, too")
    told = ask.parse_args(words)
    samples = {path: sample(path.read_text(errors="replace")) for path in told.texts}
    alarms = False
    for (one, mine), (other, theirs) in combinations(samples.items(), 2):
        found = compare(mine, theirs)
        alarms |= found.alarms
        print(  # noqa: T201
            f"{one} {100 * found.share_of_one:.0f} %, {other} {100 * found.share_of_other:.0f} %: "
            f"{found.words} words{', remarkable' if found.alarms else ''}"
        )
        for passage in found.passages if told.passages else ():
            said = mine.text.passage(passage.one.start, passage.one.end)
            print(f"  {len(passage.one) - WIDTH + 1} shingles: {said}")  # noqa: T201
    return 1 if alarms else 0


if __name__ == "__main__":
    sys.exit(main())
