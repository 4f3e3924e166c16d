"""How fast and how right the format engine is, beside poppler's pdftohtml on the same papers.

    python bench/checks.py [FOLDER...] [--rounds 3]

Without folders, those of ../shared/format-corpus where it lies beside the project.

Every paper is read by both in turn, so that a busy machine slows both alike.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from submissions.checks.checking import check
from submissions.checks.policy import load
from submissions.checks.sandbox.pool import Pool

POPPLER = ["pdftohtml", "-enc", "UTF-8", "-xml", "-i", "-zoom", "3", "-noroundcoord", "-stdout"]
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "format-corpus"
PAPERS = 200
SLOWEST_200 = 15.0
COLD = 1.0


def timed(folder: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds a paper, ours and poppler's: the best of the rounds."""
    policy, pool = load("article"), Pool()
    ours, theirs = [], []
    for path in honest(folder):
        mine, other = [], []
        for _ in range(rounds):
            began = time.perf_counter()
            check(path, policy, "submission", pool=pool)
            mine.append(time.perf_counter() - began)
            began = time.perf_counter()
            subprocess.run(
                [*POPPLER, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
            )
            other.append(time.perf_counter() - began)
        ours.append(min(mine))
        theirs.append(min(other))
    pool.close()
    return ours, theirs


def honest(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.glob("*.pdf"))
        if not path.name.startswith(("bad_", "bomb_", "enc_"))
    ]


def many(folder: Path) -> float:
    """Seconds for 200 papers on the command line."""
    files = honest(folder)
    listed = [str(files[index % len(files)]) for index in range(PAPERS)]
    return command(*listed)


def command(*files: str) -> float:
    began = time.perf_counter()
    command = [sys.executable, "-m", "submissions.checks", *files, "--policy", "article", "--json"]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


def report(folder: Path, rounds: int) -> bool:
    ours, theirs = timed(folder, rounds)
    target = 3.0 if "real" in folder.name else 2.0
    each = statistics.median(mine / other for mine, other in zip(ours, theirs, strict=True))
    median, poppler = statistics.median(ours), statistics.median(theirs)
    whole = many(folder)
    cold = min(command(str(honest(folder)[0])) for _ in range(3))
    print(f"{folder.name}: {len(ours)} papers")
    print(f"  median {1000 * median:.0f} ms, pdftohtml {1000 * poppler:.0f} ms")
    print(f"  {median / poppler:.2f} times, median of ratios {each:.2f} (target {target})")
    print(f"  {PAPERS} papers {whole:.1f} s (target {SLOWEST_200:.0f})")
    print(f"  one on a cold command line {cold:.2f} s (target {COLD:.0f})")
    return each <= target and whole <= SLOWEST_200 and cold <= COLD


def main() -> int:
    ask = argparse.ArgumentParser()
    ask.add_argument("folders", nargs="*", type=Path)
    ask.add_argument("--rounds", type=int, default=3)
    args = ask.parse_args()
    folders = args.folders or [
        folder for folder in (CORPUS / "generated", CORPUS / "real") if folder.is_dir()
    ]
    if not folders:
        print("Not measured: name a folder of papers; there is no ../shared/format-corpus.")
        return 1
    if not shutil.which("pdftohtml"):
        print("Not measured: install poppler-utils to compare with.")
        return 1
    reports = [report(folder, args.rounds) for folder in folders]
    return 0 if all(reports) else 1


if __name__ == "__main__":
    sys.exit(main())
