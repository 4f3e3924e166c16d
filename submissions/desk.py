"""The findings of all papers, as chairs look through them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.http import QueryDict

from dls.conferences.models.conference import Conference
from dls.people.models import Person
from submissions import rule_names
from submissions.models.manuscripts import Manuscript
from submissions.models.papers import Paper
from submissions.models.reports import Finding, FindingQuerySet, FormatReport

A_PAGE = 100
LEVELS = (("block", "blocks"), ("warn", "warns"), ("note", "notes"))


def of(conference: Conference, person: Person) -> FindingQuerySet:
    """What was found in the newest manuscript of each paper this chair handles."""
    papers = Paper.objects.run_by(person).live().filter(conference=conference)
    newer = Manuscript.objects.filter(
        paper=OuterRef("report__manuscript__paper"),
        number__gt=OuterRef("report__manuscript__number"),
    )
    rows = Finding.objects.filter(report__manuscript__paper__in=papers.order_by().values("pk"))
    found: FindingQuerySet = rows.exclude(Exists(newer)).with_waivers()
    return found


def waiting(conference: Conference, person: Person) -> int:
    """How many manuscripts of these papers are not checked yet."""
    papers = Paper.objects.run_by(person).live().filter(conference=conference)
    rows = FormatReport.objects.filter(manuscript__paper__in=papers.order_by().values("pk"))
    return rows.exclude(state=FormatReport.State.DONE).count()


@dataclass(frozen=True)
class Choice:
    """A link that narrows the list, with how much it leaves."""

    label: str
    query: str
    count: int
    is_on: bool


@dataclass(frozen=True)
class Wanted:
    """What a chair asked for in the address."""

    level: str = ""
    rule: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Wanted":
        return cls(query.get("level", "")[:10], query.get("rule", "")[:30])

    def but(self, **values: str) -> str:
        given = {"level": self.level, "rule": self.rule, **values}
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def query(self) -> str:
        return self.but()


class Desk:
    """Findings that nobody has let pass, narrowed by level and rule."""

    def __init__(self, conference: Conference, person: Person, wanted: Wanted) -> None:
        self.wanted = wanted
        self._all = of(conference, person).filter(_unwaived())
        rows = self._all.values("rule", "level").annotate(many=Count("pk")).order_by("rule")
        self._counts = [(row["rule"], row["level"], row["many"]) for row in rows]

    def levels(self) -> list[Choice]:
        whole = Choice("All", self.wanted.but(level=""), self._sum(), not self.wanted.level)
        return [whole] + [
            Choice(label, self.wanted.but(level=level), self._sum(level=level),
                   self.wanted.level == level)
            for level, label in LEVELS
        ]  # fmt: skip

    def rules(self) -> list[Choice]:
        names = sorted({rule for rule, _, _ in self._counts})
        return [
            Choice(
                rule_names.broken(name),
                self.wanted.but(rule="" if self.wanted.rule == name else name),
                self._sum(rule=name),
                self.wanted.rule == name,
            )
            for name in names
        ]

    def _sum(self, level: str = "", rule: str = "") -> int:
        return sum(
            many
            for one, of_level, many in self._counts
            if level in ("", of_level) and rule in ("", one)
        )

    def chosen(self) -> FindingQuerySet:
        found = self._all
        if self.wanted.level:
            found = found.filter(level=self.wanted.level)
        if self.wanted.rule:
            found = found.filter(rule=self.wanted.rule)
        rows: FindingQuerySet = found.select_related("report__manuscript__paper__conference")
        return rows.order_by("report__manuscript__paper__number", "pk")

    def page(self, number: str) -> "Page[Finding]":
        return Paginator(self.chosen(), A_PAGE).get_page(number)


def _unwaived() -> Q:
    return Q(is_waived=False)


def place(finding: Finding) -> str:
    """What names a finding in a form: the paper and the rule."""
    return f"{finding.report.manuscript.paper.number}:{finding.rule}"
