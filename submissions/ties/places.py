"""Institutions that are known by several names."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from submissions.ties.normalising import normalised

DATA = tomllib.loads(Path(__file__).with_name("institutions.toml").read_text())
SHORT = 5  # letters of an acronym, which may mean another place in another country


@dataclass(frozen=True)
class Place:
    """Where somebody is: under one name, with what is known of it."""

    name: str
    key: str  # normalised
    country: str = ""
    known: bool = False
    everywhere: bool = False
    loose: bool = False
    part_of: str = ""  # the key of the place above

    @property
    def generic_key(self) -> str:
        """The same for two orders of the same words."""
        return " ".join(sorted(self.key.split()))


@dataclass(frozen=True)
class Table:
    places: dict[str, Place]  # by key
    names: dict[str, Place]  # by each normalised name
    acronyms: dict[str, Place]
    domains: dict[str, Place]


@cache
def table() -> Table:
    """The known institutions, read once."""
    read = Table({}, {}, {}, {})
    for entry in DATA["place"]:
        place = Place(
            name=entry["name"],
            key=normalised(entry["name"]),
            country=entry.get("country", ""),
            known=True,
            everywhere=entry.get("everywhere", False),
            loose=entry.get("loose", False),
            part_of=normalised(entry.get("part_of", "")),
        )
        read.places[place.key] = place
        for name in (entry["name"], *entry.get("also", [])):
            names = read.acronyms if name.isupper() and len(name) <= SHORT else read.names
            names.setdefault(normalised(name), place)
        for domain in entry.get("domains", []):
            read.domains[domain] = place
    return read


def named(key: str, country: str) -> Place | None:
    """The known place with this normalised name; an acronym only where its country agrees."""
    found = table().names.get(key)
    if found:
        return found
    short = table().acronyms.get(key)
    agrees = short and (short.everywhere or not country or short.country == country)
    return short if agrees else None


def above(place: Place) -> list[Place]:
    """The places this one is a part of, the nearest first."""
    found: list[Place] = []
    while place.part_of and len(found) < 4:
        place = table().places[place.part_of]
        found.append(place)
    return found


def system_of(key: str) -> Place | None:
    """The wide body whose name this one begins with: University of Texas at …"""
    words = key.split()
    for length in range(len(words) - 1, 1, -1):
        found = table().places.get(" ".join(words[:length]))
        if found and found.loose:
            return found
    return None
