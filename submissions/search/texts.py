"""Finds papers by their words: an index knows the words of each, and which stand side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Lookup, Q

from submissions.models.papers import PaperWord
from submissions.search.keywords import Viewpoint
from submissions.search.membership import among
from submissions.search.tree import Asked
from submissions.search.words import LONGEST, pairs, words

Place = PaperWord.Place
PAIR_OF = {
    Place.TEXT: Place.TEXT_PAIR,
    Place.KEYWORD: Place.KEYWORD_PAIR,
    Place.AUTHOR: Place.AUTHOR_PAIR,
    Place.INSTITUTION: Place.INSTITUTION_PAIR,
}
LAST = "\U0010ffff"  # behind every letter
NOTHING = Q(pk__in=[])
Compiled = tuple[str, tuple[str | int, ...]]


class Begins(Lookup[bool]):
    """Whether a word begins so, in a form that each database answers from its index."""

    lookup_name = "begins"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Compiled:
        column, given = self.process_lhs(compiler, connection)
        prefix = connection.ops.prep_for_like_query(self.rhs)
        return f"{column} LIKE %s", (*given, f"{prefix}%")

    def as_sqlite(self, compiler: Any, connection: Any) -> Compiled:
        column, given = self.process_lhs(compiler, connection)
        both = (*given, self.rhs, *given, f"{self.rhs}{LAST}")
        return f"{column} >= %s AND {column} < %s", both


@dataclass(frozen=True)
class Sought:
    """Words that stand side by side; of the last, perhaps the beginning alone."""

    text: str
    whole: bool

    def at(self, places: Iterable[Place], seen: Viewpoint) -> Q:
        """Papers of the conference that have them in one of these places."""
        parts = words(self.text)
        if not parts:
            return NOTHING
        if len(parts) > 1:
            parts, places = pairs(self.text), [PAIR_OF[place] for place in places]
        here = PaperWord.objects.filter(conference=seen.conference.pk, place__in=list(places))
        *exact, last = parts
        found = among(here.filter(self._ends(last)).values("paper"))
        for word in exact:
            found &= among(here.filter(word=word).values("paper"))
        return found

    def _ends(self, last: str) -> Q:
        short = len(last) < 3 and last.isascii()  # AI is a word, and not the half of aid
        if self.whole or short or len(last) == LONGEST:
            return Q(word=last)
        return Q(Begins(F("word"), last))


def indexed(place: Place, entries: list[str], seen: Viewpoint) -> Q:
    """Papers with one of these very entries."""
    here = PaperWord.objects.filter(conference=seen.conference.pk, place=place)
    return among(here.filter(word__in=entries).values("paper"))


def begun(text: str) -> Sought:
    """As a word is typed: more letters may follow."""
    return Sought(text, whole=False)


def whole(text: str) -> Sought:
    return Sought(text, whole=True)


def sought(asked: Asked) -> Sought:
    """A value of words: in quotes they stand as they are, otherwise more letters may follow."""
    return whole(asked.text) if asked.quoted else begun(asked.text)


def anywhere(sought: Sought, seen: Viewpoint) -> Q:
    """In what a paper says, and in who wrote it where that may be known."""
    named = sought.at([Place.AUTHOR, Place.INSTITUTION], seen)
    return sought.at([Place.TEXT], seen) | Q(shows_authors=True) & named
