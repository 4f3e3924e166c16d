"""What pages show of a check beside its findings, in a few numbers: no file is opened again."""

from typing import Any

from submissions import measures
from submissions.checks import telling
from submissions.checks.policy import Policy
from submissions.checks.values import Box, Measurement, PageMeasure

APPENDIX = "appendix"
REFERENCES = "references"
BODY = {"main", "title", "heading", "limitations"}


def outline(paper: Measurement, policy: Policy, stage: str, counted: int | None) -> dict[str, Any]:
    """Sizes of pages, lengths of parts against the limits, and the facts in one sentence."""
    rule = policy.pages
    extra = rule.extra if stage == "camera-ready" else 0
    found = paper.references
    return {
        "sheets": [[round(one.width, 1), round(one.height, 1)] for one in paper.structure.sheets],
        "body": round(paper.body_length, 2),
        "parts": {name: round(length, 2) for name, length in _lengths(paper).items()},
        "least": rule.least,
        "most": None if rule.most is None else rule.most + extra,
        "free": [*rule.free, *([REFERENCES] if rule.references_free else [])],
        "references": found and {"page": found.page, "box": [round(one, 1) for one in found.box]},
        "sure": measures.is_sure(paper) or not rule.references_free,
        "facts": telling.summary(paper, policy, counted),
    }


def _lengths(paper: Measurement) -> dict[str, float]:
    """How many pages the references and what follows them take."""
    found: dict[str, float] = {}
    for page in paper.each:
        for part, share in _shares(page).items():
            found[part] = found.get(part, 0.0) + share
    return found


def _shares(page: PageMeasure) -> dict[str, float]:
    """Each part's share of a page's text; what is neither body nor references, as appendix."""
    signs: dict[str, int] = {}
    for passage in page.passages:
        if passage.mark not in ("head", *BODY):
            part = REFERENCES if passage.mark == REFERENCES else APPENDIX
            signs[part] = signs.get(part, 0) + len(passage.text)
    whole = sum(len(one.text) for one in page.passages if one.mark != "head")
    return {part: count / whole for part, count in signs.items()} if whole else {}


def excess(paper: Measurement, number: int) -> Box | None:
    """The text on a page that is too many, down to where the references start."""
    block, start = paper.each[number - 1].block, paper.references
    if block is None or start is None or start.page != number or start.column > 1:
        return block
    left, top, right, bottom = block
    return (left, top, right, max(top, min(bottom, start.box[1])))
