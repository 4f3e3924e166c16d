"""Judges what was measured of a manuscript by its category's policy, and keeps the findings."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from submissions import measures, outlines, policies
from submissions.checks import checking, values
from submissions.checks.judging.identity import Author
from submissions.checks.policy import Policy
from submissions.checks.values import Failure, Measurement
from submissions.models.manuscripts import Manuscript
from submissions.models.reports import Finding, FormatReport, ReportQuerySet

SHOWN = ("rule", "level", "page", "box", "measured", "allowed", "message")
NONE_AT_ALL = 0  # what authors answer who have no references


def judged(report: FormatReport, measured: Measurement | Failure, took_ms: int) -> bool:
    """Write down what a manuscript does not keep; true if the report was still ours to write."""
    ours = FormatReport.objects.filter(
        pk=report.pk, claim=report.claim, state=FormatReport.State.RUNNING
    )
    return _kept(report, ours, measured, took_ms or report.took_ms or 0)


def judged_anew(report: FormatReport, measured: Measurement | Failure) -> bool:
    """The same of a report that was done, by the rules as they are now."""
    done = FormatReport.objects.done().filter(pk=report.pk)
    return _kept(report, done, measured, report.took_ms or 0)


def _kept(
    report: FormatReport,
    still: ReportQuerySet,
    measured: Measurement | Failure,
    took_ms: int,
) -> bool:
    policy = policies.of(report.manuscript.paper.category)
    said = judge(report.manuscript, measured, policy)
    with transaction.atomic():
        if not still.select_for_update(no_key=True).exists():
            return False
        Finding.objects.filter(report=report).delete()
        Finding.objects.bulk_create(
            Finding(report=report, **_row(one, said.measurement)) for one in said.findings
        )
        still.update(**_figures(said, policy, took_ms))
    return True


def judge(manuscript: Manuscript, measured: Measurement | Failure, policy: Policy) -> values.Report:
    """The engine's report on this manuscript, with what its authors have told about it."""
    category, stage = manuscript.paper.category, manuscript.stage
    told = manuscript.references_from
    authors = _authors(manuscript) if category.is_double_blind else ()
    if told is not None and isinstance(measured, Measurement):
        measured = measures.as_told(measured, told)
        policy = policy.counting("counted") if told == NONE_AT_ALL else policy
    said = checking.reported(manuscript.name, manuscript.sha256, measured, policy, stage, authors)
    ignored = set() if category.is_double_blind else {"identity"}
    ignored |= {"no-references"} if told is not None else set()
    return _without(said, ignored)


def _without(said: values.Report, rules: set[str]) -> values.Report:
    findings = tuple(one for one in said.findings if one.rule not in rules)
    return values.Report(
        said.file,
        said.sha256,
        said.policy,
        said.stage,
        not any(one.level == "block" for one in findings),
        said.counted_pages,
        said.measurement,
        findings,
    )


def _authors(manuscript: Manuscript) -> Iterable[Author]:
    for one in manuscript.paper.authors.prefetch_related("affiliations"):
        places = [place.institution for place in one.affiliations.all()] or [""]
        for place in places:
            yield Author(one.name, one.email, place)


def _row(finding: values.Finding, paper: Measurement | None) -> dict[str, object]:
    """As a finding is kept; a page that is too many has its text marked."""
    row = {name: getattr(finding, name) for name in SHOWN}
    box = finding.box
    if box is None and finding.rule == "pages-too-many" and paper and finding.page:
        box = outlines.excess(paper, finding.page)
    return {**row, "box": box and list(box)}


def _figures(said: values.Report, policy: Policy, took_ms: int) -> dict[str, object]:
    paper = said.measurement
    return {
        "state": FormatReport.State.DONE,
        "claimed_until": None,
        "problem": "",
        "judged_by": policies.fingerprint(policy, said.stage),
        "judged_at": timezone.now(),
        "took_ms": took_ms,
        "pages": paper.pages if paper else None,
        "counted_pages": said.counted_pages,
        "body_length": Decimal(str(round(paper.body_length, 2))) if paper else None,
        "outline": outlines.outline(paper, policy, said.stage, said.counted_pages) if paper else {},
    }
