"""Neutral copies of papers: poppler reads the same words in them, and warns of nothing new.

    python bench/checks_neutral.py [FOLDER...]

Without folders, those of ../shared/format-corpus where it lies beside the project.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from submissions.checks.sandbox.pool import Pool

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "format-corpus"
HOSTILE = ("bad_", "bomb_", "enc_")


def said(path: Path) -> tuple[bytes, bool]:
    """The words of a file as poppler reads them, and whether it had to warn."""
    command = ["pdftotext", "-layout", str(path), "-"]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.stdout, bool(done.stderr)


def compared(pool: Pool, path: Path, copy: Path) -> tuple[str, float]:
    """What is wrong with the copy, and how long it took to make."""
    began = time.perf_counter()
    made, took = pool.neutral(str(path)), time.perf_counter() - began
    if not isinstance(made, bytes):
        return made.message, took
    if pool.neutral(str(path)) != made:
        return "a second copy differs", took
    copy.write_bytes(made)
    (before, warned), (after, warns) = said(path), said(copy)
    if before != after:
        return "other words", took
    return ("a new warning" if warns and not warned else ""), took


def main() -> int:
    ask = argparse.ArgumentParser()
    ask.add_argument("folders", nargs="*", type=Path)
    usual = (CORPUS / "generated", CORPUS / "real")
    folders = ask.parse_args().folders or [folder for folder in usual if folder.is_dir()]
    papers = [path for folder in folders for path in sorted(folder.glob("*.pdf"))]
    papers = [path for path in papers if not path.name.startswith(HOSTILE)]
    if not papers or not shutil.which("pdftotext"):
        print("Not measured: it takes ../shared/format-corpus or a folder, and poppler-utils.")
        return 1
    pool, wrong, times = Pool(), [], []
    with tempfile.TemporaryDirectory() as folder:
        for path in papers:
            what, took = compared(pool, path, Path(folder) / "copy.pdf")
            times.append(took)
            wrong += [f"{path.name}: {what}"] if what else []
    pool.close()
    median, slowest = 1000 * statistics.median(times), 1000 * max(times)
    print(f"{len(papers)} papers, a copy takes {median:.0f} ms, at most {slowest:.0f} ms")
    print("\n".join(wrong) or "the same words in all, no new warning (target: none)")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
