"""A manuscript's report as its page shows it: the budget of pages, the findings, a page marked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from submissions import policies, rule_names
from submissions.checks.judging.length import limits
from submissions.checks.policy import PolicyError
from submissions.checks.values import Failure, PageWords, Word
from submissions.models.categories import Category
from submissions.models.manuscripts import Manuscript
from submissions.models.reports import Finding, FormatReport

TONES = {"block": "bad", "warn": "warn", "note": ""}
MARKS = {"block": "cross", "warn": "half", "note": ""}
WIDE = 100.0
DEPTH = 0.2  # of a word's height, below the line it stands on


@dataclass(frozen=True)
class Span:
    """A part of the bar, in hundredths of its width."""

    at: float
    wide: float


@dataclass(frozen=True)
class Limit:
    at: float
    label: str
    is_most: bool
    is_left: bool  # its words stand left of it


@dataclass(frozen=True)
class Budget:
    """How many pages there are of what, against what is allowed."""

    told: str
    body: float
    over: float
    references: float
    appendix: float
    free: tuple[str, ...]
    spans: dict[str, Span]
    limits: tuple[Limit, ...]
    ticks: tuple[tuple[float, int], ...]
    end: int


@dataclass(frozen=True)
class Spot:
    """A place on the page, in points."""

    x: float
    y: float
    width: float
    height: float
    is_grave: bool


@dataclass(frozen=True)
class Shown:
    """The page whose picture is shown, and what is marked on it."""

    number: int
    width: float
    height: float
    spots: tuple[Spot, ...]
    line: Spot | None
    told: str


@dataclass(frozen=True)
class Thumb:
    number: int
    tone: str
    is_shown: bool


@dataclass(frozen=True)
class Found:
    """A finding in words."""

    title: str
    tone: str
    mark: str
    label: str
    finding: Finding
    figures: str


@dataclass(frozen=True)
class Placed:
    """A word, to be selected where it stands on the picture."""

    text: str
    left: float
    base: float
    width: float
    size: float


@dataclass(frozen=True)
class Layer:
    """The words over a picture, in its own measure."""

    width: float
    height: float
    words: tuple[Placed, ...]


@dataclass(frozen=True)
class Reported:
    """All that the page of a manuscript shows of its report."""

    heading: str = ""
    findings: tuple[Found, ...] = ()
    kept: tuple[str, ...] = ()
    budget: Budget | None = None
    shown: Shown | None = None
    thumbs: tuple[Thumb, ...] = field(default=())
    facts: str = ""
    asks: bool = False


def reported(manuscript: Manuscript, asked_page: str = "") -> Reported:
    """What is to be shown of a report that is done; nothing of one that is not."""
    report: FormatReport = manuscript.report
    if not report.is_done:
        return Reported()
    found = tuple(_found(one) for one in report.findings.with_waivers())
    kept = _kept(manuscript, {one.finding.rule for one in found})
    outline: dict[str, Any] = report.outline
    page = _page(asked_page, found, len(outline.get("sheets", [])))
    return Reported(
        heading=_heading(found, len(kept)),
        findings=found,
        kept=kept,
        budget=_budget(report) if outline else None,
        shown=_shown(outline, found, page) if page else None,
        thumbs=_thumbs(found, page, len(outline.get("sheets", []))),
        facts=outline.get("facts", ""),
        asks=bool(outline) and not outline["sure"] and manuscript.references_from is None,
    )


def layer(found: PageWords | Failure) -> Layer | None:
    """What can be read on a page; nothing where it cannot be told."""
    if isinstance(found, Failure):
        return None
    return Layer(found.width, found.height, tuple(_placed(one) for one in found.words))


def _placed(word: Word) -> Placed:
    left, top, right, bottom = word.box
    high = bottom - top
    base = bottom - DEPTH * high
    return Placed(word.text, round(left, 1), round(base, 1), round(right - left, 1), round(high, 1))


def allowed(category: Category) -> str:
    """How many pages its policy asks for, in words."""
    try:
        rule = policies.of(category).pages
    except PolicyError:
        return ""
    return limits(rule.least, rule.most) if rule.least or rule.most else ""


def _found(finding: Finding) -> Found:
    figures = []
    if finding.measured:
        figures.append(f"Measured {finding.measured}")
    if finding.allowed:
        figures.append(f"{'allowed' if figures else 'Allowed'} {finding.allowed}")
    waived = finding.is_waived
    return Found(
        rule_names.broken(finding.rule),
        "" if waived else TONES[finding.level],
        "dash" if waived else MARKS[finding.level],
        "let pass" if waived else str(finding.get_level_display()),
        finding,
        ", ".join(figures),
    )


def _heading(found: Sequence[Found], kept: int) -> str:
    """1 finding blocks, 2 warn, 21 rules are kept."""
    parts: list[str] = []
    for level, one, many in (
        ("block", "blocks", "block"),
        ("warn", "warns", "warn"),
        ("note", "is only a note", "are only notes"),
    ):
        count = sum(f.finding.level == level and not f.finding.is_waived for f in found)
        if count:
            noun = "" if parts else f"finding{'' if count == 1 else 's'} "
            parts.append(f"{count} {noun}{one if count == 1 else many}")
    parts.append(f"{kept} rule{' is' if kept == 1 else 's are'} kept")
    return ", ".join(parts)


def _kept(manuscript: Manuscript, broken: set[str]) -> tuple[str, ...]:
    """What its policy asks and it does."""
    try:
        policy = policies.of(manuscript.paper.category)
    except PolicyError:
        return ()
    asked = dict(dict(policy.levels)[manuscript.stage])
    if not manuscript.paper.category.is_double_blind:
        asked.pop("identity", None)
    return tuple(
        rule_names.kept(rule)
        for rule, level in asked.items()
        if level != "off" and rule not in broken
    )


def _page(asked: str, found: Sequence[Found], pages: int) -> int:
    """The page asked for; else that of the gravest finding; 0 where none can be shown."""
    if not pages:
        return 0
    if asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= pages:
        return int(asked)
    marked = (one.finding.page for one in found if one.finding.page)
    return min(next(marked, 1), pages)


def _shown(outline: dict[str, Any], found: Sequence[Found], page: int) -> Shown:
    width, height = outline["sheets"][page - 1]
    here = [one for one in found if one.finding.page == page]
    spots = tuple(
        _spot(one.finding.box, is_grave=one.finding.level == "block")
        for one in here
        if one.finding.box
    )
    start = outline["references"]
    begins = bool(start) and start["page"] == page and any(start["box"])
    told = [one.title.lower() for one in here]
    told += ["where the references start"] if begins else []
    line = _spot(start["box"], is_grave=False) if begins else None
    return Shown(page, width, height, spots, line, ", ".join(told))


def _spot(box: Sequence[float], *, is_grave: bool) -> Spot:
    left, top, right, bottom = box
    return Spot(left, top, round(right - left, 1), round(bottom - top, 1), is_grave)


def _thumbs(found: Sequence[Found], shown: int, pages: int) -> tuple[Thumb, ...]:
    tones: dict[int | None, str] = {}
    for one in found:
        tones.setdefault(one.finding.page, one.tone)
    return tuple(Thumb(page, tones.get(page, ""), page == shown) for page in range(1, pages + 1))


def _budget(report: FormatReport) -> Budget:
    """Body, references and appendix one behind the other; what is beyond the limit hatched."""
    outline = report.outline
    body, least, most = outline["body"], outline["least"], outline["most"]
    references = outline["parts"].get("references", 0.0)
    appendix = outline["parts"].get("appendix", 0.0)
    free = tuple(outline["free"])
    whole = body + references + appendix
    end = max(int(whole) + 1, (most or 0) + 1, (least or 0) + 1, (report.pages or 0) + 1, 4)
    counted = body + (0 if "references" in free else references)
    over = max(0.0, round(counted - most, 2)) if most is not None else 0.0
    unit = WIDE / end
    spans = {
        "body": Span(0, round((body - min(over, body)) * unit, 2)),
        "over": Span(round((body - min(over, body)) * unit, 2), round(min(over, body) * unit, 2)),
        "references": Span(round(body * unit, 2), round(references * unit, 2)),
        "appendix": Span(round((body + references) * unit, 2), round(appendix * unit, 2)),
    }
    marks = ((least, "at least", False), (most, "at most", True))
    return Budget(
        told=_told(body, over, references, appendix, free, least, most),
        body=body,
        over=over,
        references=references,
        appendix=appendix,
        free=free,
        spans=spans,
        limits=tuple(
            Limit(
                round(at * unit, 2), f"{word} {at}", is_most, _is_left(at * unit, is_most=is_most)
            )
            for at, word, is_most in marks
            if at is not None
        ),
        ticks=tuple((round(at * unit, 2), at) for at in _ticks(end)),
        end=end,
    )


def _is_left(at: float, *, is_most: bool) -> bool:
    """Words stand where there is room, and those of two limits apart."""
    return at > 80 if is_most else at > 20


def _ticks(end: int) -> range:
    """Numbers under the bar, as far as that of its end leaves room."""
    step = max(1, 2 * round(end / 12)) if end > 6 else 1
    return range(step, end - ceil(0.18 * end) + 1, step)


def _told(  # what the picture says, for those who hear it
    body: float,
    over: float,
    references: float,
    appendix: float,
    free: tuple[str, ...],
    *allowed: int | None,
) -> str:
    parts = [f"Body {body:.2f} pages{f', {over:.2f} over the limit' if over else ''}"]
    note = "not counted" if "references" in free else "counted"
    parts.append(f"references {references:.2f} pages, {note}" if references else "no references")
    note = "not counted" if "appendix" in free else "counted"
    parts.append(f"appendix {appendix:.2f} pages, {note}" if appendix else "no appendix")
    least, most = allowed
    if least is not None or most is not None:
        parts.append(f"allowed are {limits(least, most)}")
    return "; ".join(parts) + "."
