"""A page of the table of papers: found, ordered, and with its cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F
from django.db.models.expressions import OrderBy
from django.db.models.functions import Lower

from dls.people import names
from submissions.models.authors import Author
from submissions.models.papers import ANONYMOUS, Paper
from submissions.models.tags import Tag, Tagging
from submissions.search import searching
from submissions.search.keywords import Viewpoint
from submissions.search.searching import Answer
from submissions.table import columns
from submissions.table.asking import Wanted
from submissions.table.columns import EMPTY, Base, Batch, Cell, Column

BASE = ("pk", "number", "title", "is_mine", "is_chaired", "shows_authors")
NAMES = 3  # of the authors in a line
PLAIN: dict[str, tuple[Any, ...]] = {"number": ("number",), "title": (Lower("title"),)}


@dataclass(frozen=True)
class Row:
    """A paper in the table."""

    base: Base
    byline: str
    tags: Sequence[tuple[str, str]]  # name with its number, and tone
    cells: list[tuple[Column, Cell]]


@dataclass(frozen=True)
class Head:
    """The head of a column: its order, and the address that sorts by it."""

    title: str
    css: str = ""
    query: str = ""
    direction: str = ""


class Table:
    """The papers somebody asked for, as they may see them."""

    def __init__(self, seen: Viewpoint, wanted: Wanted) -> None:
        self.seen = seen
        self.wanted = wanted
        self.offered = columns.offered(seen)

    @cached_property
    def answer(self) -> Answer:
        visible = Paper.objects.visible_at(self.seen.conference, self.seen.person)
        found = searching.answer(visible, self.wanted.q, self.seen)
        papers = found.papers
        if self.wanted.chosen:
            papers = papers.filter(number__in=self.wanted.chosen)
        return Answer(papers.order_by(*self._order()), found.wrong)

    @cached_property
    def chosen(self) -> list[Column]:
        """The columns to show: those asked for that one may have, else the usual ones."""
        if self.wanted.columns:
            return [one for one in self.offered if one.name in self.wanted.columns]
        return [one for one in self.offered if one.usual(self.seen)]

    def _order(self) -> list[OrderBy]:
        name = self.wanted.sort.removeprefix("-")
        known = {**PLAIN, **{one.name: one.order for one in self.offered if one.order}}
        backwards = self.wanted.sort.startswith("-")
        found = [_directed(one, backwards) for one in known.get(name, ())]
        return [*found, F("number").asc()] if name != "number" or not found else found

    def heads(self) -> list[Head]:
        plain = [self._head("number", "No.", "n"), self._head("title", "Paper", "")]
        return plain + [
            self._head(one.name, one.title, one.css) if one.order else Head(one.title, one.css)
            for one in self.chosen
        ]

    def _head(self, name: str, title: str, css: str) -> Head:
        here = {name: "ascending", f"-{name}": "descending"}
        usual = "ascending" if name == "number" and not self.wanted.sort else ""
        return Head(
            title, css, self.wanted.sorted_by(name).query, here.get(self.wanted.sort, usual)
        )

    def parts(self) -> list[tuple[str, bool]]:
        """What was asked, with the wrong word apart from the rest."""
        wrong, asked = self.answer.wrong, self.wanted.q
        if wrong is None:
            return []
        cuts = (asked[: wrong.start], asked[wrong.start : wrong.end], asked[wrong.end :])
        return [(part, place == 1) for place, part in enumerate(cuts) if part]

    def page(self, number: str) -> "Page[Any]":
        return Paginator(self._values(self.answer.papers), self.wanted.size).get_page(number)

    @cached_property
    def _reads(self) -> list[str]:
        return sorted({name for one in self.chosen for name in one.reads})

    def _values(self, papers: Any) -> Any:
        return papers.values_list(*BASE, *self._reads)

    def _base(self, values: tuple[Any, ...]) -> Base:
        read = dict(zip(self._reads, values[len(BASE) :], strict=True))
        return Base(**dict(zip(BASE, values, strict=False)), read=read)

    def rows(self, found: Any) -> list[Row]:
        """The rows of a page, with one question for each column."""
        batch = Batch(tuple(self._base(values) for values in found), self.seen)
        loaded = [(one, one.load(batch)) for one in self.chosen]
        lines, tagged = bylines(batch), tags(batch)
        return [
            Row(
                base,
                lines.get(base.pk, "") if base.shows_authors else ANONYMOUS,
                tagged.get(base.pk, ()),
                [(column, cells.get(base.pk, EMPTY)) for column, cells in loaded],
            )
            for base in batch.rows
        ]

    def everything(self, chunk: int = 1_000) -> Iterator[Row]:
        """All rows that were asked for, a chunk at a time."""
        keys = list(self.answer.papers.values_list("pk", flat=True))
        for start in range(0, len(keys), chunk):
            some = keys[start : start + chunk]
            visible = Paper.objects.visible_at(self.seen.conference, self.seen.person)
            found = visible.filter(pk__in=some)
            place = {pk: at for at, pk in enumerate(some)}
            yield from self.rows(sorted(self._values(found), key=lambda values: place[values[0]]))


def _directed(expression: Any, backwards: bool) -> OrderBy:
    """An order, or the same the other way round; what is empty stays last."""
    if isinstance(expression, str):
        expression = F(expression)
    if isinstance(expression, OrderBy):
        expression = expression.expression
    return OrderBy(expression, descending=backwards, nulls_last=True)


def bylines(batch: Batch) -> Mapping[int, str]:
    """Liu Yang, Sean Treichler, Thorsten Kurth and 8 more."""
    rows = Author.objects.filter(paper__in=batch.named).order_by("paper", "position")
    found: dict[int, list[tuple[str, str]]] = {}
    for paper, given, family in rows.values_list("paper", "given_name", "family_name"):
        found.setdefault(paper, []).append((given, family))
    return {paper: _line(listed) for paper, listed in found.items()}


def _line(listed: list[tuple[str, str]]) -> str:
    shown = ", ".join(names.full(*one) for one in listed[:NAMES])
    more = len(listed) - NAMES
    return f"{shown} and {more} more" if more > 0 else shown


def tags(batch: Batch) -> Mapping[int, Sequence[tuple[str, str]]]:
    """The tags one may see, with their numbers."""
    seen = Tag.objects.visible_to(batch.seen.person).filter(conference=batch.seen.conference)
    others = [row.pk for row in batch.rows if not row.is_mine]
    rows = Tagging.objects.filter(tag__in=seen.order_by().values("pk"), paper__in=others)
    found: dict[int, list[tuple[str, str]]] = {}
    for paper, name, colour, value in rows.order_by("tag__name").values_list(
        "paper", "tag__name", "tag__colour", "value"
    ):
        said = name if value is None else f"{name} {value.normalize():f}"
        found.setdefault(paper, []).append((said, colour))
    return found
