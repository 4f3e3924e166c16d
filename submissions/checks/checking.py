"""Checking: sniff, measure in the sandbox, judge, report."""

from collections.abc import Iterable
from pathlib import Path

from submissions.checks.judgement import judge, judge_failure
from submissions.checks.judging.identity import Author
from submissions.checks.judging.length import counted_pages
from submissions.checks.policy import Policy
from submissions.checks.sandbox.pool import Pool, shared
from submissions.checks.sniffing import digest_of, refused
from submissions.checks.values import Failure, Measurement, Report


def check(
    path: str | Path,
    policy: Policy,
    stage: str,
    authors: Iterable[Author] = (),
    *,
    pool: Pool | None = None,
) -> Report:
    """Measure one file and judge it; whatever the file does, a report comes back."""
    measured = refused(Path(path)) or (pool or shared()).measure(str(path))
    return reported(str(path), digest_of(Path(path)), measured, policy, stage, authors)


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
