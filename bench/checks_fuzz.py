"""Mutated PDFs through the sandbox, by every call: none may end unexplained, or take long.

    python bench/checks_fuzz.py [FOLDER...] [--files 500] [--seed 1] [--keep FOLDER]

Without folders, those of ../shared/format-corpus where it lies beside the project. Half of the
papers are unpacked first, so that what is mutated is what the readers see. `--keep` keeps files
that broke a reader off.
"""

import argparse
import io
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from submissions.checks.sandbox.pool import Pool
from submissions.checks.values import Failure

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "format-corpus"
SLOWEST = 10.0
LARGEST = 1_500_000
REASONS = {"empty-file", "not-a-pdf", "damaged", "too-complex", "encrypted"}
BROKEN_OFF = "broke off"
TOKENS = (
    b"obj endobj stream endstream << >> [ ] ( ) /Kids /Length /Filter/FlateDecode /Type/Page "
    b"/Parent R null -1 0 1e9 99999999999 q Q BT ET Do Tj cm /Rotate /UserUnit \0 \xff\xff\xff"
).split(b" ")


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Bytes changed, cut out, doubled, moved, said otherwise, or cut off."""
    changed = bytearray(data)
    for _ in range(dice.choice([1, 4, 30, 200])):
        at, length = dice.randrange(len(changed)), dice.choice([1, 1, 2, 16, 300])
        kind = dice.randrange(6)
        if kind == 0:
            changed[at : at + length] = dice.randbytes(length)
        elif kind == 1 and len(changed) > 2 * length:
            del changed[at : at + length]
        elif kind == 2:
            changed[at:at] = changed[at : at + length]
        elif kind == 3:
            changed[at : at + length] = str(dice.randrange(2**31)).encode()
        elif kind == 4:
            other = dice.randrange(len(changed))
            changed[at : at + length] = changed[other : other + length]
        else:
            changed[at:at] = b" %b " % dice.choice(TOKENS)
    return bytes(changed[: dice.randrange(len(changed))] if dice.random() < 0.1 else changed)


def unpacked(data: bytes) -> bytes:
    """The same file in plain words, if it can be opened."""
    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            plain = pikepdf.ObjectStreamMode.disable
            pdf.save(out, qdf=True, object_stream_mode=plain, static_id=True)
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return data
    return out.getvalue()


def seeds(folders: list[Path]) -> list[bytes]:
    found = [path for folder in folders for path in sorted(folder.glob("*.pdf"))]
    kept = [one for one in found if 0 < one.stat().st_size < LARGEST and "bomb" not in one.name]
    packed = [path.read_bytes() for path in kept]
    return packed + [plain for plain in map(unpacked, packed) if len(plain) < 4 * LARGEST]


def calls(pool: Pool, path: str) -> dict[str, Callable[[], Any]]:
    return {
        "measure": lambda: pool.measure(path),
        "draw": lambda: pool.draw(path, 1),
        "words": lambda: pool.words(path, 1),
        "neutral": lambda: pool.neutral(path),
    }


def end_of(answer: Any) -> str:
    if not isinstance(answer, Failure):
        return "answered"
    return BROKEN_OFF if BROKEN_OFF in answer.message else answer.rule


class Fuzz:
    """What each call answered to each file, and how long the slowest took."""

    def __init__(self, keep: Path | None) -> None:
        self.pool, self.keep = Pool(), keep
        self.ends: dict[str, Counter[str]] = {}
        self.slowest = 0.0

    def try_one(self, path: Path, name: str) -> None:
        for call, asked in calls(self.pool, str(path)).items():
            began = time.perf_counter()
            end = end_of(asked())
            self.slowest = max(self.slowest, time.perf_counter() - began)
            self.ends.setdefault(call, Counter())[end] += 1
            if end == BROKEN_OFF and self.keep:
                (self.keep / f"{name}-{call}.pdf").write_bytes(path.read_bytes())

    def passed(self) -> bool:
        told = {end for counted in self.ends.values() for end in counted}
        return self.slowest <= SLOWEST and told <= {"answered", BROKEN_OFF, *REASONS}


def main() -> int:
    ask = argparse.ArgumentParser()
    ask.add_argument("folders", nargs="*", type=Path)
    ask.add_argument("--files", type=int, default=500)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--keep", type=Path)
    args = ask.parse_args()
    usual = (CORPUS / "generated", CORPUS / "real")
    found = seeds(args.folders or [folder for folder in usual if folder.is_dir()])
    if not found:
        print("Not measured: name a folder of papers; there is no ../shared/format-corpus.")
        return 1
    dice, fuzz = random.Random(args.seed), Fuzz(args.keep)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mutated.pdf"
        for number in range(args.files):
            path.write_bytes(mutated(dice.choice(found), dice))
            fuzz.try_one(path, f"{args.seed}-{number}")
    fuzz.pool.close()
    for call, counted in fuzz.ends.items():
        print(f"{call:8} {dict(counted.most_common())}")
    print(f"{args.files} files, slowest answer {fuzz.slowest:.2f} s (target {SLOWEST:.0f})")
    return 0 if fuzz.passed() else 1


if __name__ == "__main__":
    sys.exit(main())
