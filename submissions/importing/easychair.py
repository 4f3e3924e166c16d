"""Reads papers from tables: a list of submissions, and lists of their authors, topics and fields.

EasyChair’s own are submission.csv, author.csv, submission_topic.csv and submission_field_value.csv.
Others write one table with everything in it; both are read, whatever the files are called.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from submissions.importing import cleaning
from submissions.importing.tables import Row, Table
from submissions.importing.values import Author, Cost, Notes, Paper, Place, Status, kept

YES = {"yes", "y", "true", "1", "x", "✓", "✔"}
UNDECIDED = {"", "-", "no decision", "none", "undecided", "submitted", "under review", "pending"}
FIELD_LINE = re.compile(r"\s*\(?(?P<name>[^:()\n]{1,80})[:)]\s*(?P<value>\S.*)")
BETWEEN = re.compile(r",\s+and\s+|\s+and\s+|[,;\n]\s*")
WITH_PLACE = re.compile(r"(?P<name>[^()]+)\((?P<place>[^()]*)\)\s*")


@dataclass
class Sheets:
    """What the tables hold, by the papers’ numbers."""

    authors: dict[int, list[tuple[str, Row]]] = field(default_factory=lambda: defaultdict(list))
    topics: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))


def read(tables: Iterable[Table], notes: Notes) -> tuple[Paper, ...]:
    """The papers of all tables together."""
    sheets, submissions = Sheets(), []
    for table in tables:
        if "title" in table.columns:
            submissions.append(table)
        elif {"email", "family", "name"} & table.columns:
            _gather_authors(table, sheets, notes)
        elif {"field", "value"} <= table.columns:
            _gather(table, "field", "value", sheets.answers, notes)
        elif "topics" in table.columns:
            _gather_topics(table, sheets, notes)
        else:
            sentence = "This table has neither titles nor authors nor topics; it is not read."
            notes.at(table.name).note("file", sentence)
    if not submissions:
        notes.at("upload").note("file", "No table with the papers’ titles is there.", Cost.FILE)
        return ()
    papers = list(_papers(submissions, sheets, notes))
    _tell_orphans(papers, sheets, notes)
    return kept(papers, notes)


def _gather_authors(table: Table, sheets: Sheets, notes: Notes) -> None:
    for row in table.rows:
        place = notes.at(f"{table.name}, line {row.line}")
        if number := _belongs(row, place):
            sheets.authors[number].append((place.name, row))


def _gather_topics(table: Table, sheets: Sheets, notes: Notes) -> None:
    for row in table.rows:
        place = notes.at(f"{table.name}, line {row.line}")
        if number := _belongs(row, place):
            sheets.topics[number].append(cleaning.line(row["topics"], "topic", place))


def _gather(
    table: Table, key: str, value: str, into: dict[int, list[tuple[str, str]]], notes: Notes
) -> None:
    for row in table.rows:
        place = notes.at(f"{table.name}, line {row.line}")
        if number := _belongs(row, place):
            name = cleaning.line(row[key], "keyword", place)
            into[number].append((name, cleaning.lines(row[value], "answer", place)))


def _belongs(row: Row, place: Place) -> int | None:
    """The paper that a row is about."""
    number = cleaning.number(row["number"], place)
    if not row["number"]:
        place.lose("number", "The line does not say which paper it belongs to; it is left out.")
    return number


def _papers(tables: list[Table], sheets: Sheets, notes: Notes) -> Iterator[Paper]:
    taken: dict[int, str] = {}
    for table in tables:
        for row in table.rows:
            place = notes.at(f"{table.name}, line {row.line}")
            if row["deleted"].casefold() in YES and "deleted" in table.columns:
                place.note("paper", f"“{row['title'][:80]}” is deleted there; it is left out.")
                continue
            number = cleaning.number(row["number"], place)
            if number and taken.setdefault(number, place.name) != place.name:
                sentence = f"Number {number} is taken by {taken[number]}; this line is left out."
                place.drop("number", sentence)
            yield _paper(row, number, sheets, place)


def _paper(row: Row, number: int | None, sheets: Sheets, place: Place) -> Paper:
    decision = row["decision"]
    withdrawn = decision.casefold() == "withdrawn"
    return Paper(
        place=place.name,
        number=number,
        title=cleaning.title(row["title"], place),
        abstract=cleaning.lines(row["abstract"], "abstract", place),
        authors=cleaning.authors(_authors(row, number, sheets, place), place),
        topics=tuple(_topics(row, number, sheets, place)),
        keywords=tuple(_keywords(row, place)),
        category=cleaning.line(row["category"], "category", place),
        status=Status.WITHDRAWN if withdrawn else Status.SUBMITTED,
        submitted_at=cleaning.moment(row["submitted"], "time of submission", place),
        decision=_decision(decision, place),
        answers=tuple(_answers(row, number, sheets, place)),
    )


def _decision(said: str, place: Place) -> str:
    if said.casefold() in UNDECIDED or said.casefold() == "withdrawn":
        return ""
    return cleaning.line(said, "decision", place)


def _authors(row: Row, number: int | None, sheets: Sheets, place: Place) -> Iterator[Author]:
    """From the authors’ table, else from the byline."""
    listed = sheets.authors.get(number or 0, [])
    for rank, (where, one) in enumerate(listed, 1):
        author = _author(one, f"author {rank}", Place(where, place.notes))
        if author.name or author.email:
            yield author
        else:
            place.lose("authors", f"Author {rank} has no name and no address; left out.")
    if not listed:
        yield from _byline(row["byline"], place)


def _author(row: Row, whose: str, place: Place) -> Author:
    given = cleaning.line(row["given"], "given name", place)
    family = cleaning.line(row["family"], "family name", place)
    if not given and not family:
        given, family = cleaning.parted(cleaning.line(row["name"], "family name", place))
    email = cleaning.email(row["email"], place, whose)
    if not given and not family and email:
        family = email.partition("@")[0]
        place.note("authors", f"{whose.capitalize()} has no name; “{family}” stands for it.")
    return Author(
        given, family, email,
        cleaning.line(row["affiliation"], "affiliation", place),
        cleaning.country(row["country"], place, whose),
        cleaning.orcid_number(row["orcid"], place, whose),
        is_contact=row["contact"].casefold() in YES,
    )  # fmt: skip


def _byline(said: str, place: Place) -> Iterator[Author]:
    """Ada Lovelace, Alan Turing and Grace Hopper; perhaps each with a place in brackets."""
    said = cleaning.text(said, "authors", place).strip()
    if said:
        place.note("authors", "Only the authors’ names are in the file, no addresses.")
    if "(" in said:
        for found in WITH_PLACE.finditer(said):
            name = cleaning.line(found["name"].strip(" ,;").removeprefix("and "), "title", place)
            given, family = cleaning.parted(name)
            yield Author(given, family, "", cleaning.line(found["place"], "affiliation", place))
        return
    for part in BETWEEN.split(said):
        if name := cleaning.line(part, "title", place):
            given, _, family = name.rpartition(" ")
            yield Author(given, family)


def _topics(row: Row, number: int | None, sheets: Sheets, place: Place) -> Iterator[str]:
    listed = [topic for topic in sheets.topics.get(number or 0, []) if topic]
    yield from dict.fromkeys(listed)
    if not listed:
        sign = "\n" if "\n" in row["topics"] else ";"
        for one in row["topics"].split(sign):
            if topic := cleaning.line(one, "topic", place):
                yield topic


def _keywords(row: Row, place: Place) -> Iterator[str]:
    for one in cleaning.words(row["keywords"]):
        if word := cleaning.line(one, "keyword", place):
            yield word


def _answers(
    row: Row, number: int | None, sheets: Sheets, place: Place
) -> Iterator[tuple[str, str]]:
    """What is under heads we do not know, in the form’s fields and in their own table."""
    yield from ((name, value) for name, value in sheets.answers.get(number or 0, []) if value)
    for line in row["form"].splitlines():
        if found := FIELD_LINE.fullmatch(line):
            name = cleaning.line(found["name"].strip(), "keyword", place)
            yield name, cleaning.lines(found["value"], "answer", place)
        elif line.strip():
            yield "form fields", cleaning.lines(line, "answer", place)
    for head, cell in row.others:
        yield cleaning.line(head, "keyword", place), cleaning.lines(cell, "answer", place)


def _tell_orphans(papers: list[Paper], sheets: Sheets, notes: Notes) -> None:
    """Authors of papers that are not there."""
    numbers = {paper.number for paper in papers}
    for number in sorted(set(sheets.authors) - numbers):
        where = notes.at(sheets.authors[number][0][0])
        where.note("number", f"Paper {number} is in no list of papers; its authors are not used.")
