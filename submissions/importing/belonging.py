"""Which document of an archive belongs to which paper: by the name told, else by its number."""

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from submissions.importing.values import Document, Notes, Paper, Place

NUMBERED = re.compile(r"(?:.*[^0-9])?0*(?P<number>[0-9]{1,7})\.pdf", re.IGNORECASE)
SUBMISSION = "submission"


def joined(papers: Iterable[Paper], names: Collection[str], notes: Notes) -> tuple[Paper, ...]:
    """The papers, each with those of its documents that are there."""
    numbered = _numbered(names)
    found = tuple(_joined(paper, names, numbered, notes.at(paper.place)) for paper in papers)
    used = {document.source for paper in found for document in paper.documents}
    if left := sorted(set(names) - used):
        shown = ", ".join(left[:5]) + (" …" if len(left) > 5 else "")
        notes.at("archive").note("file", f"{len(left)} files belong to no paper: {shown}.")
    return found


def _numbered(names: Iterable[str]) -> dict[int, list[str]]:
    """conf-paper12.pdf, CONF_2024_paper_12.pdf and 12.pdf are of paper 12."""
    found: dict[int, list[str]] = {}
    for name in sorted(names):
        last = name.rpartition("/")[2]
        if (number := NUMBERED.fullmatch(last)) and "final" not in last.lower():
            found.setdefault(int(number["number"]), []).append(name)
    return found


def _joined(
    paper: Paper, names: Collection[str], numbered: dict[int, list[str]], place: Place
) -> Paper:
    found = [_found(document, paper, names, numbered) for document in paper.documents]
    there = [one for one in found if one and not _is_refused(one, place)]
    for document, one in zip(paper.documents, found, strict=True):
        if one is None:
            _tell_missing(document, place)
    if not any(document.role == SUBMISSION for document in paper.documents):
        there += [Document(SUBMISSION, _last(name), name) for name in _only(paper, numbered)]
    return replace(paper, documents=tuple(there))


def _found(
    document: Document, paper: Paper, names: Collection[str], numbered: dict[int, list[str]]
) -> Document | None:
    """The document with its place in the archive, which may hold a folder around everything."""
    wanted = document.source or document.name
    if document.inline:
        return document
    fit = [name for name in names if name == wanted or name.endswith(f"/{wanted}")]
    if wanted and not _leads_out(wanted) and fit:
        return replace(document, source=min(fit, key=len))
    if document.role == SUBMISSION and not document.source and (only := _only(paper, numbered)):
        return replace(document, name=document.name or _last(only[0]), source=only[0])
    return None


def _only(paper: Paper, numbered: dict[int, list[str]]) -> list[str]:
    fit = numbered.get(paper.number or 0, [])
    return fit if len(fit) == 1 else []


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def _is_refused(document: Document, place: Place) -> bool:
    """Whether what came inside the JSON is another file than its hash names."""
    if not document.inline or not document.sha256:
        return False
    if hashlib.sha256(document.inline).hexdigest() == document.sha256:
        return False
    place.lose(document.role, f"The {document.role} is not the file its hash names; left out.")
    return True


def _tell_missing(document: Document, place: Place) -> None:
    wanted = (document.source or document.name)[:100]
    if _leads_out(wanted):
        place.lose(document.role, f"“{wanted}” leads out of the archive; it is left out.")
    else:
        shown = f" “{wanted}”" if wanted else ""
        place.lose(document.role, f"The {document.role}{shown} is not in the upload.")
