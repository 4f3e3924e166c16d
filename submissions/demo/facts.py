"""What is known and what is invented of each edition’s papers. Pure: files in, values out."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
EDITIONS = ("dls2019", "dls2020", "isc2020")
Told = dict[str, Any]


@cache
def known(name: str) -> Told:
    return tomllib.loads((DATA / f"{name}.toml").read_text())


def workshops() -> dict[str, Told]:
    """What is invented of each Demo Workshop, by its slug."""
    found: dict[str, Told] = known("workshops")["workshops"]
    return found


def texts() -> dict[str, Any]:
    """What invented papers say."""
    found: dict[str, Any] = known("workshops")["texts"]
    return found
