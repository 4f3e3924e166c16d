"""The columns papers come with; the app registers them when it is ready."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Lower

from dls.conferences.rules.conference import runs_here
from dls.people import names
from dls.web import countries
from submissions import concerned
from submissions.models.authors import Author, AuthorAffiliation
from submissions.models.conflicts import Conflict
from submissions.models.manuscripts import Manuscript
from submissions.models.papers import Paper
from submissions.models.reports import Finding, FormatReport, Waiver
from submissions.search.keywords import Viewpoint
from submissions.table import columns
from submissions.table.columns import Batch, Cell, Column

Cells = Mapping[int, Cell]
STATES = {
    Paper.Status.DRAFT: Cell("draft", "half"),
    Paper.Status.SUBMITTED: Cell("submitted", "full", "good"),
    Paper.Status.WITHDRAWN: Cell("withdrawn", "dash"),
}
IN_ORDER = Cell("in order")
NEWER = Manuscript.objects.filter(
    paper=OuterRef("manuscript__paper"), number__gt=OuterRef("manuscript__number")
)


def _joined(rows: Iterable[tuple[int, str]]) -> Cells:
    """Several words in a cell, separated by semicolons."""
    found: dict[int, list[str]] = {}
    for pk, word in rows:
        if word not in found.setdefault(pk, []):
            found[pk].append(word)
    return {pk: Cell("; ".join(words)) for pk, words in found.items()}


def read(name: str, shown: Callable[[Any], Cell] = Cell) -> Callable[[Batch], Cells]:
    """Cells of what the paper’s own row says."""

    def load(batch: Batch) -> Cells:
        return {row.pk: shown(row.read[name]) for row in batch.rows if row.read[name]}

    return load


def state(said: str) -> Cell:
    return STATES[Paper.Status(said)]


def category(batch: Batch) -> Cells:
    rows = batch.seen.conference.categories.order_by().values_list("pk", "name")
    named = {pk: Cell(name) for pk, name in rows}
    return {row.pk: named[row.read["category_id"]] for row in batch.rows}


def moment(name: str) -> Callable[[Batch], Cells]:
    """A day, where the conference has its deadlines."""

    def load(batch: Batch) -> Cells:
        zone = ZoneInfo(batch.seen.conference.deadline_zone)
        return {
            row.pk: Cell(_spoken(row.read[name].astimezone(zone)))
            for row in batch.rows
            if row.read[name]
        }

    return load


def _spoken(at: datetime) -> str:
    return f"{at.day}\u00a0{at:%b\u00a0%Y}, {at:%H:%M}"


def topics(batch: Batch) -> Cells:
    rows = Paper.topics.through.objects.filter(paper__in=batch.keys)
    return _joined(rows.order_by("topic__position").values_list("paper", "topic__name"))


def authors(batch: Batch) -> Cells:
    """All names in order, of papers whose authors one may know."""
    rows = Author.objects.filter(paper__in=batch.named).order_by("paper", "position")
    return _joined(
        (paper, names.full(given, family))
        for paper, given, family in rows.values_list("paper", "given_name", "family_name")
    )


def institutions(batch: Batch) -> Cells:
    return _joined(_places(batch).values_list("author__paper", "institution"))


def where(batch: Batch) -> Cells:
    rows = _places(batch).exclude(country="").values_list("author__paper", "country")
    return _joined((paper, countries.name(code)) for paper, code in rows)


def _places(batch: Batch) -> "QuerySet[AuthorAffiliation]":
    rows = AuthorAffiliation.objects.filter(author__paper__in=batch.named)
    return rows.order_by("author__paper", "author__position", "position")


def _reports(batch: Batch) -> "QuerySet[FormatReport]":
    """On the newest manuscripts, of papers whose reports one reads."""
    rows = FormatReport.objects.filter(manuscript__paper__in=batch.inside)
    found: QuerySet[FormatReport] = rows.exclude(Exists(NEWER)).order_by()
    return found


def format_(batch: Batch) -> Cells:
    """What blocks or warns; that all is in order; that nothing is known yet."""
    done = dict(_reports(batch).values_list("manuscript__paper", "state"))
    waived = Waiver.objects.current().filter(
        paper=OuterRef("report__manuscript__paper"), rule=OuterRef("rule")
    )
    standing = Finding.objects.filter(report__in=_reports(batch)).exclude(Exists(waived))
    levels: dict[int, list[str]] = {}
    rows = standing.order_by().values_list("report__manuscript__paper", "level")
    for paper, level in rows.exclude(level=Finding.Level.NOTE):
        levels.setdefault(paper, []).append(level)
    return {pk: _told(said, levels.get(pk, [])) for pk, said in done.items()}


def _told(state: str, levels: list[str]) -> Cell:
    if state != FormatReport.State.DONE:
        return Cell("set aside" if state == FormatReport.State.FAILED else "waiting")
    blocks, warns = levels.count(Finding.Level.BLOCK), levels.count(Finding.Level.WARN)
    if blocks:
        return Cell(f"{blocks} block{'s' if blocks == 1 else ''}", "cross", "bad")
    return Cell(f"{warns} warn{'s' if warns == 1 else ''}", "half", "warn") if warns else IN_ORDER


def pages(batch: Batch) -> Cells:
    rows = _reports(batch).exclude(counted_pages=None)
    return {
        pk: Cell(str(many)) for pk, many in rows.values_list("manuscript__paper", "counted_pages")
    }


def conflicts(batch: Batch) -> Cells:
    """With whom of the committee, of papers one handles."""
    chaired = [row.pk for row in batch.rows if row.is_chaired]
    rows = Conflict.objects.holding().filter(paper__in=chaired).order_by("person__family_name")
    named = rows.values_list("paper", "person__given_name", "person__family_name")
    return _joined((paper, names.full(given, family)) for paper, given, family in named)


def _runs(seen: Viewpoint) -> bool:
    return runs_here(seen.person, seen.conference)


def _committee(seen: Viewpoint) -> bool:
    return _runs(seen) or concerned.serves(seen.person, seen.conference)


def _reads(seen: Viewpoint) -> bool:
    """The committee without its chairs."""
    return _committee(seen) and not _runs(seen)


def _never(_: Viewpoint) -> bool:
    return False


def _not_committee(seen: Viewpoint) -> bool:
    """Authors; for a committee every paper it sees is submitted."""
    return _runs(seen) or not _committee(seen)


COUNTED = Subquery(
    FormatReport.objects.filter(manuscript__paper=OuterRef("pk"))
    .order_by("-manuscript__number")
    .values("counted_pages")[:1]
)
COLUMNS = (
    Column("status", "State", read("status", state), ("status",), ("status",), place=10,
           usual=_not_committee),
    Column("category", "Category", category, ("category_id",),
           ("category__position", "category"), "whole", 15),
    Column("format", "Format", format_, css="whole", place=20, offered=_not_committee),
    Column("pages", "Pages", pages, (), (COUNTED,), "n", 25, offered=_runs),
    Column("topics", "Topics", topics, place=30, usual=_reads),
    Column("keywords", "Keywords", read("keywords"), ("keywords",), (Lower("keywords"),), place=35,
           usual=_never),
    Column("authors", "All authors", authors, place=40, usual=_never),
    Column("institutions", "Institutions", institutions, place=42, usual=_never),
    Column("countries", "Countries", where, place=44, usual=_never),
    Column("conflicts", "Conflicts", conflicts, place=46, offered=_runs, usual=_never),
    Column("started", "Started", moment("made_at"), ("made_at",), ("made_at",), place=60,
           offered=_runs, usual=_never),
    Column("submitted", "Submitted", moment("submitted_at"), ("submitted_at",), ("submitted_at",),
           place=62, offered=_not_committee, usual=_never),
    Column("updated", "Changed", moment("updated_at"), ("updated_at",), ("updated_at",), place=64,
           offered=_not_committee),
)  # fmt: skip


def register() -> None:
    for column in COLUMNS:
        columns.register(column)
