"""Mutated PDFs through the sandbox: none may end unexplained, or take long.

python bench/checks_fuzz.py FOLDER [--files 500] [--seed 1]
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from submissions.checks.checking import check
from submissions.checks.policy import load
from submissions.checks.sandbox.pool import Pool

SLOWEST = 10.0
REASONS = {"empty-file", "not-a-pdf", "damaged", "too-complex", "encrypted"}


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Bytes changed, cut out, doubled or cut off."""
    changed = bytearray(data)
    for _ in range(dice.choice([1, 4, 30, 200])):
        at, length = dice.randrange(len(changed)), dice.choice([1, 1, 2, 16, 300])
        kind = dice.randrange(4)
        if kind == 0:
            changed[at : at + length] = dice.randbytes(length)
        elif kind == 1:
            del changed[at : at + length]
        elif kind == 2:
            changed[at:at] = changed[at : at + length]
        else:
            changed[at : at + length] = str(dice.randrange(2**31)).encode()
    return bytes(changed[: dice.randrange(len(changed))] if dice.random() < 0.1 else changed)


def main() -> int:
    ask = argparse.ArgumentParser()
    ask.add_argument("folder", nargs="?", type=Path)
    ask.add_argument("--files", type=int, default=500)
    ask.add_argument("--seed", type=int, default=1)
    args = ask.parse_args()
    if not args.folder:
        print("skipped: name a folder of papers")
        return 0
    seeds = [one for one in sorted(args.folder.glob("*.pdf")) if 0 < one.stat().st_size < 1_500_000]
    dice, policy, pool = random.Random(args.seed), load("article"), Pool()
    ends: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mutated.pdf"
        for _ in range(args.files):
            path.write_bytes(mutated(dice.choice(seeds).read_bytes(), dice))
            began = time.perf_counter()
            report = check(path, policy, "submission", pool=pool)
            slowest = max(slowest, time.perf_counter() - began)
            ends["read" if report.measurement else report.findings[0].rule] += 1
    pool.close()
    print(f"{args.files} files, slowest {slowest:.2f} s: {dict(ends.most_common())}")
    return 0 if slowest <= SLOWEST and set(ends) <= {"read", *REASONS} else 1


if __name__ == "__main__":
    sys.exit(main())
