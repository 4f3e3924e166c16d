"""What can stand before a colon. Each app registers its own when it is ready.

`to_q` gives a condition on papers as `Paper.objects.visible_to(person)` gives them, annotations
included. It must be true or false of every paper, never neither, and no paper may come twice:
conditions on the paper's own columns, and `membership.among` with the keys another query gives.
What only some may know of a paper says in `shown` of which papers this person may: all others
are as if they had nothing there, whether it is asked for or denied.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from django.db.models import Q

from submissions.search.language import MOST_TERMS
from submissions.search.tree import Asked, Keyed, WrongQuery

if TYPE_CHECKING:
    from dls.conferences.models.conference import Conference
    from dls.people.models import Person

EVERY = Q()
ANY = "any"
NONE = "none"


@dataclass(frozen=True)
class Viewpoint:
    """Who asks, and in which conference."""

    person: "Person"
    conference: "Conference"


@dataclass(frozen=True)
class Value:
    """Something that may stand behind a keyword."""

    text: str
    about: str = ""


def nothing(_: Viewpoint) -> Iterable[Value]:
    return ()


def everybody(_: Viewpoint) -> bool:
    return True


@dataclass(frozen=True)
class Keyword:
    name: str
    title: str  # Topic
    help: str  # a sentence for the page about searching
    example: str  # topic:"file systems"
    to_q: Callable[[Asked, Viewpoint], Q]
    values: Callable[[Viewpoint], Iterable[Value]] = nothing  # what to offer while typing
    anything: Callable[[Viewpoint], Q] | None = None  # has any: for topic:any and topic:none
    compares: bool = False  # takes <2d, >=3, rank>3
    most: int = MOST_TERMS  # how often at once, where each time costs the database much
    shown: Q = EVERY  # of which papers the asker may know it
    offered: Callable[[Viewpoint], bool] = everybody  # to others it does not exist


_keywords: dict[str, Keyword] = {}


def register(keyword: Keyword) -> None:
    _keywords[keyword.name] = keyword


def offered(seen: Viewpoint) -> list[Keyword]:
    """The keywords this person can use, by name."""
    return sorted((one for one in _keywords.values() if one.offered(seen)), key=lambda k: k.name)


def values(keyword: Keyword, seen: Viewpoint) -> list[Value]:
    """What to offer behind a keyword."""
    ends = [Value(ANY), Value(NONE)] if keyword.anything else []
    return [*keyword.values(seen), *ends]


def meant(keyed: Keyed, seen: Viewpoint) -> Keyword:
    """The keyword as written; otherwise a WrongQuery that names the nearest."""
    found = _keywords.get(keyed.keyword)
    if found and found.offered(seen):
        return found
    names = [one.name for one in offered(seen)]
    near = get_close_matches(keyed.keyword[:40], names, n=1, cutoff=0.6)
    mend = f"Did you mean “{near[0]}:”? " if near else ""
    raise WrongQuery(
        f"There is no keyword “{keyed.keyword}:”. {mend}"
        "To look for the text as it stands, put it in quotes.",
        keyed.span.start,
        keyed.span.end,
    )


def condition(asked: Asked, keyword: Keyword, seen: Viewpoint) -> Q:
    """What a value asks of a paper, as far as the person may know it."""
    if asked.sign and not keyword.compares:
        raise asked.wrong(
            f"“{keyword.name}:” does not compare. Write a value alone, "
            f"such as {keyword.example}, or put it in quotes."
        )
    if keyword.anything and not asked.sign and asked.text.lower() in (ANY, NONE):
        has = keyword.shown & keyword.anything(seen)
        return has if asked.text.lower() == ANY else ~has
    return keyword.shown & keyword.to_q(asked, seen)


def near(asked: Asked, known: Iterable[str], what: str) -> WrongQuery:
    """That a value is unknown, with those that come near it; `what` says: a topic."""
    names = list(known)
    folded = {name.casefold(): name for name in names}
    found = get_close_matches(asked.text[:60].casefold(), folded, n=3, cutoff=0.5)
    if found:
        choice = "Did you mean " + " or ".join(f"“{folded[name]}”" for name in found) + "?"
    elif 0 < len(names) <= 8:
        choice = f"There is {', '.join(names)}."
    else:
        choice = ""
    return asked.wrong(f"“{asked}” is not {what} here. {choice}".strip())
