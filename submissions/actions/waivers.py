"""What chairs do about findings: let one pass with a reason, or ask the authors to mend them."""

from collections.abc import Iterable

from django.db import transaction

from dls.journal import ledger
from dls.people.models import Person
from dls.web import clock
from dls.web.db import locked
from dls.web.verdicts import Refused
from submissions import addressing, rule_names
from submissions.actions import telling
from submissions.models.papers import Paper
from submissions.models.reports import Finding, Waiver
from submissions.rules.papers import may_handle


@transaction.atomic
def waive(paper: Paper, rule: str, reason: str, *, by: Person) -> Waiver:
    """Let a paper break a rule, now and in later manuscripts. A second click changes the reason."""
    paper = locked(paper)
    may_handle(by, paper).require()
    if rule not in rule_names.TITLES:
        raise Refused(f"There is no rule “{rule[:40]}”.")
    there = paper.waivers.current().filter(rule=rule).first()
    waiver: Waiver = there or Waiver(paper=paper, rule=rule, by=by)
    if waiver.pk and waiver.reason == reason:
        return waiver
    waiver.reason, waiver.by, waiver.at = reason, by, clock.now()
    waiver.save()
    ledger.record(by, "waived a rule for", paper, scope=paper.conference, rule=rule, reason=reason)
    return waiver


@transaction.atomic
def end(paper: Paper, rule: str, *, by: Person) -> None:
    """The rule holds for this paper again; what was submitted stays submitted."""
    paper = locked(paper)
    may_handle(by, paper).require()
    if paper.waivers.current().filter(rule=rule).update(ended_at=clock.now()):
        ledger.record(by, "ended a waiver for", paper, scope=paper.conference, rule=rule)


@transaction.atomic
def ask(findings: Iterable[Finding], *, by: Person) -> int:
    """Ask the authors of each paper to mend what was found; how many papers are written about.

    The same findings of the same manuscript are asked about once.
    """
    by_paper: dict[Paper, list[Finding]] = {}
    for finding in findings:
        by_paper.setdefault(finding.report.manuscript.paper, []).append(finding)
    for paper, found in by_paper.items():
        may_handle(by, paper).require()
        _ask(paper, found, by)
    return len(by_paper)


def _ask(paper: Paper, findings: list[Finding], by: Person) -> None:
    lines = "\n".join(f"- **{rule_names.broken(one.rule)}**{_page(one)}. {one.message}"
                      for one in findings)  # fmt: skip
    said = {"findings": lines, "manuscript_url": telling.whole(paper, "manuscript")}
    rules = ",".join(sorted({one.rule for one in findings}))
    key = f"mend:{findings[0].report.manuscript_id}:{rules}"
    telling.post("mend", addressing.insiders(paper), paper, said, key)
    ledger.record(by, "asked the authors to mend", paper, scope=paper.conference, rules=rules)


def _page(finding: Finding) -> str:
    return f" (page {finding.page})" if finding.page else ""
