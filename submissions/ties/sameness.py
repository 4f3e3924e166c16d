"""Whether two entries are one person, and whether two people are at one place."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import zip_longest

from submissions.ties import domains, institutions, names
from submissions.ties.folding import fold
from submissions.ties.institutions import Relation, places_in
from submissions.ties.names import Match
from submissions.ties.places import Place
from submissions.ties.values import Somebody


class Sure(IntEnum):
    NO = 0
    MAYBE = 1
    YES = 2


@dataclass(frozen=True)
class Same:
    """How sure it is that two entries are one person, and by what."""

    sure: Sure
    by: str = ""  # orcid, email, name
    because: str = ""  # why no surer


NOT = Same(Sure.NO)


@dataclass(frozen=True)
class Shared:
    """An institution two people have in common."""

    relation: Relation
    ours: str
    theirs: str
    domain: str = ""


def same_person(one: Somebody, other: Somebody) -> Same:
    """By ORCID, else by address, else by name with what the affiliations say about it."""
    mine, theirs = orcid(one), orcid(other)
    if mine and theirs:
        return Same(Sure.YES, "orcid") if mine == theirs else NOT
    if set(emails(one)) & set(emails(other)):
        return Same(Sure.YES, "email")
    found = names.match(one.name, other.name)
    return _by_name(found, one, other) if found else NOT


def _by_name(found: Match, one: Somebody, other: Somebody) -> Same:
    common = names.is_common(one.name) or names.is_common(other.name)
    near = nearness(one, other)
    if near == Relation.SAME:
        sure = found == Match.FULL or (not common and initials(one, other))
        return (
            Same(Sure.YES, "name") if sure else Same(Sure.MAYBE, "name", "only the initials agree")
        )
    apart = near == Relation.NONE and bool(whereabouts(one)) and bool(whereabouts(other))
    if apart and (common or found == Match.WEAK):
        return NOT
    if found == Match.WEAK:
        return Same(Sure.MAYBE, "name", "the names agree only in part")
    if common:
        return Same(Sure.MAYBE, "name", "the name is a frequent one")
    return Same(Sure.MAYBE, "name", "the affiliations differ") if apart else Same(Sure.YES, "name")


def initials(one: Somebody, other: Somebody) -> bool:
    """Whether a weak match is that of an initial with a whole given name."""
    return any(
        mine.family == theirs.family and 1 in (len(mine.given[0]), len(theirs.given[0]))
        for mine in names.parse(one.name)
        for theirs in names.parse(other.name)
        if mine.given and theirs.given
    )


def orcid(one: Somebody) -> str:
    return one.orcid.rpartition("/")[2].replace("-", "").strip().upper()


def emails(one: Somebody) -> tuple[str, ...]:
    return tuple(email.strip().casefold() for email in one.emails if "@" in email)


@lru_cache(maxsize=50_000)
def whereabouts(one: Somebody) -> tuple[Place, ...]:
    """The places somebody is at, by their affiliations and by known domains of their addresses."""
    lines = zip_longest(one.affiliations, one.countries[: len(one.affiliations)], fillvalue="")
    found = [place for line, country in lines for place in places_in(line, country)]
    found += [place for place in map(domains.place_of, emails(one)) if place]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=50_000)
def own_domains(one: Somebody) -> tuple[str, ...]:
    found = (domains.institution_domain(email) for email in emails(one))
    return tuple(dict.fromkeys(domain for domain in found if domain))


def nearness(one: Somebody, other: Somebody) -> Relation:
    """The nearest of their institutions."""
    found = shared(one, other)
    return found.relation if found else Relation.NONE


def shared(one: Somebody, other: Somebody) -> Shared | None:
    """The nearest places of two people, or the domain both have addresses of."""
    pairs = [
        Shared(institutions.relation(mine, theirs), mine.name, theirs.name)
        for mine in whereabouts(one)
        for theirs in whereabouts(other)
    ]
    pairs += [
        Shared(_by_domain(domain), domain, domain, domain)
        for domain in own_domains(one)
        if domain in own_domains(other)
    ]
    near = [pair for pair in pairs if pair.relation]
    return max(near, key=lambda pair: (pair.relation, not pair.domain), default=None)


@lru_cache(maxsize=10_000)
def _by_domain(domain: str) -> Relation:
    """Addresses of a wide body say little."""
    place = domains.place_of(f"@{domain}")
    return Relation.NEAR if place and place.loose else Relation.SAME


@lru_cache(maxsize=100_000)
def keys(one: Somebody) -> tuple[str, ...]:
    """What two entries have in common at least where they may be one person: for an index."""
    own = orcid(one)
    found = [f"@{email}" for email in emails(one)] + [f"o{own}"] * bool(own)
    return tuple(dict.fromkeys([*found, *(f"n{key}" for key in names.keys(one.name))]))


@lru_cache(maxsize=100_000)
def place_keys(one: Somebody) -> tuple[str, ...]:
    """The same for being at one place."""
    found = [f"i{key}" for place in whereabouts(one) for key in institutions.keys(place)]
    return tuple(dict.fromkeys([*found, *(f"d{domain}" for domain in own_domains(one))]))


def everybody_of(entry: Somebody) -> bool:
    """Whether a line of a list stands for a whole institution: All (Demo Institute)."""
    return fold(entry.name) in {"all", "everybody", "everyone", "anyone", "any", "all members"}


def known_by(one: Somebody) -> Iterator[str]:
    """Every key under which somebody is looked for."""
    yield from keys(one)
    yield from place_keys(one)
