"""Shingles: each three words that follow one another, as one number."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

WIDTH = 3
EVERY = 16  # one shingle in so many is kept as a mark
PRIME = (1 << 61) - 1  # so that each fits a database's integer
FIRST, SECOND, THIRD = 1_442_695_040_888_963_407, 935_654_019_457_321_991, 1_181_783_497_276_652_981


@lru_cache(maxsize=200_000)
def number(word: str) -> int:
    """The same on every machine and in every process."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")


def shingles(words: Sequence[str]) -> list[int]:
    """One number for each three words, in their order."""
    numbers = [number(word) for word in words]
    return [
        (FIRST * one + SECOND * two + THIRD * three) % PRIME
        for one, two, three in zip(numbers, numbers[1:], numbers[2:], strict=False)
    ]


def marks(found: Iterable[int]) -> frozenset[int]:
    """A paper's signature: of its shingles those whose number divides by 16.

    This is MinHash that keeps a share instead of a count: every paper decides alike which shingles
    to keep, so that two papers have as large a share of marks in common as of shingles, whatever
    their lengths, and a paper that is part of a longer one is found, too. Each mark is a band of
    its own: a join over equal marks finds all that share text.
    """
    return frozenset(one for one in found if one % EVERY == 0)
