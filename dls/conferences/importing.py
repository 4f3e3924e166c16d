"""Reads lists of people as chairs have them: pasted lines, spreadsheets, mail headers.

Pure: text in, entries out. Nothing here asks the database; each line keeps its number and words.
"""

import csv
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from dls.conferences import collation
from dls.web import countries

MOST_LINES = 10_000
MOST_CHARACTERS = 2_000_000
ANGLED = re.compile(r"^(?P<before>[^<>]*)<(?P<email>[^<>]*)>(?P<after>.*)$")
BETWEEN_RECIPIENTS = re.compile(
    r"(?<=>)\s*[,;]\s*(?=[^<>,;]*(?:,[^<>,;]*)?<[^<>]*@|[^\s<>,;@]+@[^\s<>,;@]+\s*(?:[,;]|$))"
)
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\x00"))
WORDS = {
    "email": {"email", "e-mail", "mail", "email address", "e-mail address", "address"},
    "name": {"name", "full name", "person", "member", "reviewer"},
    "given": {"given name", "given names", "first name", "firstname", "first", "given", "forename"},
    "family": {"family name", "last name", "lastname", "last", "surname", "family"},
    "affiliation": {"affiliation", "institution", "organisation", "organization", "company",
                    "university", "employer"},
    "country": {"country", "country/region", "country or region", "nation"},
}  # fmt: skip
COLUMNS = {word: column for column, words in WORDS.items() for word in words}
SUFFIXES = {"phd", "ph.d.", "ph.d", "md", "m.d.", "jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}


@dataclass(frozen=True)
class Entry:
    """One person as read from a line; `problem` keeps it from being invited, `note` does not."""

    line: int
    text: str
    email: str = ""
    name: str = ""
    family_name: str = ""
    affiliation: str = ""
    country: str = ""
    problem: str = ""
    note: str = ""

    @property
    def country_code(self) -> str:
        return countries.code(self.country) if self.country else ""


def decoded(data: bytes) -> str:
    """An uploaded file as text: UTF-8, UTF-16 by its mark or its look, or what Windows wrote."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if data[:200].count(0) > len(data[:200]) // 4:
        return data.decode("utf-16-le" if data[1:2] == b"\x00" else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def tidied(text: str) -> str:
    """One person a line: invisible characters gone, recipients of a mail header put apart."""
    text = text.translate(INVISIBLE).replace("\u00a0", " ")
    lines = []
    for line in _whole(text.splitlines()):
        lines += _apart(line.strip(" "))
    return "\n".join(lines).rstrip("\n")


def _whole(lines: Iterable[str]) -> Iterable[str]:
    """Put a quoted cell that was broken over two lines together again."""
    held = ""
    for line in lines:
        if held and line.count('"') % 2:
            yield f"{held} {line}"
            held = ""
        elif held:
            yield held
            yield line
            held = ""
        elif line.count('"') % 2:
            held = line
        else:
            yield line
    if held:
        yield held


def _apart(line: str) -> list[str]:
    if line.count("@") < 2:
        return [line]
    if "<" in line:
        parts = BETWEEN_RECIPIENTS.split(line)
    else:
        parts = re.split(r"[,;\s]+", line)
        if not all(_is_address(_address(part)) for part in parts if part):
            return [line]
    return [part.strip(" ,;") for part in parts if part.strip(" ,;")]


def read(text: str, left_out: Collection[int] = ()) -> list[Entry]:
    """An entry for each line that is not blank, each with what is wrong with it, if anything is.

    Lines left out are read, too, but do not make others double.
    """
    entries: list[Entry] = []
    columns: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.strip().lower().startswith("sep="):
            continue
        if not entries and not columns and (columns := _header(line)):
            continue
        entries.append(_checked(_read_line(number, line, columns)))
    return _once(entries, left_out)


def _header(line: str) -> list[str]:
    """The columns, if the line names them."""
    named = [COLUMNS.get(cell.casefold().strip(), "") for cell in _cells(line)]
    return named if "email" in named and "@" not in line else []


def names_columns(line: str) -> bool:
    """Whether a list’s first line says what stands in which column."""
    return bool(_header(line))


def _delimiter(line: str) -> str:
    bare = re.sub(r'"[^"]*"', "", line)
    return next((sign for sign in "\t;" if sign in bare), ",")


def _cells(line: str) -> list[str]:
    reader = csv.reader([line], delimiter=_delimiter(line), skipinitialspace=True)
    try:
        return [" ".join(cell.split()) for cell in next(reader, [])]
    except csv.Error:
        return [" ".join(cell.split()) for cell in line.split(_delimiter(line))]


def _read_line(number: int, line: str, columns: list[str]) -> Entry:
    entry = Entry(number, line)
    if columns:
        return _by_columns(entry, _cells(line), columns)
    if found := ANGLED.match(line):
        tail = _cells(found["after"].lstrip(" ,;\t"))
        name = _in_order(found["before"].strip(" ,;\t\"'"))
        return _with_tail(replace(entry, name=name, email=_address(found["email"])), tail)
    cells = _cells(line)
    at = next((index for index, cell in enumerate(cells) if "@" in cell), None)
    if at is None:
        return replace(entry, name=cells[0] if cells else "")
    cells[at : at + 1] = _parted(cells[at])
    return _by_place(entry, cells, next(i for i, cell in enumerate(cells) if "@" in cell))


def _parted(cell: str) -> list[str]:
    """Ada Lovelace ada@place.example: a name and an address with nothing but space between."""
    words = cell.split()
    addresses = [place for place, word in enumerate(words) if "@" in word]
    if len(addresses) != 1 or not _is_address(_address(words[addresses[0]])):
        return [cell]
    at = addresses[0]
    parts = [" ".join(words[:at]), words[at], " ".join(words[at + 1 :])]
    return [part for part in parts if part] if at in {0, len(words) - 1} else [cell]


def _by_columns(entry: Entry, cells: list[str], columns: list[str]) -> Entry:
    told = {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell}
    given, family = told.get("given", ""), told.get("family", "")
    email = told.get("email", "")
    if found := ANGLED.match(email):
        email = found["email"]
    return replace(
        entry,
        email=_address(email),
        name=_in_order(told.get("name", "")) or f"{given} {family}".strip(),
        family_name=family,
        affiliation=told.get("affiliation", ""),
        country=told.get("country", ""),
    )


def _by_place(entry: Entry, cells: list[str], at: int) -> Entry:
    """Name, address, affiliation, country; or the address first."""
    before, tail = cells[:at], cells[at + 1 :]
    entry = replace(entry, email=_address(cells[at]))
    if len(before) > 1:
        given, family = before[0], " ".join(before[1:])
        return _with_tail(replace(entry, name=f"{given} {family}", family_name=family), tail)
    if not before:
        before, tail = tail[:1], tail[1:]
    return _with_tail(replace(entry, name=_in_order("".join(before))), tail)


def _with_tail(entry: Entry, tail: list[str]) -> Entry:
    tail = [cell for cell in tail if cell]
    if len(tail) > 1 and countries.code(tail[-1]):
        return replace(entry, affiliation=", ".join(tail[:-1]), country=tail[-1])
    if len(tail) == 2:
        return replace(entry, affiliation=tail[0], country=tail[1])
    return replace(entry, affiliation=", ".join(tail))


def _in_order(name: str) -> str:
    """Lovelace, Ada is Ada Lovelace; Ada Lovelace, PhD stays."""
    name = " ".join(name.split())
    family, comma, given = name.partition(",")
    given = given.strip()
    if not comma or not given or "," in given or given.casefold() in SUFFIXES:
        return name.rstrip(", ")
    return f"{given} {family.strip()}"


def _address(text: str) -> str:
    text = text.strip().removeprefix("mailto:")
    return text.strip(" \t\"'<>.,;:()[]")


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


def _checked(entry: Entry) -> Entry:
    entry = replace(entry, problem=_problem(entry))
    if not entry.name and not entry.problem:
        entry = replace(entry, name=_guessed(entry.email), note=_guess_note(entry.email))
    elif entry.country and not entry.country_code and not entry.problem:
        note = f"“{entry.country}” is no country we know; it is printed as typed."
        entry = replace(entry, note=note)
    return replace(entry, family_name=entry.family_name or collation.family_of(entry.name))


def _problem(entry: Entry) -> str:
    if not entry.email:
        return "There is no email address in this line. Add one, such as name@place.example."
    if not _is_address(entry.email):
        return _wrong_address(entry.email)
    if len(entry.name) > 200 or len(entry.affiliation) > 300 or len(entry.country) > 80:
        return "The name or the affiliation is too long. Shorten it."
    if len(entry.family_name) > 100:
        return "The family name is too long. Shorten it."
    if "@" in entry.name:
        return "There are two addresses in this line. Keep one."
    return ""


def _wrong_address(email: str) -> str:
    before, at, after = email.partition("@")
    if not at:
        why = "it has no @"
    elif not before or not after:
        why = "something is missing beside the @"
    elif "@" in after:
        why = "it has two @"
    elif " " in email:
        why = "there is a space in it"
    elif "." not in after:
        why = "what follows the @ has no dot"
    else:
        why = "a sign in it cannot stand there"
    return f"“{email[:80]}” is not an address: {why}. Correct it."


def _guessed(email: str) -> str:
    """A name from ada.lovelace@; the part before the @ where it does not look like one."""
    local = email.partition("@")[0]
    parts = [part for part in re.split(r"[._]", local) if part]
    if len(parts) > 1 and all(part.replace("-", "").isalpha() for part in parts):
        return " ".join(part.title() for part in parts)
    return local


def _guess_note(email: str) -> str:
    return f"No name given: the letter greets “{_guessed(email)}”."


def _once(entries: list[Entry], left_out: Collection[int]) -> list[Entry]:
    """Mark addresses and names that came before."""
    addresses: dict[str, int] = {}
    names: dict[str, int] = {}
    return [
        entry if entry.line in left_out else _marked(entry, addresses, names) for entry in entries
    ]


def _marked(entry: Entry, addresses: dict[str, int], names: dict[str, int]) -> Entry:
    if entry.problem:
        return entry
    first = addresses.setdefault(entry.email.casefold(), entry.line)
    if first != entry.line:
        return replace(entry, problem=f"The same address is in line {first}. Leave one out.")
    known = names.setdefault(unicodedata.normalize("NFKC", entry.name).casefold(), entry.line)
    if known != entry.line and not entry.note:
        return replace(entry, note=f"Line {known} has the same name with another address.")
    return entry
