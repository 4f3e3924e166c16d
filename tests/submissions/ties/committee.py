"""Large committees and many papers, made up, with ties planted among them."""

from random import Random

from submissions.ties.values import Former, Member, Paper, Somebody, Work

GIVEN = [
    "Ada",
    "Bram",
    "Cleo",
    "Dario",
    "Elin",
    "Faruk",
    "Gita",
    "Hana",
    "Ivo",
    "Jana",
    "Kofi",
    "Lena",
    "Milo",
    "Nora",
    "Otto",
    "Pia",
    "Rana",
    "Sven",
]
SYLLABLES = [
    "ba",
    "den",
    "fer",
    "gor",
    "hul",
    "jan",
    "kel",
    "lom",
    "mar",
    "nos",
    "pel",
    "quin",
    "rus",
    "sol",
    "tor",
    "vin",
    "wal",
    "zan",
]


class Crowd:
    """People with names, addresses and places that do not repeat more often than in life."""

    def __init__(self, seed: int, places: int = 400) -> None:
        self.random = Random(seed)
        self.count = 0
        self.places = [f"University of {self._word(3).title()}" for _ in range(places)]

    def _word(self, length: int) -> str:
        return "".join(self.random.choice(SYLLABLES) for _ in range(length))

    def somebody(self) -> Somebody:
        self.count += 1
        name = f"{self.random.choice(GIVEN)} {self._word(3).title()}"
        place = self.random.choice(self.places)
        host = f"{place.split()[-1].lower()}.example"
        return Somebody(name, (f"person{self.count}@{host}",), (place,), ("DE",))

    def member(self, key: str, works: int = 60) -> Member:
        return Member(
            key,
            self.somebody(),
            former=tuple(Former(self.random.choice(self.places), 2030 - n) for n in range(2)),
            collaborators=tuple(self._named() for _ in range(20)),
            works=tuple(
                Work(f"Work {n}", tuple(self._named().name for _ in range(4)), 2031 - n % 15)
                for n in range(works)
            ),
        )

    def _named(self) -> Somebody:
        somebody = self.somebody()
        return Somebody(somebody.name, affiliations=somebody.affiliations)

    def paper(self, key: str) -> Paper:
        authors = tuple(self.somebody() for _ in range(self.random.randint(1, 6)))
        return Paper(key, authors, tuple(self._named() for _ in range(8)))
