"""Reads papers as HotCRP exports them: one object, or a list of objects.

It reads what the versions since 2016 write: `status` as a word or an object, topics as a list or a
map, conflicts as a map or a list, fields of a conference’s own beside the others or in `options`.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from submissions.importing import cleaning
from submissions.importing.values import (
    Author,
    Conflict,
    Cost,
    Document,
    Notes,
    Paper,
    Place,
    Status,
    Tag,
    Tie,
    kept,
)

Raw = dict[str, Any]
TIES = {
    "collaborator": Tie.COAUTHOR, "coauthor": Tie.COAUTHOR, "recent": Tie.COAUTHOR,
    "advisor": Tie.ADVISOR, "advisee": Tie.ADVISOR, "advising": Tie.ADVISOR,
    "institutional": Tie.INSTITUTION, "institution": Tie.INSTITUTION, "personal": Tie.PERSONAL,
    "other": Tie.OTHER, "conflict": Tie.OTHER, "confirmed": Tie.OTHER, "admin": Tie.OTHER,
    "yes": Tie.OTHER, "true": Tie.OTHER,
}  # fmt: skip
NO_TIE = {"none", "no", "false", "nonconflict", "unconflicted", "0", ""}
STATUSES = {
    "draft": Status.DRAFT, "inprogress": Status.DRAFT, "incomplete": Status.DRAFT,
    "submitted": Status.SUBMITTED, "accepted": Status.SUBMITTED, "rejected": Status.SUBMITTED,
    "withdrawn": Status.WITHDRAWN,
}  # fmt: skip
FILES = {"submission": "submission", "paper": "submission", "final": "final"}
KNOWN = {
    "object", "pid", "id", "title", "abstract", "authors", "contacts", "topics", "keywords",
    "status", "submitted", "submitted_at", "draft", "withdrawn", "withdrawn_at", "withdraw_reason",
    "final_submitted", "final_submitted_at", "decision", "pc_conflicts", "collaborators", "tags",
    "options", "submission_class", "nonblind", "modified_at", "if_unmodified_since", "reviews",
    "comments", "submission_title", "is_new", *FILES,
}  # fmt: skip
PLAIN_SHA256 = re.compile(r"(?:sha2-)?([0-9a-f]{64})", re.ASCII)


def read(text: str, name: str, notes: Notes) -> tuple[Paper, ...]:
    """The papers of one file."""
    place = notes.at(name)
    try:
        told = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number)
    except RecursionError:
        place.note("file", "The JSON is nested too deeply to be papers.", Cost.FILE)
    except ValueError as wrong:
        place.note("file", f"This is not JSON: {wrong}.", Cost.FILE)
    else:
        return kept(_papers(_entries(told, place), notes), notes)
    return ()


def _once_each(pairs: list[tuple[str, Any]]) -> Raw:
    """An object; of a key that is there twice, both stay to be told of."""
    made: Raw = {}
    for key, value in pairs:
        made[f"{key} (again)" if key in made else key] = value
    return made


def _no_number(said: str) -> NoReturn:
    raise ValueError(f"{said} is no number")


def _entries(told: object, place: Place) -> list[object]:
    """The list of papers, also where an answer of the API wraps it."""
    if isinstance(told, dict) and isinstance(told.get("papers"), list):
        told = told["papers"]
    elif isinstance(told, dict) and isinstance(told.get("paper"), dict) and "title" not in told:
        told = told["paper"]
    if isinstance(told, dict):
        told = [told]
    if not isinstance(told, list):
        sentence = f"The file holds {cleaning.kind(told)}; a list of papers is expected."
        place.note("file", sentence, Cost.FILE)
        return []
    if not told:
        place.note("file", "The list of papers is empty.", Cost.FILE)
    return told


def _papers(entries: list[object], notes: Notes) -> Iterator[Paper]:
    taken: dict[int, int] = {}
    for rank, raw in enumerate(entries, 1):
        place = notes.at(f"entry {rank}")
        if not isinstance(raw, dict):
            place.drop("paper", f"This is {cleaning.kind(raw)} where a paper is expected.")
            continue
        number = cleaning.number(raw.get("pid", raw.get("id")), place)
        if number is not None:
            place = notes.at(f"paper {number}")
            if (first := taken.setdefault(number, rank)) != rank:
                place = notes.at(f"entry {rank}")
                sentence = f"Number {number} is taken by entry {first}; this one is left out."
                place.drop("number", sentence)
        yield _paper(raw, number, place)


def _paper(raw: Raw, number: int | None, place: Place) -> Paper:
    own = _own(raw, place)
    status = _status(raw, place)
    return Paper(
        place=place.name,
        number=number,
        title=cleaning.title(raw.get("title"), place),
        abstract=cleaning.lines(raw.get("abstract"), "abstract", place),
        authors=cleaning.authors(_authors(raw, place), place),
        topics=tuple(_topics(raw.get("topics"), place)),
        keywords=_keywords(raw.get("keywords"), place),
        category=cleaning.line(raw.get("submission_class"), "category", place),
        status=status,
        submitted_at=cleaning.moment(_of(raw, "submitted_at"), "time of submission", place),
        withdrawn_because=cleaning.lines(raw.get("withdraw_reason"), "reason", place),
        decision=cleaning.line(raw.get("decision"), "decision", place),
        conflicts=tuple(_conflicts(raw.get("pc_conflicts"), place)),
        collaborators=cleaning.lines(raw.get("collaborators"), "collaborators", place),
        tags=tuple(_tags(raw.get("tags"), place)),
        answers=tuple(_answers(own, place)),
        documents=tuple(_documents(raw, own, place)),
    )


def _of(raw: Raw, key: str) -> object:
    """A value that stands in the paper, or in its status."""
    inner = raw.get("status")
    return inner.get(key, raw.get(key)) if isinstance(inner, dict) else raw.get(key)


def _own(raw: Raw, place: Place) -> Raw:
    """The fields that this conference made for itself."""
    own = {key: value for key, value in raw.items() if key not in KNOWN and key[:1] not in "_$"}
    options = raw.get("options")
    if isinstance(options, list) and len(options) == 1:
        options = options[0]
    if isinstance(options, dict):
        return own | options
    if options not in (None, []):
        kind = cleaning.kind(options)
        place.lose("options", f"The options are {kind} where an object is expected.")
    return own


def _status(raw: Raw, place: Place) -> Status:
    """The word if there is one; else what the marks say."""
    word = raw.get("status")
    if isinstance(word, str) and word.casefold() in STATUSES:
        status = STATUSES[word.casefold()]
        return Status.WITHDRAWN if _of(raw, "withdrawn") is True else status
    if word is not None and not isinstance(word, dict):
        shown = word[:40] if isinstance(word, str) else cleaning.kind(word)
        place.lose("status", f"“{shown}” is no status we know; the paper’s marks decide.")
    if _of(raw, "withdrawn") is True:
        return Status.WITHDRAWN
    return Status.SUBMITTED if _of(raw, "submitted") is True else Status.DRAFT


def _authors(raw: Raw, place: Place) -> Iterator[Author]:
    listed = raw.get("authors", [])
    if not isinstance(listed, list):
        place.lose("authors", f"The authors are {cleaning.kind(listed)} where a list is expected.")
        return
    contacts = set(_contacts(raw.get("contacts")))
    for rank, one in enumerate(listed, 1):
        if isinstance(one, str):
            given, family = cleaning.parted(cleaning.line(one, "family name", place))
            yield Author(given, family)
        elif isinstance(one, dict):
            author = _author(one, f"author {rank}", contacts, place)
            if author.name or author.email:
                yield author
            else:
                place.lose("authors", f"Author {rank} has no name and no address; left out.")
        else:
            place.lose("authors", f"Author {rank} is {cleaning.kind(one)}; left out.")


def _author(one: Raw, whose: str, contacts: set[str], place: Place) -> Author:
    given = cleaning.line(one.get("first", one.get("given_name")), "given name", place)
    family = cleaning.line(one.get("last", one.get("family_name")), "family name", place)
    if not given and not family:
        given, family = cleaning.parted(cleaning.line(one.get("name"), "family name", place))
    email = cleaning.email(one.get("email"), place, whose)
    if not given and not family and email:
        family = email.partition("@")[0]
        place.note("authors", f"{whose.capitalize()} has no name; “{family}” stands for it.")
    return Author(
        given, family, email,
        cleaning.line(one.get("affiliation"), "affiliation", place),
        cleaning.country(one.get("country"), place, whose),
        cleaning.orcid_number(one.get("orcid"), place, whose),
        is_contact=one.get("contact") is True or (email in contacts and bool(email)),
    )  # fmt: skip


def _contacts(listed: object) -> Iterator[str]:
    for one in listed if isinstance(listed, list) else []:
        address = one.get("email") if isinstance(one, dict) else one
        if isinstance(address, str):
            yield address.strip().lower()


def _topics(told: object, place: Place) -> Iterator[str]:
    if isinstance(told, dict):
        told = [name for name, chosen in told.items() if chosen]
    if not isinstance(told, list | None):
        place.lose("topics", f"The topics are {cleaning.kind(told)} where a list is expected.")
        return
    for one in told or []:
        if isinstance(one, int) or (isinstance(one, str) and one.isdigit()):
            place.lose("topics", f"Topic {one} is only a number; export topics by their names.")
        elif name := cleaning.line(one, "topic", place):
            yield name


def _keywords(told: object, place: Place) -> tuple[str, ...]:
    if isinstance(told, list):
        found = [cleaning.line(one, "keyword", place) for one in told]
        return tuple(dict.fromkeys(word for word in found if word))
    words = cleaning.words(cleaning.text(told, "keywords", place))
    return tuple(word for one in words if (word := cleaning.line(one, "keyword", place)))


def _conflicts(told: object, place: Place) -> Iterator[Conflict]:
    if isinstance(told, dict):
        told = [{"email": address, "type": value} for address, value in told.items()]
    if not isinstance(told, list | None):
        kind = cleaning.kind(told)
        place.lose("conflicts", f"The conflicts are {kind} where addresses are expected.")
        return
    for one in told or []:
        entry = one if isinstance(one, dict) else {"email": one}
        email = cleaning.email(entry.get("email"), place, "somebody in conflict")
        if email and (tie := _tie(entry.get("type", True), email, place)):
            yield Conflict(email, tie)


def _tie(value: object, email: str, place: Place) -> Tie | None:
    """The kind of a conflict; an unknown one is still a conflict."""
    word = str(value).casefold().replace("pinned", "").replace("_", " ").strip(" -")
    if isinstance(value, dict | list) or (word not in TIES and word not in NO_TIE):
        place.note("conflicts", f"The kind of conflict with {email} is unknown; kept as other.")
        return Tie.OTHER
    if str(value).casefold() == "pinned":
        return Tie.OTHER
    return TIES.get(word)


def _tags(told: object, place: Place) -> Iterator[Tag]:
    if isinstance(told, str):
        told = told.split()
    if isinstance(told, dict):
        told = [f"{name}#{value}" for name, value in told.items()]
    if not isinstance(told, list | None):
        place.lose("tags", f"The tags are {cleaning.kind(told)} where a list is expected.")
        return
    for one in told or []:
        said = _as_tag(one)
        name, _, value = cleaning.line(said, "tag", place).partition("#")
        if name:
            yield Tag(name, _value(value))


def _as_tag(one: object) -> object:
    return f"{one.get('tag', '')}#{one.get('value', '')}" if isinstance(one, dict) else one


def _value(said: str) -> float | None:
    """A tag’s value; 0 is how HotCRP writes none."""
    try:
        return float(said) or None
    except ValueError:
        return None


def _answers(own: Raw, place: Place) -> Iterator[tuple[str, str]]:
    for key, value in own.items():
        if _is_document(value):
            continue
        name = cleaning.line(key, "keyword", place)
        shown = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        if isinstance(shown, list) and all(isinstance(one, str | int) for one in shown):
            shown = "\n".join(str(one) for one in shown)
        if said := cleaning.lines(shown, "answer", place):
            yield name, said


def _is_document(value: object) -> bool:
    if isinstance(value, list) and value:
        return all(_is_document(one) for one in value)
    return isinstance(value, dict) and bool(
        {"mimetype", "hash", "content_file", "content_base64", "filename"} & set(value)
    )


def _documents(raw: Raw, own: Raw, place: Place) -> Iterator[Document]:
    for key, role in FILES.items():
        if _is_document(raw.get(key)):
            yield from _files(raw[key], role, place)
        elif raw.get(key) not in (None, False, [], {}):
            kind = cleaning.kind(raw[key])
            place.lose(role, f"The {role} is {kind} where a file’s object is expected.")
    for key, value in own.items():
        if _is_document(value):
            yield from _files(value, cleaning.line(key, "keyword", place), place)


def _files(value: Any, role: str, place: Place) -> Iterator[Document]:
    listed: list[Raw] = value if isinstance(value, list) else [value]
    for one in listed:
        source = cleaning.text(one.get("content_file"), role, place)
        name = cleaning.line(one.get("filename"), "title", place) or source.rpartition("/")[2]
        plain = PLAIN_SHA256.fullmatch(str(one.get("hash", "")).lower())
        inline = _inline(one.get("content_base64", one.get("content")), role, place)
        yield Document(role, name, source, plain[1] if plain else "", inline)


def _inline(value: object, role: str, place: Place) -> bytes:
    if not isinstance(value, str):
        return b""
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        place.lose(role, f"The {role}’s content is not base64; the file is left out.")
        return b""
