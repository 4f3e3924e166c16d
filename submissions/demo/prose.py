"""Sentences that look like a paper’s: invented, about nothing, the same for one seed."""

import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parent / "words.toml"
CITED = 0.18
FORMS = (3, 3, 4, 2, 1)  # how often each form of a sentence comes


@cache
def words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text())


def nouns_of(subject: str) -> list[str]:
    """The nouns of a subject, by the words of its title."""
    low = subject.casefold()
    topics = words()["topics"]
    fit = [topic["nouns"] for topic in topics if any(sign in low for sign in topic["signs"])]
    return [noun for nouns in fit for noun in nouns] or list(topics[-1]["nouns"])


class Prose:
    """An author who never runs dry."""

    def __init__(self, subject: str, seed: int, references: int) -> None:
        self.dice = random.Random(f"{subject} {seed}")  # noqa: S311  # of nothing but demo texts
        self.nouns = nouns_of(subject)
        self.references = references
        self.told = words()
        self.forms = (self._plain, self._opened, self._joined, self._measured, self._pointing)
        self.figures = self.tables = 0

    def paragraph(self, sentences: int) -> str:
        return " ".join(self.sentence() for _ in range(sentences))

    def sentence(self) -> str:
        said = self.dice.choices(self.forms, FORMS)[0]()
        return f"{said[0].upper()}{said[1:]}."

    def phrase(self) -> str:
        """Two or three words that could name something."""
        return f"{self._of('adjectives')} {self._thing()}"

    def reference(self, number: int) -> str:
        """An entry of the list of references."""
        names = " and ".join(
            f"{self.dice.choice('ABCDEFGHJKLMNPRST')}. Author {self.dice.randint(1, 99)}"
            for _ in range(self.dice.randint(1, 3))
        )
        title = (
            f"{self._of('adjectives')} {self._thing()} for {self._of('adjectives')} {self._many()}"
        )
        first = self.dice.randint(1, 400)
        where = f"{self._of('venues')}, vol. {self.dice.randint(1, 40)}"
        pages = f"pp. {first}–{first + self.dice.randint(6, 14)}"
        year = self.dice.randint(2005, 2019)
        return f"[{number}] {names}, “{title.capitalize()},” {where}, {pages}, {year}."

    def _of(self, name: str) -> str:
        return str(self.dice.choice(self.told[name]))

    def _thing(self) -> str:
        return self.dice.choice(self.nouns) if self.dice.random() < 0.45 else self._of("singular")

    def _many(self) -> str:
        return self._of("plural")

    def _noun(self) -> tuple[str, int]:
        """A noun with its article, and whether it is one or many."""
        chance = self.dice.random()
        if chance < 0.3:
            return f"{self._of('adjectives')} {self._many()}", 1
        if chance < 0.45:
            return f"{self.dice.choice(('these', 'our', 'all', 'most'))} {self._many()}", 1
        article = self.dice.choice(("the", "the", "this", "our", "each"))
        if self.dice.random() < 0.5:
            return f"{article} {self._of('adjectives')} {self._thing()}", 0
        return f"{article} {self._thing()}", 0

    def _clause(self) -> str:
        subject, many = self._noun()
        verb = self.dice.choice(self.told["verbs"])[many]
        return f"{subject} {verb} {self._noun()[0]}{self._tail()}"

    def _tail(self) -> str:
        chance = self.dice.random()
        if chance < CITED and self.references:
            return f" [{self.dice.randint(1, self.references)}]"
        return f" {self._of('tails')}" if chance < 0.5 else ""

    def _plain(self) -> str:
        return self._clause()

    def _opened(self) -> str:
        return f"{self._of('openers')}, {self._clause()}"

    def _joined(self) -> str:
        return f"{self._clause()}, {self._of('joins')} {self._clause()}"

    def _measured(self) -> str:
        dice = self.dice
        many = 2 ** dice.randint(3, 13)
        amount = self._of("measured").format(
            n=dice.randint(3, 900), p=dice.randint(41, 99), f=f"{dice.uniform(0.2, 60):.1f}"
        )
        return (
            f"with {many} {self._of('units')}, the {self._thing()} {self._of('reports')} {amount}"
        )

    def _pointing(self) -> str:
        if not self.figures:
            return self._joined()
        return f"Fig. {self.dice.randint(1, self.figures)} shows that {self._clause()}"
