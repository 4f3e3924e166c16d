"""What is known of the editions, read from dls/conferences/data/. Pure: files in, values out."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from dls.conferences.actions.roles import Institution, Printed
from dls.conferences.models.roles import Role

DATA = Path(__file__).parent.parent / "data"
LINE = re.compile(r"(?P<name>.+?)(?: \((?P<title>.+)\))?, (?P<affiliation>.+), (?P<country>\w+)")
TWO_WORDS = {"Portegies Zwart"}  # family names that are more than the last word
GROUPS = {
    "chairs": Role.Kind.CHAIR,
    "proceedings_chairs": Role.Kind.PROCEEDINGS_CHAIR,
    "members": Role.Kind.MEMBER,
}
EDITIONS = ("dls2019", "dls2020", "isc2020")


@cache
def known(name: str) -> dict[str, Any]:
    """The facts of one file."""
    return tomllib.loads((DATA / f"{name}.toml").read_text())


def committee(edition: str) -> Iterator[tuple[Role.Kind, Printed]]:
    """Everybody in the order printed, as that edition prints them."""
    for group, lines in known(edition).get("committee", {}).items():
        for place, line in enumerate(lines, 1):
            yield GROUPS[group], _printed(line, place)


def _printed(line: str, place: int) -> Printed:
    found = LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"Not a line of a committee: {line}")
    name, affiliation, country = found["name"], found["affiliation"], found["country"]
    return Printed(
        name=name,
        family_name=next((two for two in TWO_WORDS if name.endswith(two)), name.split()[-1]),
        title=found["title"] or "",
        affiliation=affiliation,
        country=country,
        institutions=_institutions(affiliation, country),
        position=place,
    )


def _institutions(affiliation: str, country: str) -> tuple[Institution, ...]:
    """The places behind a printed affiliation, under their common names."""
    told = known("institutions")
    return tuple(
        Institution(name, told["countries"][country], _sector(name))
        for name in told["affiliations"][affiliation]
    )


def _sector(institution: str) -> str:
    sectors: dict[str, list[str]] = known("institutions")["sectors"]
    return next(sector for sector, names in sectors.items() if institution in names)


def topics(edition: str) -> list[tuple[int, str]]:
    return topics_of(known(edition).get("topics", []))


def topics_of(groups: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """Depth and name of each topic: groups at 0, what stands under them at 1."""
    lines = []
    for topic in groups:
        lines.append((0, topic["name"]))
        lines += [(1, name) for name in topic.get("topics", [])]
    return lines
