"""The words of a paper, kept for search."""

import re
import unicodedata

from submissions.models.papers import Paper, PaperWord

WORD = re.compile(r"\w+")
LONGEST = 40


def folded(text: str) -> str:
    """Small letters without accents: what a search compares."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def of(text: str) -> set[str]:
    return {word[:LONGEST] for word in WORD.findall(folded(text))}


def index(paper: Paper) -> None:
    """Keep the words of a paper as it is now; only what differs is written."""
    text = of(f"{paper.title} {paper.abstract} {paper.keywords}")
    named = of(
        " ".join(
            f"{one.name} {one.email} {one.institutions}"
            for one in paper.authors.prefetch_related("affiliations")
        )
    )
    wanted = {(PaperWord.Place.TEXT.value, word) for word in text}
    wanted |= {(PaperWord.Place.AUTHOR.value, word) for word in named}
    there = {(row.place, row.word): row.pk for row in paper.words.all()}
    gone = [pk for key, pk in there.items() if key not in wanted]
    if gone:
        paper.words.filter(pk__in=gone).delete()
    PaperWord.objects.bulk_create(
        [PaperWord(paper=paper, place=place, word=word) for place, word in wanted - set(there)],
        ignore_conflicts=True,
    )
