"""Addresses of mail: which institution they belong to, if they belong to one."""

from functools import lru_cache

from submissions.ties.places import DATA, Place, table

FREE = frozenset(DATA["free_mail"].split())
SHARED = frozenset(DATA["registries"].split())


@lru_cache(maxsize=100_000)
def institution_domain(email: str) -> str:
    """cs.cmu.edu as cmu.edu; nothing where anybody may have an address."""
    host = email.rpartition("@")[2].strip().casefold().rstrip(".")
    labels = host.split(".")
    if len(labels) < 2 or not all(labels):
        return ""
    registered = ".".join(labels[-_depth(labels) :])
    free = any(".".join(labels[start:]) in FREE for start in range(len(labels) - 1))
    return "" if free or registered.count(".") < _depth(labels) - 1 else registered


def _depth(labels: list[str]) -> int:
    return 3 if len(labels[-1]) == 2 and labels[-2] in SHARED else 2


@lru_cache(maxsize=100_000)
def place_of(email: str) -> Place | None:
    """The known institution behind an address: the one with the longest matching domain."""
    if not institution_domain(email):
        return None
    labels = email.rpartition("@")[2].strip().casefold().rstrip(".").split(".")
    found = (table().domains.get(".".join(labels[start:])) for start in range(len(labels) - 1))
    return next((place for place in found if place), None)
