"""A person's own papers in a conference, and those that name them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.urls import reverse

from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.web import clock, scopes
from submissions import links
from submissions.models.authors import Author
from submissions.models.manuscripts import with_latest
from submissions.models.papers import Paper, PaperQuerySet, written_by
from submissions.rules import completeness
from submissions.rules.completeness import Lack

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope


@dataclass(frozen=True)
class Row:
    """One of my papers: how it stands."""

    paper: Paper
    lacks: tuple[Lack, ...]
    due: Deadline | None

    @property
    def is_open(self) -> bool:
        return self.due is not None and clock.now() <= self.due.closes_at

    @property
    def is_blocked(self) -> bool:
        """Its PDF must be mended."""
        latest = self.paper.latest
        return latest is not None and bool(completeness.blocking(latest))

    @property
    def url(self) -> str:
        return reverse("submissions:paper", args=[self.paper.conference.slug, self.paper.number])


@dataclass(frozen=True)
class Named:
    """A paper that names me, which I have not claimed."""

    author: Author
    url: str


def rows(conference: Conference, person: "Person") -> list[Row]:
    """My papers here, asked once a page; drafts first, withdrawn ones last."""
    return scopes.once(conference, person, "own papers", lambda: _rows(conference, person))


def _rows(conference: Conference, person: "Person") -> list[Row]:
    seen: PaperQuerySet = Paper.objects.visible_to(person)
    wrote = seen.filter(conference=conference).filter(Q(is_mine=True))
    papers = list(with_latest(wrote.select_related("category")).order_by("number"))
    if papers:
        completeness.fetched(papers, conference)
    order = list(Paper.Status)
    found = [Row(one, _lacks(one), one.due) for one in papers]
    return sorted(found, key=lambda row: order.index(Paper.Status(row.paper.status)))


def _lacks(paper: Paper) -> tuple[Lack, ...]:
    return () if paper.is_withdrawn else tuple(completeness.lacking(paper))


def named(conference: Conference, person: "Person") -> list[Named]:
    """Papers that name an address of mine, for me to claim."""

    def find() -> list[Named]:
        entries = Author.objects.claimable_by(person).filter(paper__conference=conference)
        return [_named(one, conference) for one in entries.with_paper()]

    return scopes.once(conference, person, "papers that name me", find)


def _named(author: Author, conference: Conference) -> Named:
    args = [conference.slug, author.paper.number, links.mark(author)]
    return Named(author, reverse("submissions:named", args=args))


@dataclass(frozen=True)
class Counted:
    """How many papers are mine and not withdrawn, and how many name me."""

    own: int
    named: int


def counted(scope: "Scope", person: "Person") -> Counted:
    """Asked once a page, with one query: the side of every page tells it."""

    def count() -> Counted:
        names = Author.objects.claimable_by(person).order_by().values("paper")
        mine, named_in = written_by(person), Q(pk__in=names)
        live = Paper.objects.live().filter(mine | named_in, conference=scope.pk)
        return Counted(**live.aggregate(own=Count("pk", mine), named=Count("pk", named_in)))

    return scopes.once(scope, person, "own papers counted", count)
