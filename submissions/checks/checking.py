"""Checking: sniff, measure in the sandbox, judge, report."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from submissions.checks.judgement import judge, judge_failure
from submissions.checks.judging.identity import Author
from submissions.checks.judging.length import counted_pages
from submissions.checks.limits import MAX_BYTES
from submissions.checks.policy import Policy
from submissions.checks.sandbox.pool import Pool, shared
from submissions.checks.values import Failure, Measurement, Report

HEAD = 1024


def check(
    path: str | Path,
    policy: Policy,
    stage: str,
    authors: Iterable[Author] = (),
    *,
    pool: Pool | None = None,
) -> Report:
    """Measure one file and judge it; whatever the file does, a report comes back."""
    refused, digest = sniffed(Path(path))
    measured = refused or (pool or shared()).measure(str(path))
    return reported(str(path), digest, measured, policy, stage, authors)


def reported(
    file: str,
    digest: str,
    measured: Measurement | Failure,
    policy: Policy,
    stage: str,
    authors: Iterable[Author] = (),
) -> Report:
    """The report on what was measured, now or long ago."""
    if isinstance(measured, Failure):
        findings = judge_failure(measured, policy, stage)
        return Report(file, digest, policy.name, stage, False, None, None, findings)
    findings = judge(measured, policy, stage, authors)
    ok = not any(finding.level == "block" for finding in findings)
    counted = counted_pages(measured, policy.pages)
    return Report(file, digest, policy.name, stage, ok, counted, measured, findings)


def sniffed(path: Path) -> tuple[Failure | None, str]:
    """What can be told without parsing: nothing there, too much, or no PDF; and the digest."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            file.seek(0)
            size = path.stat().st_size
            if size > MAX_BYTES:
                message = (
                    f"The file has {size / 1e6:.0f} MB; at most {MAX_BYTES / 1e6:.0f} MB are read."
                )
                return Failure("too-complex", message), ""
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return Failure("damaged", "The file cannot be opened."), ""
    if not head:
        return Failure("empty-file", "The file is empty: upload it again."), digest
    if b"%PDF-" not in head:
        return Failure(
            "not-a-pdf", f"The file is {kind_of(head)}, not a PDF: export the paper as PDF."
        ), digest
    return None, digest


KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"%!PS", "PostScript"),
    (b"{\\rtf", "rich text"),
    (b"\\documentclass", "LaTeX source"),
    (b"<", "a web page"),
)


def kind_of(head: bytes) -> str:
    start = head.lstrip()
    return next((name for sign, name in KINDS if start.startswith(sign)), "of another kind")
