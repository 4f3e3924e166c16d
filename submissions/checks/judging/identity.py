"""Traces of who wrote a paper, for blind review."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from submissions.checks.judging.drafts import Draft
from submissions.checks.values import Measurement

HOME = re.compile(r"(?:/home/|/Users/|[A-Z]:\\+(?:Users|Documents and Settings)\\+)([^/\\\s]+)")
PATH = re.compile(r"(?:/home/|/Users/|/tmp/|[A-Z]:\\)[^\s]*", re.I)
XMP_CREATOR = re.compile(r"<dc:creator>(.*?)</dc:creator>", re.S)
TAGS = re.compile(r"<[^>]+>")
NOBODY = re.compile(
    r"^\W*(?:anonym\w*.*|authors?|unknown|user|admin|double.?blind.*|submission.*|paper.*)?\W*$",
    re.I,
)
COMMON = {
    "university",
    "institute",
    "department",
    "school",
    "college",
    "laboratory",
    "research",
    "center",
    "centre",
}


@dataclass(frozen=True)
class Author:
    """Who a submission says wrote it."""

    name: str
    email: str = ""
    affiliation: str = ""


def traces(paper: Measurement, authors: Iterable[Author]) -> Iterator[Draft]:
    yield from in_metadata(paper)
    yield from in_text(paper, list(authors))


def in_metadata(paper: Measurement) -> Iterator[Draft]:
    told: set[str] = set()
    for key, said in paper.structure.metadata:
        if key == "XMP":
            said = " ".join(TAGS.sub(" ", one) for one in XMP_CREATOR.findall(said))
            key = "XMP creator"
        said = " ".join(said.split())
        home = PATH.search(said)
        if key in ("Author", "Company", "XMP creator") and not NOBODY.match(said):
            if said not in told:
                told.add(said)
                yield trace(f"the file's {key}", said)
        elif home:
            yield trace(f"a path in the file's {key}", home.group(0))
    for name in paper.structure.attachments:
        if HOME.search(name):
            yield trace("an attachment's name", name)


def trace(where: str, said: str, page: int | None = None) -> Draft:
    start = where[:1].upper() + where[1:]
    message = f"{start} may tell who wrote the paper: “{said[:120]}”. Remove it for blind review."
    return Draft("identity", message, said[:120], "nothing that names the authors", page)


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in folded if not unicodedata.combining(one))


def in_text(paper: Measurement, authors: list[Author]) -> Iterator[Draft]:
    """Names, addresses and affiliations outside the references, and in where links lead."""
    if not authors:
        return
    pages = [
        (
            page.number,
            plain(" ".join(one.text for one in page.passages if one.mark != "references")),
        )
        for page in paper.each
    ]
    pages = [(number, text.replace("-\n", "").replace("\n", " ")) for number, text in pages]
    heads = [(page.number, plain(said)) for page in paper.each for said, _ in page.heads]
    for author in authors:
        for what, word in searched(author):
            pattern = re.compile(rf"(?<!\w){re.escape(plain(word))}(?!\w)")
            at = next((number for number, text in [*pages, *heads] if pattern.search(text)), None)
            if at is not None:
                yield trace(f"{what} on page {at}", word, at)
        for link in paper.structure.links:
            if named_in_link(author, link.target):
                yield trace(f"a link on page {link.page}", link.target, link.page)
                break


def searched(author: Author) -> Iterator[tuple[str, str]]:
    """What of an author would be found, and nothing so short that it is a word of its own."""
    if len(author.name.split()) > 1:
        yield "an author's name", author.name
    surname = author.name.split()[-1] if author.name.split() else ""
    if len(surname) > 3:
        yield "an author's surname", surname
    if "@" in author.email:
        yield "an author's address", author.email
    if len(author.affiliation) > 5 and plain(author.affiliation) not in COMMON:
        yield "an author's affiliation", author.affiliation


def named_in_link(author: Author, target: str) -> bool:
    surname = plain(author.name.split()[-1]) if author.name.split() else ""
    local = plain(author.email.split("@")[0])
    said = plain(target)
    return (len(surname) > 3 and surname in said) or (len(local) > 3 and local in said)
