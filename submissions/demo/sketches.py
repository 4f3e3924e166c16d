"""Papers of the demo before anybody writes them: who, what, how long, and what becomes of them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from random import Random
from typing import Any

from dls.conferences.demo import cast
from submissions.bylines import Entry
from submissions.demo import facts
from submissions.demo.manuscript import Flaw
from submissions.demo.prose import Prose

TWO_WORDS = ("Portegies Zwart",)  # family names that are more than the last word
LONGEST_BODY = 8  # pages before references, where those are free
WARNED = (Flaw.BARE, Flaw.HIDDEN)  # what does not keep a paper from being submitted
REFUSED = (Flaw.SMALL, Flaw.WIDE)
MADE_UP = "Text made up for the demo."


class Fate(Enum):
    DRAFT = "stays a draft"
    SUBMITTED = "is submitted"
    WITHDRAWN = "is submitted, and withdrawn later"


@dataclass(frozen=True)
class Sketch:
    """A paper to be told; `contact` is a part of the cast, or empty where a chair hands it in."""

    title: str
    entries: tuple[Entry, ...]
    sheet: str
    pages: int = 0  # 0: nothing is uploaded
    body: int = 0
    flaw: Flaw | None = None
    fate: Fate = Fate.SUBMITTED
    contact: str = ""
    topics: tuple[int, ...] = ()  # places in the conference’s list, from 1
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def abstract(self) -> str:
        made = Prose(self.title, 0, 0).paragraph(7)
        return made if self.contact else f"{made} ({MADE_UP})"


def printed(edition: str) -> Iterator[Sketch]:
    """The papers that a volume prints."""
    told = facts.known(edition)
    for paper in told.get("papers", []):
        pages: int = paper["pages"]
        yield Sketch(
            paper["title"], tuple(_printed(paper["authors"])), told["sheet"], pages,
            body=min(pages, LONGEST_BODY), topics=tuple(paper.get("topics", ())),
            values=UNKNOWN,
        )  # fmt: skip


UNKNOWN = {
    "algorithms": "As in the paper.", "releases": "As in the paper.",
    "data_sets": "As in the paper.", "hardware": "As in the paper.",
    "studies_performance": False, "is_original": True, "all_agree": True,
}  # fmt: skip


def _printed(authors: list[list[str]]) -> Iterator[Entry]:
    for rank, (name, places, country) in enumerate(authors, 1):
        family = next((two for two in TWO_WORDS if name.endswith(two)), name.split()[-1])
        yield Entry(
            f"new-{rank}", name.removesuffix(family).strip(), family, _address(name),
            is_corresponding=rank == 1,
            affiliations=tuple((place.strip(), country) for place in places.split(";")),
        )  # fmt: skip


def _address(name: str) -> str:
    """Nobody reads there: liu.yang@authors.demo.example."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"{re.sub(r'[^a-z]+', '.', plain).strip('.')}@authors.demo.example"


def of_edition(edition: str) -> list[Sketch]:
    """Printed and invented ones, in the order in which they were begun."""
    told = facts.known(edition)
    first = len(told.get("papers", []))
    invented = [
        _invented(f"{edition}", number, told["sheet"], (6, 8))
        for number in range(first + 1, first + told["invented"] + 1)
    ]
    every = [*printed(edition), *invented]
    Random(edition).shuffle(every)  # noqa: S311  # an order, no secret
    return every


def _invented(slug: str, number: int, sheet: str, pages: tuple[int, int]) -> Sketch:
    """A paper that is only there because it was not accepted."""
    dice = Random(f"{slug} {number}")  # noqa: S311  # an invention, no secret
    topic = str(dice.choice(facts.texts()["things"])).lower()
    chosen = _people(dice)
    return Sketch(
        f"Demo paper {number} on {topic}", tuple(_entries(chosen)), sheet, dice.randint(*pages),
        contact=f"Author {chosen[0]}", topics=tuple(sorted(dice.sample(range(1, 11), 2))),
        values=_values(dice, number),
    )  # fmt: skip


