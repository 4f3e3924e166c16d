"""The list of references: where it starts and where it ends."""

import re
from collections import Counter
from typing import NamedTuple

from submissions.checks.headings import (
    FLOAT,
    LEADS,
    NUMBERING,
    heads_part,
    heads_references,
    may_head_references,
)
from submissions.checks.lines import Line

BRACKETED = re.compile(r"^\s*\[\s*(\d{1,3})\s*\]")
LABELLED = re.compile(r"^\s*(?:\[[^\]]{1,30}\]|\(?\d{1,3}[.)\]]\s?\S|\d{1,3}\s+[A-Z]|[•–]\s)")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d[a-z]?(?!\d)")
SOURCE = re.compile(
    r"\b(?:pp?\.|vol\.|no\.|doi|arxiv|proc\.|in:|et al|https?:|eds?\.|isbn|journal|conference"
    r"|press|springer|ieee|acm|transactions|university|preprint|abs/)",
    re.I,
)
NAMES = re.compile(r"\b[A-ZÀ-Þ]\.(?:[- ]?[A-ZÀ-Þ]\.)*|[A-ZÀ-Þ][\w’'-]+,\s[A-ZÀ-Þ]")
BIOGRAPHY = re.compile(
    r"\breceived (?:the|his|her|their|a|an|both)\b|\bwas born\b"
    r"|\b(?:he|she) is (?:currently |now )?(?:a|an|the|with|working)\b"
    r"|\bis (?:currently |now )?(?:a|an) (?:full |associate |assistant |senior )?"
    r"(?:professor|ph\.?d|research|lecturer|student|member)",
    re.I,
)
SURNAME = re.compile(
    r"^[A-ZÀ-Þ][\w’'-]+(?:,\s[A-ZÀ-Þ]|\s[A-ZÀ-Þ]{1,3}[,.])|^(?:[A-ZÀ-Þ]\.\s?){1,3}[A-ZÀ-Þ]\w"
)
LOOKED_AT = 25
AT_ONCE = 10  # lines
SHORT = 8  # lines that a short list has
UNUSUAL, SUBORDINATE = 0.1, 0.35
SUBSECTION = re.compile(r"^\s*\d{1,2}\.\d")


class Listed(NamedTuple):
    """Indices of the heading (or first entry) and past the last entry among all lines."""

    start: int
    end: int
    heading: str
    confidence: float


def entry_score(lines: list[Line]) -> float:
    """How much these lines look like entries: labels or names, years, sources."""
    if not lines:
        return 0.0
    count = len(lines)
    labels = sum(1 for line in lines if LABELLED.match(line.text))
    years = sum(1 for line in lines if YEAR.search(line.text))
    sources = sum(1 for line in lines if SOURCE.search(line.text))
    names = sum(1 for line in lines if NAMES.search(line.text))
    return (
        0.3 * min(1.0, labels / (0.2 * count))
        + 0.3 * min(1.0, years / (0.2 * count))
        + 0.2 * min(1.0, sources / (0.25 * count))
        + 0.2 * min(1.0, names / (0.3 * count))
    )


def find(lines: list[Line], body: float) -> Listed | None:
    """The list with the best score under a heading; else a run of entries without one."""
    scored = [
        (score, index)
        for index, line in enumerate(lines)
        if line.size >= 0.78 * body and (score := headed(lines, index)) is not None
    ]
    good = [one for one in scored if one[0] >= 0.5]
    if good:
        best = max(score for score, _ in good)
        score, start = next(one for one in good if one[0] >= best - 0.15)
        return closed(lines, start, start + 1, body, 0.55 + 0.45 * score)
    bare = without_heading(lines)
    if bare is not None:
        start = bare - unread_heading(lines, bare, body)
        return closed(lines, start, bare, body, 0.5)
    if scored:
        score, start = scored[-1]
        if score >= 0.2 or (score >= 0 and start > 0.6 * len(lines)):
            return closed(lines, start, start + 1, body, 0.3 + 0.4 * score)
    last = at_the_end(lines)
    return None if last is None else closed(lines, last, last, body, 0.4)


def headed(lines: list[Line], index: int) -> float | None:
    """How sure it is that this line heads the list; less for a subsection, or unusual words."""
    text = lines[index].text
    sure = heads_references(text)
    if not sure and not may_head_references(text):
        return None
    after = lines[index + 1 : index + 1 + LOOKED_AT]
    score = entry_score(after)
    if after and (LABELLED.match(after[0].text) or SURNAME.match(after[0].text)):
        score = max(score, entry_score(after[:SHORT]) - 0.1)
    return score - (0 if sure else UNUSUAL) - (SUBORDINATE if SUBSECTION.match(text) else 0)


