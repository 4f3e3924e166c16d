"""How long it takes to look for ties between 1,000 papers and a committee of 200.

    python bench/ties.py [--papers 1000] [--members 200]

Each member has 60 publications of five authors and 20 collaborators; all names are made up.
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from submissions.ties.finding import Finder
from tests.submissions.ties.committee import Crowd

SECONDS = 15.0


def main() -> int:
    ask = argparse.ArgumentParser()
    ask.add_argument("--papers", type=int, default=1000)
    ask.add_argument("--members", type=int, default=200)
    args = ask.parse_args()
    crowd = Crowd(1)
    members = [crowd.member(str(number)) for number in range(args.members)]
    papers = [crowd.paper(str(number)) for number in range(args.papers)]
    began = time.process_time()
    finder = Finder(members, papers, 2031)
    indexed = time.process_time() - began
    found = sum(len(finder.ties(paper)) for paper in papers)
    seconds = time.process_time() - began
    print(f"{args.papers} papers, {args.members} members: {found} ties")
    print(f"  {seconds:.1f} s of processor time, {indexed:.1f} of them for the index", end=" ")
    print(f"(target {SECONDS:.0f})")
    return 0 if seconds <= SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
