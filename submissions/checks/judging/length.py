"""Page limits, and what of a paper they count."""

from collections.abc import Iterator

from submissions.checks.judging.drafts import Draft
from submissions.checks.policy import PageRule, Policy
from submissions.checks.values import Measurement, PageMeasure

SURE = 0.6


def counted_pages(paper: Measurement, rule: PageRule) -> int:
    """Pages that carry anything the policy counts; free parts over their cap count again."""
    if rule.references_free is False and not rule.free:
        return paper.pages
    free = set(rule.free) | ({"references"} if rule.references_free else set())
    caps = dict(rule.caps)
    used: dict[str, int] = {}
    total = 0
    for page in paper.each:
        total += counts(page, free, caps, used)
    return total


def counts(page: PageMeasure, free: set[str], caps: dict[str, int], used: dict[str, int]) -> bool:
    parts = set(page.counted)
    if not parts:
        return False
    if parts - free:
        return True
    for part in parts & set(caps):
        used[part] = used.get(part, 0) + 1
        if used[part] > caps[part]:
            return True
    return False


def length(paper: Measurement, policy: Policy, stage: str) -> Iterator[Draft]:
    rule = policy.pages
    extra = rule.extra if stage == "camera-ready" else 0
    pages = counted_pages(paper, rule)
    found = paper.references
    unsure = rule.references_free and (found is None or found.confidence < SURE)
    where = told(paper, pages)
    ask = " If that is wrong, tell the chairs where the references start." if unsure else ""
    allowed = limits(rule.least, None if rule.most is None else rule.most + extra)
    if rule.least is not None and pages < rule.least:
        message = f"The paper has {where}; {allowed} are asked for. Add what is missing.{ask}"
        yield Draft("pages-too-few", message, str(pages), allowed, unsure=unsure)
    if rule.most is not None and pages > rule.most + extra:
        message = f"The paper has {where}; {allowed} are allowed. Shorten it.{ask}"
        page = min(paper.pages, rule.most + extra + 1)
        yield Draft("pages-too-many", message, str(pages), allowed, page, unsure=unsure)
    if found is None and paper.body_font is not None:
        yield Draft(
            "no-references",
            "No list of references was found. If there is one, head it with the line References.",
            "none",
            "a list under its own heading",
            unsure=True,
        )
    elif found is not None and found.confidence < SURE:
        yield Draft(
            "no-references",
            f"The references seem to start on page {found.page}, but that is not certain. "
            "Head the list with a line that says References.",
            f"confidence {found.confidence:.0%}",
            "a list under its own heading",
            found.page,
            found.box,
            unsure=True,
        )


def told(paper: Measurement, pages: int) -> str:
    """How long a paper is, and where its references start, in words."""
    word = "page" if pages == 1 else "pages"
    if paper.references is None:
        return f"{pages} counted {word}"
    found = paper.references
    return (
        f"{pages} counted {word}, the references starting on page {found.page}, "
        f"column {found.column}, {found.height:.0%} down"
    )


def limits(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return f"{least} to {most} pages" if least != most else f"{least} pages"
    return f"at least {least} pages" if most is None else f"at most {most} pages"
