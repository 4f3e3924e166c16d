"""Who wrote a paper, and where: for those who may know. To all others papers have no authors."""

from collections.abc import Iterable

from django.db.models import Q

from dls.web import countries
from submissions.models.papers import PaperWord
from submissions.search import texts
from submissions.search.keywords import Keyword, Value, Viewpoint
from submissions.search.readings import chosen
from submissions.search.tree import Asked

Place = PaperWord.Place
KNOWN = Q(shows_authors=True)


def author(asked: Asked, seen: Viewpoint) -> Q:
    return texts.sought(asked).at([Place.AUTHOR], seen)


def institution(asked: Asked, seen: Viewpoint) -> Q:
    return texts.sought(asked).at([Place.INSTITUTION], seen)


def country(asked: Asked, seen: Viewpoint) -> Q:
    code = asked.text.upper()
    codes = [code]
    if code not in countries.NAMES:
        meant = chosen(asked, countries.NAMES.items(), lambda one: one[1], "a country")
        codes = [one for one, _ in meant]
    return texts.indexed(Place.COUNTRY, [one.lower() for one in codes], seen)


def all_countries(_: Viewpoint) -> Iterable[Value]:
    return (Value(name, code) for code, name in countries.NAMES.items())


KEYWORDS = [
    Keyword(
        "author", "Author", "An author has these words in name or address.",
        'author:lovelace, author:"Ada Lovelace"', author, shown=KNOWN,
    ),
    Keyword(
        "institution", "Institution", "An author works there.",
        'institution:"National Laboratory"', institution, shown=KNOWN,
    ),
    Keyword(
        "country", "Country", "An author works in this country.",
        "country:DE, country:Japan", country, all_countries, shown=KNOWN,
    ),
]  # fmt: skip
