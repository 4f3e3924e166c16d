"""The words of a paper, kept for search."""

from collections.abc import Iterable, Iterator

from submissions.models.papers import Paper, PaperWord
from submissions.search.words import entries, pairs

Place = PaperWord.Place
Entry = tuple[str, str]


def index(paper: Paper) -> None:
    """Keep the words of a paper as it is now; only what differs is written."""
    wanted = set(of(paper))
    there = {(row.place, row.word): row.pk for row in paper.words.all()}
    gone = [pk for entry, pk in there.items() if entry not in wanted]
    if gone:
        paper.words.filter(pk__in=gone).delete()
    PaperWord.objects.bulk_create(
        [
            PaperWord(conference_id=paper.conference_id, paper=paper, place=place, word=word)
            for place, word in sorted(wanted - set(there))
        ],
        ignore_conflicts=True,
    )


def of(paper: Paper) -> Iterator[Entry]:
    """The place and the word of everything that is found by search."""
    keywords = paper.keywords.split(",")
    authors = list(paper.authors.prefetch_related("affiliations"))
    named = [text for one in authors for text in (one.name, one.email)]
    worked = [place for one in authors for place in one.affiliations.all()]
    yield from _entries([paper.title, paper.abstract, *keywords], Place.TEXT, Place.TEXT_PAIR)
    yield from _entries(keywords, Place.KEYWORD, Place.KEYWORD_PAIR)
    yield from _entries(named, Place.AUTHOR, Place.AUTHOR_PAIR)
    yield from _entries(
        [place.institution for place in worked], Place.INSTITUTION, Place.INSTITUTION_PAIR
    )
    yield from ((Place.COUNTRY.value, place.country.lower()) for place in worked if place.country)


def _entries(texts: Iterable[str], single: Place, double: Place) -> Iterator[Entry]:
    for text in texts:
        yield from ((single.value, word) for word in entries(text))
        yield from ((double.value, pair) for pair in pairs(text))
