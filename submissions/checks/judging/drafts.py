"""A finding before its level is known."""

from typing import NamedTuple

from submissions.checks.values import Box


class Draft(NamedTuple):
    rule: str
    message: str
    measured: str = ""
    allowed: str = ""
    page: int | None = None
    box: Box | None = None
    unsure: bool = False  # then it asks instead of refusing


def some(pages: list[int]) -> str:
    """Page numbers for people: 'page 3', 'pages 1-4 and 7'."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    said = [str(a) if a == b else f"{a}-{b}" for a, b in spans]
    words = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    return f"page {words}" if len(pages) == 1 else f"pages {words}"


def points(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + " pt"
