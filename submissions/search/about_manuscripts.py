"""Files of a paper, and what the format check says of the newest manuscript."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from submissions.checks import policy
from submissions.models.manuscripts import Manuscript, ManuscriptQuerySet
from submissions.models.reports import (
    Finding,
    FindingQuerySet,
    FormatReport,
    ReportQuerySet,
    Waiver,
)
from submissions.search.keywords import Keyword, Value, Viewpoint, near
from submissions.search.membership import among
from submissions.search.readings import number
from submissions.search.tree import Asked

TOLD = Q(is_mine=True) | Q(is_chaired=True)  # of which papers one reads reports
RULES = sorted(rule for rule, _ in policy.load(policy.BUILT_IN[0]).levels[0][1])
WARN, BLOCK = Finding.Level.WARN, Finding.Level.BLOCK
STATES = {
    "fail": "something blocks",
    "warn": "something warns, nothing blocks",
    "pass": "nothing blocks or warns",
    "waiting": "not checked yet",
}


def format_(asked: Asked, seen: Viewpoint) -> Q:
    word = asked.text.lower()
    reports = _reports(seen)
    if word == "fail":
        return papers(findings(seen).filter(level=BLOCK))
    if word == "warn":
        return _reported(reports.filter(_has(WARN), ~_has(BLOCK)))
    if word == "pass":
        return _reported(reports.done().filter(~_has(WARN, BLOCK)))
    if word == "waiting":
        return _reported(reports.exclude(state=FormatReport.State.DONE))
    if word not in RULES:
        raise near(asked, [*STATES, *RULES], "a state or a rule of the format check")
    return papers(findings(seen).filter(rule=word))


def _has(*levels: Finding.Level) -> Q:
    """That a report has a finding of such a level which nobody let pass."""
    waived = Waiver.objects.current().filter(
        paper=OuterRef(OuterRef("manuscript__paper")), rule=OuterRef("rule")
    )
    found = Finding.objects.filter(report=OuterRef("pk"), level__in=levels)
    return Q(Exists(found.filter(~Exists(waived))))


def any_report(seen: Viewpoint) -> Q:
    return _reported(_reports(seen))


def pages(asked: Asked, seen: Viewpoint) -> Q:
    return _reported(_reports(seen).filter(number(asked, "pages")))


def _reports(seen: Viewpoint) -> ReportQuerySet:
    """Of the newest manuscripts."""
    found: ReportQuerySet = FormatReport.objects.filter(
        ~Exists(_later("manuscript__")), manuscript__paper__conference=seen.conference.pk
    )
    return found.order_by()


def findings(seen: Viewpoint) -> FindingQuerySet:
    """Of the newest manuscripts, without what was let pass."""
    found: FindingQuerySet = Finding.objects.filter(
        ~Exists(_later("report__manuscript__")),
        report__manuscript__paper__conference=seen.conference.pk,
    )
    return found.standing().order_by()


def _later(manuscript: str) -> ManuscriptQuerySet:
    here = {"paper": OuterRef(f"{manuscript}paper"), "number__gt": OuterRef(f"{manuscript}number")}
    found: ManuscriptQuerySet = Manuscript.objects.filter(**here)
    return found


def _reported(reports: ReportQuerySet) -> Q:
    return among(reports.values("manuscript__paper"))


def papers(findings: FindingQuerySet) -> Q:
    return among(findings.values("report__manuscript__paper"))


def states(_: Viewpoint) -> Iterable[Value]:
    return [*(Value(state, about) for state, about in STATES.items()), *map(Value, RULES)]


KEYWORDS = [
    Keyword(
        "format", "Format", "The format check of the newest PDF: its outcome, or a rule it breaks.",
        "format:fail, format:margins, format:none", format_, states, any_report, shown=TOLD, most=6,
    ),
    Keyword(
        "pages", "Pages", "How many pages the newest PDF has.",
        "pages:>8, pages:6-8", pages, compares=True, most=6,
    ),
]  # fmt: skip