def unread_heading(lines: list[Line], first: int, body: float) -> bool:
    """Whether the line before is set as a heading: in letters that cannot be read, perhaps."""
    if first == 0:
        return False
    line, entry = lines[first - 1], lines[first]
    near = line.page == entry.page and line.column == entry.column
    return near and len(line.text) < 40 and (line.bold or line.size > body + 0.6)


def at_the_end(lines: list[Line]) -> int | None:
    """Where entries without label begin that last to the paper's end."""
    start = len(lines)
    while start and entry_score(lines[max(0, start - AT_ONCE) : start]) >= 0.45:
        start -= 1
    first = max(0, start - AT_ONCE + 1)
    begins = [index for index in range(first, len(lines)) if SURNAME.match(lines[index].text)]
    return begins[0] if len(begins) >= 4 and len(lines) - begins[0] >= AT_ONCE else None


def without_heading(lines: list[Line]) -> int | None:
    """The last line that starts with [1] and is followed by entries in order."""
    for index in range(len(lines) - 1, -1, -1):
        found = BRACKETED.match(lines[index].text)
        if not found or int(found.group(1)) != 1:
            continue
        after = lines[index : index + LOOKED_AT]
        numbers = [int(one.group(1)) for line in after if (one := BRACKETED.match(line.text))]
        if numbers[:3] == [1, 2, 3] and entry_score(after) >= 0.6:
            return index
    return None


def closed(lines: list[Line], start: int, first: int, body: float, confidence: float) -> Listed:
    heading = lines[start].text if first > start else ""
    return Listed(start, end_of(lines, start, first, body), heading, round(confidence, 2))


def end_of(lines: list[Line], start: int, first: int, body: float) -> int:
    """Where another part begins: its heading, text of body size, or biographies."""
    entry = entry_size(lines[first : first + 20], body)
    for index in range(first + 1, len(lines)):
        if opens_part(lines, index, lines[start], body, entry):
            return index
    return len(lines)


def entry_size(lines: list[Line], body: float) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else body


def opens_part(lines: list[Line], index: int, heading: Line, body: float, entry: float) -> bool:
    line = lines[index]
    if FLOAT.match(line.text):
        return False
    if entry < body - 0.4 and prose(lines, index, body, entry):
        return True
    if heads_part(line.text) and line.size > entry - 0.1 and stands_out(line, heading, entry):
        return entry_score(lines[index + 1 : index + 9]) < 0.75
    if looks_like_heading(line, heading, entry) and not LABELLED_ENTRY.match(line.text):
        after = lines[index + 1 : index + 13]
        return len(after) > 1 and entry_score(after) < 0.35
    return biography(lines, index)


LABELLED_ENTRY = re.compile(r"^\s*(?:\[|\d{1,3}[.)]\s+[A-Z]\.\s)")


def stands_out(line: Line, heading: Line, entry: float) -> bool:
    """Set like a heading rather than like an entry."""
    return (
        line.bold
        or line.size > entry + 0.3
        or line.text.isupper()
        or line.fonts == heading.fonts
        or bool(LEADS.match(line.text))
    )


def looks_like_heading(line: Line, heading: Line, entry: float) -> bool:
    """Set exactly as the list's own heading is, or numbered like a section."""
    if len(line.text) > 70 or len(line.text) < 3:
        return False
    same = set(line.fonts) == set(heading.fonts) and abs(line.size - heading.size) < 0.3
    special = heading.bold or heading.size > entry + 0.5
    return same and special and (bool(NUMBERING.match(line.text)) or line.text[:1].isupper())


def prose(lines: list[Line], index: int, body: float, entry: float) -> bool:
    """Several lines of body size in a row, which entries of a smaller size never have."""
    block = lines[index : index + 5]
    if len(block) < 3:
        return False
    large = [one for one in block if abs(one.size - body) < 0.35 and len(one.text) > 15]
    return (
        len(large) >= min(4, len(block))
        and lines[index].size > entry + 0.3
        and entry_score(block) < 0.7
    )


def biography(lines: list[Line], index: int) -> bool:
    """A paragraph that tells somebody's career; entries do not."""
    line = lines[index]
    starts = line.bold or line.text[:1].isupper()
    if not starts or LABELLED_ENTRY.match(line.text):
        return False
    said = " ".join(one.text for one in lines[index : index + 3])
    more = " ".join(one.text for one in lines[index : index + 8])
    return len(BIOGRAPHY.findall(said)) >= 1 and len(BIOGRAPHY.findall(more)) >= 2
