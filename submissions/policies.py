"""What a category's papers are judged by: its template, its own policy, and what its chairs set."""

import hashlib
import json
import tomllib
from functools import lru_cache
from typing import Any

from submissions.checks import policy as policies
from submissions.checks.policy import Policy, PolicyError
from submissions.checks.wire import to_plain
from submissions.models.categories import Category

ENGINE = "2"  # of what measures and judges: another one makes old reports out of date


def of(category: Category) -> Policy:
    """The policy of a category; PolicyError says what of it cannot be kept."""
    return _made(category.template, category.own_policy, json.dumps(_said(category)))


def fingerprint(policy: Policy, stage: str) -> str:
    """What a report was judged by: it differs once the rules that hold at a stage do."""
    said = json.dumps([ENGINE, stage, to_plain(policy)], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _said(category: Category) -> dict[str, Any]:
    """What chairs set without writing a policy: it lies over template and own policy."""
    pages: dict[str, Any] = {
        "least": category.pages_min,
        "most": category.pages_max,
        "references": category.references or None,
        "free": category.free_parts or None,
        "extra": category.extra_pages or None,
    }
    return {
        "pages": {name: value for name, value in pages.items() if value is not None},
        "levels": category.levels or {},
    }


@lru_cache(256)
def _made(template: str, own: str, said: str) -> Policy:
    try:
        written = tomllib.loads(own)
    except tomllib.TOMLDecodeError as wrong:
        raise PolicyError(f"The venue’s own policy is not TOML: {wrong}.") from None
    if template in policies.BUILT_IN:
        written.setdefault("extends", template)
    return policies.from_data(template, policies.merged(written, json.loads(said)))
