"""has: and is:, what holds of a paper or does not."""

from collections.abc import Callable, Iterable

from django.db.models import Q

from dls.conferences.models.deadlines import Deadline
from submissions.models.categories import Category
from submissions.models.manuscripts import Manuscript, Supplement
from submissions.search import completeness
from submissions.search.keywords import Keyword, Value, Viewpoint
from submissions.search.membership import among
from submissions.search.readings import chosen
from submissions.search.tree import Asked

Holds = Callable[[Viewpoint], Q]
NAMED = Q(shows_authors=True)  # where code lies and a preprint was put tells who wrote it


def _manuscript(seen: Viewpoint) -> Q:
    here = Manuscript.objects.filter(paper__conference=seen.conference.pk).order_by()
    return among(here.values("paper"))


def _supplement(seen: Viewpoint) -> Q:
    """One that whoever sees the paper may read, too."""
    here = Supplement.objects.current().filter(paper__conference=seen.conference.pk)
    readable = Q(question=None) | Q(question__readers__in=["reviewers", "public"])
    return among(here.filter(readable).values("paper"))


def _late(seen: Viewpoint) -> Q:
    """Submitted first after papers of its category were due."""
    found = Q(pk__in=[])
    for category in Category.objects.filter(conference=seen.conference.pk):
        due = seen.conference.due(Deadline.Kind.PAPERS, f"category:{category.pk}")
        if due:
            found |= Q(category=category.pk, submitted_at__isnull=False, submitted_at__gt=due.at)
    return found


HAS: dict[str, tuple[str, Holds]] = {
    "manuscript": ("a PDF", _manuscript),
    "supplement": ("a supplement", _supplement),
    "abstract": ("an abstract", lambda _: ~Q(abstract="")),
    "code": ("a link to code", lambda _: NAMED & ~Q(code_link="")),
    "data": ("a link to data", lambda _: NAMED & ~Q(data_link="")),
    "arxiv": ("an arXiv number", lambda _: NAMED & ~Q(arxiv="")),
}
IS: dict[str, tuple[str, Holds]] = {
    "mine": ("you are an author or a contact", lambda _: Q(is_mine=True)),
    "late": ("submitted after it was due", _late),
    "ready": ("a draft with all that is needed to submit it", completeness.ready),
    "incomplete": ("a draft that still lacks something", completeness.incomplete),
}


def _asked_of(known: dict[str, tuple[str, Holds]], what: str) -> Callable[[Asked, Viewpoint], Q]:
    def to_q(asked: Asked, seen: Viewpoint) -> Q:
        found = Q(pk__in=[])
        for name in chosen(asked, known, str, what):
            found |= known[name][1](seen)
        return found

    return to_q


def _values(known: dict[str, tuple[str, Holds]]) -> Callable[[Viewpoint], Iterable[Value]]:
    return lambda _: [Value(name, about) for name, (about, _) in known.items()]


KEYWORDS = [
    Keyword(
        "has", "Has", "What the paper comes with.",
        "has:supplement, -has:manuscript", _asked_of(HAS, "a thing papers have"), _values(HAS),
        most=8,
    ),
    Keyword(
        "is", "Is", "Yours; submitted late; a draft that is ready or incomplete.",
        "is:mine, is:incomplete", _asked_of(IS, "something papers are"), _values(IS),
        most=4,
    ),
]  # fmt: skip
