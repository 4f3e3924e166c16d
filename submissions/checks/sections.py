"""What each line belongs to: title, main text, references, and what follows or is set apart."""

import re

from submissions.checks.headings import FLOAT, NUMBERING, heads_part, heads_references
from submissions.checks.lines import Line
from submissions.checks.references import LABELLED, Listed, biography, entry_score
from submissions.checks.values import Part, Passage

OPENS = re.compile(
    r"^\W*(?:abstract|a\s?b\s?s\s?t\s?r\s?a\s?c\s?t|zusammenfassung|résumé|resumen|resumo"
    r"|sommario|摘要|概要|аннотация"
    r"|(?:1|I)?\.?\s*(?:i\s?ntroduction|einleitung|introducción|introdução))\b",
    re.I,
)
LETTERED = re.compile(r"^[A-H](?:\.\d+)*[.:]?\s+\S")
BACK = frozenset(("acknowledgments", "limitations", "statement", "biographies", "notes"))


def kinds_of(lines: list[Line], listed: Listed | None, body: float) -> list[str]:
    """One kind a line; the list of references divides main text from what follows."""
    found: list[str] = []
    current = "main"
    for index, line in enumerate(lines):
        if listed and listed.start <= index < listed.end:
            found.append("floats" if in_caption(lines, index, listed, found) else "references")
            continue
        if listed and index == listed.end:
            current = first_after(lines, index, body)
        elif listed and index > listed.end and another_list(lines, index):
            current = "references"
        else:
            opened = part_opened(line, body, current)
            if opened != "floats" or (listed and index > listed.end):
                current = opened or current
            if current == "main" and listed and index > listed.end:
                current = "appendix" if LETTERED.match(line.text) else "after"
        found.append(current)
    if listed:
        give_tables_their_rows(lines, found, listed)
    return found


def give_tables_their_rows(lines: list[Line], found: list[str], listed: Listed) -> None:
    """A page within the list that shows a float, and nothing like an entry, is the float's."""
    pages: dict[int, list[int]] = {}
    for index in range(listed.start, listed.end):
        pages.setdefault(lines[index].page, []).append(index)
    for own in list(pages.values())[1:]:
        rest = [lines[index] for index in own if found[index] == "references"]
        if len(rest) < len(own) and entry_score(rest) < 0.35:
            for index in own:
                found[index] = "floats"


def in_caption(lines: list[Line], index: int, listed: Listed, found: list[str]) -> bool:
    """A caption in the list, or a further line of one."""
    if index <= listed.start + 1:
        return False
    line, above = lines[index], lines[index - 1]
    if FLOAT.match(line.text):
        return True
    return (
        found[-1] == "floats"
        and (line.page, line.column) == (above.page, above.column)
        and abs(line.size - above.size) < 0.1
        and 0 < line.base - above.base < 1.5 * line.size
        and not LABELLED.match(line.text)
    )


def first_after(lines: list[Line], index: int, body: float) -> str:
    """What the first line after the list opens."""
    line = lines[index]
    kind = part_opened(line, body, "after")
    if kind:
        return kind
    if biography(lines, index):
        return "biographies"
    return "appendix" if LETTERED.match(line.text) else "after"


def another_list(lines: list[Line], index: int) -> bool:
    """A second list of references, of an appendix or a supplement."""
    return heads_references(lines[index].text) and entry_score(lines[index + 1 : index + 16]) >= 0.5


def part_opened(line: Line, body: float, current: str) -> str | None:
    kind = heads_part(line.text) if headlike(line, body) else None
    if kind:
        return kind
    if current == "references" and headlike(line, body) and line.bold:
        return "after"
    if current in BACK and headlike(line, body) and (NUMBERING.match(line.text) or set_apart(line)):
        return "main"
    return None


def set_apart(line: Line) -> bool:
    """A heading without number; the names in biographies are bold, too, but run on."""
    text = line.text
    return line.bold and len(text) < 60 and text[:1].isupper() and not text.endswith((".", ":"))


def headlike(line: Line, body: float) -> bool:
    """Short, and set apart from the text by weight, size or capitals."""
    text = line.text
    if len(text) > 80 or line.size < 0.78 * body or text.endswith((",", ";")):
        return False
    if not any(one.isalpha() for one in text):
        return False
    return (
        line.bold
        or line.size > body + 0.6
        or text.isupper()
        or bool(NUMBERING.match(text))
        or bool(heads_part(text))
    )


def parts_after(lines: list[Line], kinds: list[str], listed: Listed | None) -> tuple[Part, ...]:
    """What follows the list, in order, with the pages it fills."""
    if listed is None:
        return ()
    parts: list[Part] = []
    for index in range(listed.start, len(lines)):
        kind, page = kinds[index], lines[index].page
        if kind == "references":
            continue
        kind = "text" if kind == "after" else kind
        starts = kind == "floats" and FLOAT.match(lines[index].text)
        if parts and parts[-1].kind == kind and not starts:
            parts[-1] = Part(kind, parts[-1].title, parts[-1].first_page, page)
        else:
            parts.append(Part(kind, lines[index].text[:120], page, page))
    return tuple(parts)


def title_ends(lines: list[Line], body: float) -> int:
    """How many lines the title block has: up to the abstract, or the first paragraph."""
    for index, line in enumerate(lines[:60]):
        if line.page > 1 or OPENS.match(line.text):
            return index
    for index in range(min(len(lines) - 3, 40)):
        if all(
            abs(one.size - body) < 0.2 and len(one.text) > 30 for one in lines[index : index + 3]
        ):
            return index
    return min(len(lines), 3)


def marks_of(lines: list[Line], kinds: list[str], body: float) -> list[str]:
    """Marks for the text that others read: title, heading, main, references, after."""
    title = title_ends(lines, body)
    marks = []
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if index < title:
            marks.append("title")
        elif kind == "references":
            marks.append("references")
        elif is_heading(line, body):
            marks.append("heading")
        else:
            marks.append("main" if kind in ("main", "limitations") else kind)
    return marks


def is_heading(line: Line, body: float) -> bool:
    if not headlike(line, body) or (line.text.endswith(".") and len(line.text) > 40):
        return False
    return line.bold or line.size > body + 0.6 or bool(heads_part(line.text)) or line.text.isupper()


def passages(lines: list[Line], marks: list[str]) -> tuple[Passage, ...]:
    """A page's lines joined where neighbours have one mark."""
    found: list[Passage] = []
    words: list[str] = []
    for index, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        words.append(line.text)
        if index + 1 == len(lines) or marks[index + 1] != mark:
            found.append(Passage(mark, "\n".join(words)))
            words = []
    return tuple(found)
