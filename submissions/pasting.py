"""Reads a list of authors as people have it: lines with addresses, tables, BibTeX."""

import csv
import re
from collections.abc import Iterator

from dls.conferences import collation, importing
from dls.people.tex import plain
from dls.web import countries
from submissions.bylines import Entry

MOST = 1_000  # lines
FIELD = re.compile(r"^\s*authors?\s*=\s*", re.IGNORECASE)
AND = re.compile(r"\s+and\s+", re.IGNORECASE)
IN_BRACKETS = re.compile(r"^(?P<before>.*?)\s*\((?P<inside>[^()]*)\)\s*$")
NUMBERING = re.compile(r"^\s*(?:\d{1,3}[.)]|[-*•–])\s+")


def read(text: str) -> list[Entry]:
    """Each person of the list in order; what is no name or address is left for a person to mend."""
    if names := _bibtex(text):
        return [_named(number, name) for number, name in enumerate(names, 1)]
    lines = [NUMBERING.sub("", line) for line in text.splitlines()[:MOST]]
    tidy = importing.tidied("\n".join(_bare(line) for line in lines))
    return list(_entries(tidy))


def _bibtex(text: str) -> list[str]:
    """The names of `author = {Ada Lovelace and Babbage, Charles}`, with or without its key."""
    bare = FIELD.sub("", text.strip().rstrip(",")).strip()
    if bare[:1] in {"{", '"'} and bare[-1:] in {"}", '"'}:
        bare = bare[1:-1]
    if "@" in bare or not AND.search(bare):
        return []
    return [plain(name) for name in AND.split(" ".join(bare.split())) if name.strip()]


def _bare(line: str) -> str:
    """Ada <ada@place.example> (Place) has its affiliation behind a comma, as others do."""
    found = IN_BRACKETS.match(line)
    return f"{found['before'].rstrip(', ')}, {found['inside']}" if found else line


def _entries(text: str) -> Iterator[Entry]:
    lines = [line for line in text.splitlines() if line.strip()]
    header = bool(lines) and importing.names_columns(lines[0])
    for number, one in enumerate(importing.read(text), 1):
        if one.email or header:
            given, family = _given(one.name, one.family_name), one.family_name
            place = (one.affiliation, one.country_code or one.country)
            yield Entry(
                f"new-{number}", given, family, one.email.lower(),
                affiliations=(place,) if any(place) else (),
            )  # fmt: skip
        else:
            yield _without_address(number, one.text)


def _without_address(number: int, line: str) -> Entry:
    """Name, affiliation, country."""
    cells = [" ".join(cell.split()) for cell in next(csv.reader([line], skipinitialspace=True), [])]
    name, *rest = [cell for cell in cells if cell] or [line.strip()]
    country = countries.code(rest[-1]) if len(rest) > 1 else ""
    institution = ", ".join(rest[:-1] if country else rest)
    entry = _named(number, name)
    place = (institution, country)
    return Entry(
        entry.ref, entry.given_name, entry.family_name, affiliations=(place,) if any(place) else ()
    )


def _named(number: int, name: str) -> Entry:
    """Lovelace, Ada is Ada Lovelace."""
    family, comma, given = (part.strip() for part in name.partition(","))
    if not (comma and given):
        family = collation.family_of(name)
        given = _given(name, family)
    return Entry(f"new-{number}", given, family)


def _given(name: str, family: str) -> str:
    if name.endswith(family):
        return name[: len(name) - len(family)].strip()
    return name.replace(family, "", 1).strip()
