"""Values from strangers’ files, made fit to keep; what cannot be is told where it stood."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from dls.people import orcid
from dls.web import countries
from dls.web.lines import UNSEEN, one_line
from submissions.importing.values import Author, Place

MOST_AUTHORS = 200
HIGHEST_NUMBER = 1_000_000
LONGEST = {
    "title": 300, "abstract": 20_000, "given name": 100, "family name": 100, "email": 254,
    "affiliation": 200, "country": 80, "topic": 200, "keyword": 100, "category": 100,
    "decision": 100, "reason": 2_000, "collaborators": 20_000, "tag": 50, "answer": 10_000,
}  # fmt: skip
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SURROGATES = re.compile("[\ud800-\udfff]")
KINDS = {dict: "an object", list: "a list", bool: "yes or no", float: "a number", int: "a number"}
MOMENTS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%d %b %Y, %H:%M", "%b %d, %H:%M %Y")


def kind(value: object) -> str:
    return KINDS.get(type(value), "of another kind")


def text(value: object, field: str, place: Place) -> str:
    """The value as text; anything but text or a number is told and left out."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        place.lose(field, f"The {field} is {kind(value)} where text is expected; it is left out.")
        return ""
    return SURROGATES.sub("\ufffd", value)


def line(value: object, field: str, place: Place) -> str:
    """Text on one line, without what nobody sees; told and left out if it is too long."""
    said = text(value, field, place)
    clean = one_line(said)
    if UNSEEN.search(said) or CONTROLS.search(said):
        place.note(field, f"The {field} had characters that nobody sees; they are taken out.")
    return fitting(clean, field, place)


def lines(value: object, field: str, place: Place) -> str:
    """Text that may have paragraphs."""
    said = text(value, field, place).replace("\r\n", "\n").replace("\r", "\n")
    clean = CONTROLS.sub("", UNSEEN.sub("", said))
    if clean != said:
        place.note(field, f"The {field} had characters that nobody sees; they are taken out.")
    return fitting(clean.strip(), field, place)


def fitting(said: str, field: str, place: Place) -> str:
    most = LONGEST[field]
    if len(said) <= most:
        return said
    sentence = f"The {field} has {len(said):,} characters; at most {most:,} can be kept. Shorten it"
    place.lose(field, f"{sentence} in the file, or it is left out.")
    return ""


def title(value: object, place: Place) -> str:
    """Without a title there is no paper."""
    before = len(place.notes.found)
    said = line(value, "title", place)
    if not said:
        why = place.notes.found[before:]
        del place.notes.found[before:]
        because = f" {why[-1].sentence.partition(';')[0]}." if why else ""
        place.drop("title", f"The paper has no title we can use, and is left out.{because}")
    return said


def number(value: object, place: Place) -> int | None:
    """A paper’s number; none where the file leaves it to us."""
    if value is None or value in ("", "new"):
        return None
    if isinstance(value, str) and re.fullmatch(r"\s*#?[0-9]{1,7}\s*", value):
        value = int(value.strip().removeprefix("#"))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= HIGHEST_NUMBER:
        return value
    shown = str(value)[:40] if isinstance(value, str | int | float) else kind(value)
    place.drop("number", f"“{shown}” is no number of a paper. Numbers are whole, from 1 on.")
    return None


def email(value: object, place: Place, whose: str = "") -> str:
    said = line(value, "email", place).removeprefix("mailto:").strip(" <>").lower()
    if not said:
        return ""
    try:
        validate_email(said)
    except ValidationError:
        whose = f" of {whose}" if whose else ""
        place.lose("email", f"“{said[:80]}”{whose} is not an address; it is left out.")
        return ""
    return said


def country(value: object, place: Place, whose: str) -> str:
    said = line(value, "country", place)
    code = countries.code(said) if said else ""
    if said and not code:
        place.lose("country", f"“{said}” of {whose} is no country we know; it is left out.")
    return code


def orcid_number(value: object, place: Place, whose: str) -> str:
    said = text(value, "ORCID", place).strip()
    if not said:
        return ""
    try:
        return orcid.normalised(said)
    except ValidationError as wrong:
        sentence = f"“{said[:60]}” of {whose} is no ORCID; it is left out. {wrong.messages[0]}"
        place.lose("ORCID", sentence)
        return ""


def moment(value: object, field: str, place: Place) -> datetime | None:
    """A moment as seconds since 1970, or as a date in a usual form; without a zone it is UTC."""
    if value is None or value in ("", 0, False):
        return None
    found = _moment(value)
    if found is None or not 1970 <= found.year < 2200:
        shown = str(value)[:40] if isinstance(value, str | int | float) else kind(value)
        place.lose(field, f"“{shown}” is no moment we understand; it is left out.")
        return None
    return found


def _moment(value: object) -> datetime | None:
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value, UTC)
        if isinstance(value, str):
            return _dated(value.strip())
    except (ValueError, OverflowError, OSError):
        return None
    return None


def _dated(said: str) -> datetime:
    for form in MOMENTS:
        try:
            return datetime.strptime(said, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    found = datetime.fromisoformat(said)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def authors(found: Iterable[Author], place: Place) -> tuple[Author, ...]:
    """The authors in their order, each address once; a paper with too many is left out."""
    listed = tuple(found)
    if len(listed) > MOST_AUTHORS:
        many = f"The paper has {len(listed)} authors; at most {MOST_AUTHORS} can be listed."
        place.drop("authors", f"{many} Name the group as one author.")
        return ()
    if not listed:
        place.lose("authors", "The paper has no authors; add them once it is here.")
    seen: dict[str, int] = {}
    return tuple(_once(author, rank, seen, place) for rank, author in enumerate(listed, 1))


def _once(author: Author, rank: int, seen: dict[str, int], place: Place) -> Author:
    first = seen.setdefault(author.email, rank) if author.email else rank
    if first == rank:
        return author
    both = f"Authors {first} and {rank} have the same address, {author.email}"
    place.lose("authors", f"{both}; only author {first} keeps it.")
    return Author(**{**vars(author), "email": ""})


def parted(name: str) -> tuple[str, str]:
    """Given and family name of a name written in one: Lovelace, Ada or Ada Lovelace."""
    family, comma, given = name.partition(",")
    if comma:
        return given.strip(), family.strip()
    given, _, family = name.rpartition(" ")
    return given, family


def words(value: str) -> tuple[str, ...]:
    """Keywords as people part them: a line each, or by commas or semicolons."""
    sign = next((sign for sign in ("\n", ";", ",") if sign in value), "\n")
    return tuple(dict.fromkeys(word.strip() for word in value.split(sign) if word.strip()))
