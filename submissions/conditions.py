"""When a question of the chairs’ own is asked: a search that the saved paper must fit."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.db.models import Value

from dls.conferences.models.conference import Conference
from submissions.models.papers import Paper
from submissions.search import searching
from submissions.search.keywords import Viewpoint
from submissions.search.language import parse
from submissions.search.tree import All, Any, Keyed, Node, Not, WrongQuery

# What the authors' own fields decide, whoever looks; a state of the paper would ask in a circle.
ALLOWED = ("topic", "category", "keyword")


def fits(condition: str, paper: Paper) -> bool:
    """Whether the paper as it is saved is asked; one that nobody can read asks nothing."""
    rows = Paper.objects.filter(pk=paper.pk)
    unnamed = rows.annotate(shows_authors=Value(False))  # type: ignore[no-redef]
    found = searching.answer(unnamed, condition, _nobody(paper.conference))
    return found.papers.exists()


def problem(condition: str, conference: Conference) -> str:
    """What is wrong with a condition, and how to mend it; nothing if it can be asked."""
    try:
        keywords = set(_keywords(parse(condition)))
        searching.find(Paper.objects.none(), condition, _nobody(conference))
    except WrongQuery as wrong:
        return f"{wrong.sentence} (Wrong is “{condition[wrong.start : wrong.end]}”.)"
    if other := sorted(keywords - set(ALLOWED)):
        names = ", ".join(f"{name}:" for name in ALLOWED)
        return f"“{other[0]}:” cannot decide what authors are asked. Use {names} or words."
    return ""


def _nobody(conference: Conference) -> Viewpoint:
    """Every author and chair gets the same answer."""
    return Viewpoint(AnonymousUser(), conference)  # type: ignore[arg-type]


def _keywords(node: Node) -> Iterator[str]:
    match node:
        case All(parts) | Any(parts):
            for part in parts:
                yield from _keywords(part)
        case Not(part):
            yield from _keywords(part)
        case Keyed(keyword, _):
            yield keyword
