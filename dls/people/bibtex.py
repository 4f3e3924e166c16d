"""Reads BibTeX that somebody pasted: each entry for itself, so that one mistake spoils no other."""

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pybtex.bibtex.utils import split_name_list
from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro, month_names
from pybtex.scanner import PrematureEOF, PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict

from dls.people.tex import plain

MOST_ENTRIES = 2_000
MOST_BYTES = 2 * 2**20
MOST_AUTHORS = 200
MOST_SECONDS = 2  # a page waits for this; 2 MB of honest entries take a tenth of it
LONGEST_ENTRY = 40_000
LONGEST_VALUE = 20_000
LONGEST_MACRO = 500

START = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{(]", re.MULTILINE)
YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
VENUES = ("journal", "booktitle", "series", "publisher", "school", "institution", "howpublished")
NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Work:
    """One publication, in plain text."""

    line: int
    title: str
    year: int | None
    venue: str
    authors: str
    abstract: str

    @property
    def fingerprint(self) -> tuple[str, int | None]:
        return fingerprint(self.title, self.year)


@dataclass(frozen=True)
class Mistake:
    """What cannot be read, where, and how to mend it."""

    line: int
    entry: str
    what: str


@dataclass
class Reading:
    works: list[Work] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)


def fingerprint(title: str, year: int | None) -> tuple[str, int | None]:
    """Equal for two spellings of one publication: letters and digits of the title, and the year."""
    return NOT_WORDS.sub("", title).casefold(), year


def read(text: str) -> Reading:
    """All entries of a BibTeX file, and what is wrong with the others."""
    reading = Reading()
    macros = CaseInsensitiveDict(month_names)
    late = time.monotonic() + MOST_SECONDS
    for number, (line, kind, source) in enumerate(_chunks(text)):
        if number >= MOST_ENTRIES or time.monotonic() > late:
            what = f"Only the first {number:,} entries were read. Paste the rest afterwards."
            reading.mistakes.append(Mistake(line, "", what))
            break
        _read_entry(reading, macros, line, kind, source)
    if not reading.works and not reading.mistakes:
        what = "No entry was found. An entry looks like @article{key, title = {…}, year = 2019}."
        reading.mistakes.append(Mistake(1, "", what))
    return reading


def _chunks(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, kind and source of each entry: from one @kind{ at the start of a line to the next."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    starts = list(START.finditer(text))
    ends = [*(found.start() for found in starts[1:]), len(text)]
    line, seen = 1, 0
    for found, end in zip(starts, ends, strict=False):
        line += text.count("\n", seen, found.start())
        seen = found.start()
        kind = found[1].lower()
        if kind not in {"comment", "preamble"}:
            yield line, kind, text[found.start() : end]


def _read_entry(
    reading: Reading, macros: "CaseInsensitiveDict[str]", line: int, kind: str, source: str
) -> None:
    name = source.strip().partition("\n")[0].rstrip(", ")[:60]
    if len(source) > LONGEST_ENTRY:
        what = (
            f"It is longer than {LONGEST_ENTRY:,} characters. Shorten it, or look for a missing @."
        )
        reading.mistakes.append(Mistake(line, name, what))
        return
    try:
        fields = _fields(source, macros)
    except PrematureEOF:
        what = "It is never closed. Look for a missing brace or quote."
        reading.mistakes.append(Mistake(line, name, what))
        return
    except PybtexSyntaxError as error:
        reading.mistakes.append(Mistake(line + (error.lineno or 1) - 1, name, _mending(error)))
        return
    if kind == "string":
        for macro in macros:
            macros[macro] = macros[macro][:LONGEST_MACRO]
    elif title := plain(fields.get("title", "")):
        reading.works.append(_work(line, title, fields))
    else:
        reading.mistakes.append(Mistake(line, name, "It has no title. Add title = {…}."))


def _fields(source: str, macros: "CaseInsensitiveDict[str]") -> dict[str, str]:
    """The fields of one entry by lower-case name; raises what pybtex finds wrong."""
    for _kind, parts in LowLevelParser(source, macros=macros, handle_error=_tolerate):
        if isinstance(parts[1], list) and parts[1] and isinstance(parts[1][0], tuple):
            pairs: Iterable[tuple[str, list[str]]] = reversed(parts[1])
            return {name.lower(): "".join(value)[:LONGEST_VALUE] for name, value in pairs}
        break
    return {}


def _tolerate(error: PybtexSyntaxError) -> None:
    """An abbreviation nobody defined is empty; anything else is a mistake."""
    if not isinstance(error, UndefinedMacro):
        raise error


def _mending(error: PybtexSyntaxError) -> str:
    told = str(error).partition(": ")[2] or str(error)
    told = told[:1].upper() + told[1:200].rstrip(".")
    return f"{told}. Look for a missing comma, quote or brace."


def _work(line: int, title: str, fields: dict[str, str]) -> Work:
    year = YEAR.search(fields.get("year", "") or fields.get("date", ""))
    venue = next((plain(fields[name]) for name in VENUES if fields.get(name)), "")
    return Work(
        line=line,
        title=title[:500],
        year=int(year[1]) if year else None,
        venue=venue[:300],
        authors=_authors(fields.get("author", "")),
        abstract=plain(fields.get("abstract", "")),
    )


def _authors(value: str) -> str:
    """Ada Lovelace, Charles Babbage: from “Lovelace, Ada and Babbage, Charles”."""
    if not value.strip():
        return ""
    names = [_name(name) for name in split_name_list(value)[:MOST_AUTHORS]]
    return ", ".join(name for name in names if name)


def _name(written: str) -> str:
    parts = [part.strip() for part in plain(written).split(",")]
    if len(parts) == 2:
        return f"{parts[1]} {parts[0]}".strip()
    if len(parts) > 2:  # Family, Jr, Given
        return f"{parts[-1]} {parts[0]} {' '.join(parts[1:-1])}".strip()
    return parts[0]
