"""How many reworded copies among 1,000 papers are found, how many honest papers are suspected.

    python bench/likeness.py [--papers 1000] [--seed 7]

The papers are made up: honest ones share the venue's text, standard phrases, and within a group
their related work; copies take 30 to 100 % from one or two of them, with up to 40 % of the content
words swapped, sentences reordered, dropped and added.
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from submissions.likeness.candidates import candidates, common
from submissions.likeness.comparing import Likeness, compare, sample
from tests.submissions.likeness.writing import Copy, Paper, Writer

FOUND = 0.95
FALSE = 0.01
SECONDS = 60.0
Compared = dict[frozenset[str], Likeness]


def compared(texts: dict[str, str]) -> Compared:
    samples = {name: sample(text) for name, text in texts.items()}
    signatures = {name: one.marks for name, one in samples.items()}
    everywhere = common(signatures)
    return {
        frozenset(pair): compare(samples[pair[0]], samples[pair[1]], everywhere)
        for pair in candidates(signatures)
    }


def missed(found: Compared, copies: list[Copy]) -> list[Copy]:
    """Copies with an origin beside which they were not suspected."""
    alarms = {pair for pair, likeness in found.items() if likeness.alarms}
    return [
        copy
        for copy in copies
        if any(frozenset((origin, copy.paper.name)) not in alarms for origin in copy.origins)
    ]


def suspected(found: Compared, papers: list[Paper]) -> set[str]:
    """Honest papers that were suspected beside another honest one."""
    honest = {paper.name for paper in papers}
    return {
        name
        for pair, likeness in found.items()
        if likeness.alarms and pair <= honest
        for name in pair
    }


def main() -> int:
    ask = argparse.ArgumentParser()
    ask.add_argument("--papers", type=int, default=1000)
    ask.add_argument("--seed", type=int, default=7)
    args = ask.parse_args()
    writer = Writer(args.seed)
    papers = writer.papers(4 * args.papers // 5, args.papers // 12)
    copies = list(writer.copies(papers, args.papers - len(papers)))
    texts = {paper.name: paper.text for paper in (*papers, *(copy.paper for copy in copies))}
    began = time.process_time()
    found = compared(texts)
    seconds = time.process_time() - began
    share = 1 - len(missed(found, copies)) / len(copies)
    false = len(suspected(found, papers)) / len(papers)
    words = sum(len(text.split()) for text in texts.values()) / len(texts)
    print(f"{len(texts)} papers of {words:.0f} words, {len(copies)} of them reworded copies")
    print(f"  found {100 * share:.1f} % (target {100 * FOUND:.0f} %)")
    print(f"  honest papers suspected {100 * false:.1f} % (target {100 * FALSE:.0f} %)")
    print(f"  {len(found)} pairs compared word by word, of {len(texts) * (len(texts) - 1) // 2}")
    print(f"  {seconds:.1f} s of processor time (target {SECONDS:.0f})")
    return 0 if share >= FOUND and false <= FALSE and seconds <= SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
