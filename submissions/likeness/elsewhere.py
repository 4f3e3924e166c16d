"""What the comment on a preprint says of its being under review, or out, somewhere else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

UNDER_REVIEW, PUBLISHED = "under-review", "published"
SAID = {
    UNDER_REVIEW: re.compile(
        r"\b(?:(?:is |are |being |currently |now )*(?:under|in) (?:peer |double-blind |blind )?"
        r"(?:review|submission|consideration|revision)|(?:re)?submitted|submission (?:to|at|for)"
        r"|(?:major|minor) revision)\b"
    ),
    PUBLISHED: re.compile(
        r"\b(?:accepted|to appear|forthcoming|in press|published|appear(?:s|ed) (?:in|at)"
        r"|camera[- ]ready|presented at|in proceedings of|proceedings version|oral at|poster at)\b"
    ),
}
NEGATED = re.compile(r"\b(?:not|never|no longer|nor|neither|rejected|withdrawn)\b[^.;]{0,25}$")
ARXIV_ONLY = re.compile(r"^\W*(?:to|on|at|in)?\W*(?:the )?arxiv\b")
PART = re.compile(r"[.;\n]\s+|[;\n]|$")


@dataclass(frozen=True)
class Elsewhere:
    """That a preprint stands somewhere else, and the words that say so."""

    state: str
    words: str

    @property
    def is_under_review(self) -> bool:
        return self.state == UNDER_REVIEW


def elsewhere(comment: str, own: Iterable[str] = ()) -> Elsewhere | None:
    """The first part of a comment that names another venue; `own` are names of this one."""
    names = [bare(name) for name in own if len(bare(name)) >= 3]
    for part in parts(comment):
        if any(re.search(rf"\b{re.escape(name)}\b", bare(part)) for name in names):
            continue
        for state in (PUBLISHED, UNDER_REVIEW):
            if says(part.casefold(), SAID[state]):
                return Elsewhere(state, part)
    return None


def parts(comment: str) -> list[str]:
    return [part.strip() for part in PART.split(comment[:5_000]) if part.strip()]


def says(part: str, phrase: re.Pattern[str]) -> bool:
    return any(
        not NEGATED.search(part[: found.start()]) and not ARXIV_ONLY.search(part[found.end() :])
        for found in phrase.finditer(part)
    )


def bare(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))
