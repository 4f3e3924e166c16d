"""Judging: a measured paper and a policy give findings; no file is opened again."""

from collections.abc import Iterable, Iterator

from submissions.checks.judging import file, identity, layout, length
from submissions.checks.judging.drafts import Draft
from submissions.checks.judging.identity import Author
from submissions.checks.policy import Policy
from submissions.checks.values import Failure, Finding, Measurement

ORDER = {"block": 0, "warn": 1, "note": 2}


def judge(
    paper: Measurement, policy: Policy, stage: str, authors: Iterable[Author] = ()
) -> tuple[Finding, ...]:
    """Every rule the paper does not keep at this stage, gravest first."""
    found = [
        finding
        for draft in drafts(paper, policy, stage, authors)
        if (finding := levelled(draft, policy, stage)) is not None
    ]
    return tuple(sorted(found, key=lambda one: ORDER[one.level]))


def drafts(
    paper: Measurement, policy: Policy, stage: str, authors: Iterable[Author]
) -> Iterator[Draft]:
    yield from length.length(paper, policy, stage)
    yield from layout.sheets(paper, policy)
    yield from layout.columns(paper, policy)
    yield from layout.margins(paper, policy)
    yield from layout.fonts(paper, policy)
    yield from layout.leading(paper, policy)
    yield from file.fonts(paper)
    yield from file.version(paper, policy)
    yield from file.content(paper)
    yield from file.furniture(paper)
    yield from file.text(paper)
    yield from file.hidden(paper)
    yield from identity.traces(paper, authors)


def levelled(draft: Draft, policy: Policy, stage: str) -> Finding | None:
    """Doubt asks instead of refusing; hidden text goes to the chairs; identity is never silent."""
    level = policy.level(draft.rule, stage)
    if draft.rule == "identity" and level == "off":
        level = "note"
    if level == "off":
        return None
    if level == "block" and (draft.unsure or draft.rule == "hidden-text"):
        level = "warn"
    return Finding(
        draft.rule, level, draft.page, draft.box, draft.measured, draft.allowed, draft.message
    )


def judge_failure(failure: Failure, policy: Policy, stage: str) -> tuple[Finding, ...]:
    """A file that cannot be read is one finding, and never passes."""
    level = policy.level(failure.rule, stage)
    level = "block" if level == "off" else level
    return (Finding(failure.rule, level, failure.page, None, "", "", failure.message),)
