"""Tables as spreadsheets save them: any delimiter, any encoding, heads by several names."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from submissions.importing.values import Cost, Notes, Place

DELIMITERS = (",", ";", "\t", "|")
LONGEST_CELL = 200_000
MOST_ROWS = 200_000
WORDS = {
    "number": {
        "number", "id", "no", "nr", "paper", "submission", "paper number", "paper id",
        "paper no", "submission number", "submission id", "submission no", "external id", "pid",
    },
    "title": {"title", "paper title", "submission title", "title of the paper"},
    "byline": {"authors", "author", "author names", "authors names", "all authors", "byline"},
    "abstract": {"abstract", "summary", "plain abstract", "text of the abstract"},
    "keywords": {"keywords", "key words", "keyword", "author keywords", "index terms"},
    "topics": {"topics", "topic", "subject areas", "areas", "primary subject area"},
    "category": {"category", "track", "track name", "type", "paper type", "submission type"},
    "decision": {"decision", "status", "outcome", "result"},
    "submitted": {"submitted", "submission date", "submitted at", "date", "time", "created"},
    "deleted": {"deleted", "withdrawn", "removed"},
    "form": {"form fields", "form", "fields"},
    "given": {"first name", "firstname", "first", "given name", "given names", "forename"},
    "family": {"last name", "lastname", "last", "family name", "surname"},
    "name": {"name", "full name", "author name"},
    "email": {"email", "e mail", "email address", "e mail address", "mail"},
    "country": {"country", "country region", "country or region", "nation"},
    "affiliation": {"affiliation", "organization", "organisation", "institution", "company"},
    "orcid": {"orcid", "orcid id", "orcid number"},
    "contact": {"corresponding", "corresponding author", "contact", "contact author"},
    "field": {"field name", "field"},
    "value": {"value", "field value", "answer"},
}  # fmt: skip
HOUSEKEEPING = {"last updated", "notified", "reviews sent", "web page", "person number", "updated"}
COLUMNS = {word: column for column, words in WORDS.items() for word in words}


@dataclass(frozen=True)
class Row:
    """A row of a table: what stands under the heads we know, and the other cells."""

    line: int
    cells: dict[str, str]
    others: tuple[tuple[str, str], ...] = ()

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "").strip()


@dataclass(frozen=True)
class Table:
    name: str
    columns: frozenset[str]
    rows: tuple[Row, ...]


def plain(head: str) -> str:
    """A head without what differs from export to export: “Submission #” is submission number."""
    words = head.casefold().replace("#", " number ")
    return re.sub(r"[\W_]+", " ", words).strip()


def read(text: str, name: str, notes: Notes) -> Table | None:
    """A table by its first row; nothing if that does not name columns we know."""
    place = notes.at(name)
    text = text.removeprefix("\ufeff")
    if text.count('"') % 2:
        place.note("file", "A quotation mark is not closed; cells behind it may run together.")
    first, delimiter = _first_row(text)
    named = [COLUMNS.get(plain(head), "") for head in first]
    twice = sorted({column for column in named if column and named.count(column) > 1})
    for column in twice:
        place.note(column, f"Two columns could be the {column}; the first one is read.")
    if "number" not in named and "title" not in named:
        shown = ", ".join(head.strip()[:30] for head in first[:8])
        why = f"The first row names no column we know ({shown})." if shown else "The file is empty."
        place.note("file", f"{why} Expected are heads such as #, title, authors.", Cost.FILE)
        return None
    rows = tuple(_rows(text, named, delimiter, place))
    return Table(name, frozenset(column for column in named if column), rows)


def _first_row(text: str) -> tuple[list[str], str]:
    """The heads, parted by the delimiter that gives most names we know."""
    if text[:4].casefold() == "sep=":
        text = text.partition("\n")[2]
    tries = [(_one_row(text, sign), sign) for sign in DELIMITERS]
    return max(tries, key=lambda tried: sum(plain(head) in COLUMNS for head in tried[0]))


def _one_row(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text[:20_000]), delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(text: str, named: list[str], delimiter: str, place: Place) -> Iterator[Row]:
    """The rows below the heads, each with the line it begins on."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    heads: list[str] = []
    begins = 1
    try:
        for cells in reader:
            if not heads and not (len(cells) == 1 and cells[0][:4].casefold() == "sep="):
                heads = cells
            elif heads and any(cell.strip() for cell in cells):
                yield _row(begins, cells, heads, named, place)
            begins = reader.line_num + 1
            if begins > MOST_ROWS:
                place.note("file", f"Only the first {MOST_ROWS:,} lines are read.", Cost.FILE)
                return
    except csv.Error:
        sentence = f"From line {begins} on, a cell is longer than {LONGEST_CELL:,} characters"
        place.note("file", f"{sentence}: is a quotation mark not closed there?", Cost.FILE)


def _row(line: int, cells: list[str], heads: list[str], named: list[str], place: Place) -> Row:
    known: dict[str, str] = {}
    others = []
    for head, column, cell in zip(heads, named, cells, strict=False):
        if column:
            known.setdefault(column, cell)
        elif plain(head) not in HOUSEKEEPING and head.strip() and cell.strip():
            others.append((head.strip(), cell))
    if any(cell.strip() for cell in cells[len(heads) :]):
        sentence = f"Line {line} has {len(cells)} cells under {len(heads)} heads; those beyond the"
        place.lose("row", f"{sentence} last head are left out. Is a cell with commas not quoted?")
    return Row(line, known, tuple(others))