def of_workshop(slug: str) -> list[Sketch]:
    """All papers of a Demo Workshop, in the order in which they were begun."""
    told = facts.workshops()[slug]
    fates = [
        *[Fate.SUBMITTED] * told["submitted"],
        *[Fate.WITHDRAWN] * told.get("withdrawn", 0),
        *[Fate.DRAFT] * told.get("drafts", 0),
    ]
    dice = Random(slug)  # noqa: S311  # an invention, no secret
    dice.shuffle(fates)
    titles = _titles(dice, len(fates))
    places = [fates[:rank].count(fate) for rank, fate in enumerate(fates)]
    told_of = zip(places, titles, fates, strict=True)
    return [_sketch(slug, place, title, fate) for place, title, fate in told_of]


def _titles(dice: Random, many: int) -> list[str]:
    """Different ones, each with a number that says that it is of the demo."""
    things = list(facts.texts()["things"])
    dice.shuffle(things)
    forms = facts.texts()["titles"]
    return [
        f"Demo {rank + 1}: "
        + forms[(rank + dice.randint(0, 2)) % len(forms)].format(
            a=things[rank % len(things)], b=things[(rank * 7 + 11) % len(things)]
        )
        for rank in range(many)
    ]


def _sketch(slug: str, rank: int, title: str, fate: Fate) -> Sketch:
    category = facts.workshops()[slug]["category"]
    dice = Random(f"{slug} {title}")  # noqa: S311  # an invention, no secret
    chosen = _people(dice)
    pages, flaw = _form(category, rank, fate, dice)
    topics = tuple(sorted(dice.sample(range(1, 11), dice.randint(1, 3))))
    return Sketch(
        title, tuple(_entries(chosen)), category["template"], pages,
        body=pages if pages > category["pages_max"] else 0, flaw=flaw, fate=fate,
        contact=f"Author {chosen[0]}", topics=topics, values=_values(dice, rank),
    )  # fmt: skip


def _form(category: dict[str, Any], rank: int, fate: Fate, dice: Random) -> tuple[int, Flaw | None]:
    """How long it is, and what is wrong with it: what blocks only in drafts."""
    least, most = category["pages_min"], category["pages_max"]
    pages = dice.randint(least + 1, most)
    if fate != Fate.DRAFT:
        return pages, WARNED[rank // 5 % len(WARNED)] if rank % 5 == 2 else None
    forms = ((pages, None), (pages, REFUSED[0]), (most + 2, None), (0, None), (pages, REFUSED[1]))
    return forms[rank % len(forms)]


def _people(dice: Random) -> list[int]:
    """Two to five of the cast’s authors."""
    return dice.sample(range(1, cast.AUTHORS + 1), dice.randint(2, 5))


def _entries(chosen: list[int]) -> Iterator[Entry]:
    for rank, number in enumerate(chosen, 1):
        yield Entry(
            f"new-{rank}", "Demo", f"Author {number}", cast.address(f"Author {number}"),
            is_corresponding=rank == 1,
            affiliations=(
                (cast.workplace(number), cast.homeland(number)),
            ),
        )  # fmt: skip


def _values(dice: Random, number: int) -> dict[str, Any]:
    """What the authors fill in."""
    told = facts.texts()
    studies = number % 3 == 0
    return {
        **{name: dice.choice(told[name]) for name in ("algorithms", "releases", "data_sets")},
        "hardware": dice.choice(told["hardware"]),
        "collaborators": dice.choice(told["collaborators"]),
        "keywords": ", ".join(word.lower() for word in dice.sample(told["things"], 3)),
        "studies_performance": studies,
        "benchmark": dice.choice(told["benchmarks"]) if studies else "",
        "is_original": True,
        "all_agree": True,
    }
