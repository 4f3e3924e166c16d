"""Papers that nobody wrote: honest ones that share what honest papers share, and reworded copies."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "cal",
    "cen",
    "cor",
    "da",
    "del",
    "dis",
    "en",
    "fa",
    "fer",
    "fi",
    "for",
    "ga",
    "gen",
    "gra",
    "in",
    "ka",
    "kel",
    "la",
    "lam",
    "len",
    "lo",
    "ma",
    "mer",
    "mi",
    "mo",
    "na",
    "ner",
    "no",
    "op",
    "pa",
    "per",
    "pla",
    "po",
    "pra",
    "qua",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "sca",
    "sen",
    "si",
    "so",
    "sta",
    "sub",
    "ta",
    "ten",
    "ti",
    "to",
    "tra",
    "tu",
    "ul",
    "va",
    "ver",
    "vi",
    "vo",
    "xa",
    "ze",
]
SMALL = {
    "det": ["the", "the", "the", "our", "this", "each", "every", "such", "their"],
    "prep": [
        "of",
        "in",
        "for",
        "with",
        "on",
        "by",
        "over",
        "under",
        "from",
        "across",
        "through",
        "between",
    ],
    "link": ["and", "which", "while", "because", "so", "although", "whereas", "whenever"],
    "aux": ["can", "may", "must", "could", "should", "will"],
}
PATTERNS = [
    "det adj noun verb det noun prep det noun",
    "we verb det adj noun prep noun noun",
    "prep det noun we verb that det noun verb noun prep det adj noun",
    "det noun prep noun aux verb det adj noun link det noun verb noun",
    "noun and noun verb prep det adj adj noun",
    "it is adj that det noun verb noun noun prep det noun link we verb noun",
    "adj noun verb det noun prep noun noun prep det noun",
    "we verb noun prep det noun link verb det adj noun prep det adj noun noun",
    "det noun noun aux verb more noun than det adj noun prep noun",
    "table shows that det noun verb det adj noun prep noun",
]
STANDARD = [
    "to the best of our knowledge this is the first work that considers",
    "the rest of this paper is organised as follows",
    "the main contributions of this paper can be summarised as follows",
    "we leave a more detailed study of this question for future work",
    "all experiments were run five times and we report the mean and standard deviation",
    "as can be seen from the figure the results agree well with our expectation",
    "in this section we describe the experimental setup and the systems that we used",
    "the results show that our approach outperforms all baselines by a large margin",
    "without loss of generality we assume that",
    "a preliminary evaluation on real data shows promising results",
    "the source code and all scripts are available under an open licence",
    "this work was supported in part by the national science programme under grant",
    "we thank the anonymous reviewers for their helpful comments and suggestions",
    "the remainder of this section discusses each of these points in turn",
    "we compare against the state of the art on three common benchmarks",
]


@dataclass(frozen=True)
class Paper:
    name: str
    group: int
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        return ". ".join(self.sentences)


@dataclass(frozen=True)
class Copy:
    """A reworded copy: of which papers, how much of it is theirs, and how much was changed."""

    paper: Paper
    origins: tuple[str, ...]
    overlap: float
    swapped: float


class Writer:
    """Writes papers in made-up words, as often repeated as words of a language are."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.words = {
            kind: [self._word() for _ in range(many)]
            for kind, many in (("noun", 2400), ("verb", 700), ("adj", 900))
        }
        self.kinds = {word: kind for kind, words in self.words.items() for word in words}
        self.synonyms: dict[str, list[str]] = {}
        self.venue = [self._sentence(self._field()) for _ in range(8)]
        self.groups: dict[int, tuple[dict[str, list[str]], list[str]]] = {}

    def _word(self) -> str:
        return "".join(self.random.choices(SYLLABLES, k=self.random.choice((2, 2, 3, 3, 4))))

    def _field(self) -> dict[str, list[str]]:
        """The words of one field, the commonest first."""
        return {
            kind: self.random.sample(words, len(words) // 6) for kind, words in self.words.items()
        }

    def _pick(self, words: list[str]) -> str:
        return words[min(int(self.random.paretovariate(0.35)) - 1, len(words) - 1)]

    def _sentence(self, field: dict[str, list[str]]) -> str:
        said = []
        for part in self.random.choice(PATTERNS).split():
            if part in field:
                said.append(self._pick(field[part]))
            else:
                said.append(self.random.choice(SMALL.get(part, [part])))
        if self.random.random() < 0.06:
            said = [*self.random.choice(STANDARD).split(), *said[: self.random.randint(0, 8)]]
        return " ".join(said)

    def _group(self, number: int) -> tuple[dict[str, list[str]], list[str]]:
        """What a group uses again and again: its field, its machine, its related work."""
        if number not in self.groups:
            field = self._field()
            self.groups[number] = (field, [self._sentence(field) for _ in range(26)])
        return self.groups[number]

    def paper(self, name: str, group: int) -> Paper:
        """An honest paper, with the venue's words and some of what its group always says."""
        field, stock = self._group(group)
        own = [self._sentence(field) for _ in range(self.random.randint(180, 480))]
        start = self.random.randint(60, len(own) - 60)
        reused = stock[: self.random.randint(0, len(stock))]
        own[start:start] = [self.altered(one, 0.03) for one in reused]
        return Paper(name, group, (*self.venue, *own))

    def papers(self, many: int, groups: int) -> list[Paper]:
        return [self.paper(f"honest {n}", self.random.randrange(groups)) for n in range(many)]

    def altered(self, sentence: str, rate: float) -> str:
        """The sentence with so large a share of its words replaced by synonyms."""
        return " ".join(
            self._synonym(word) if word in self.kinds and self.random.random() < rate else word
            for word in sentence.split()
        )

    def _synonym(self, word: str) -> str:
        if word not in self.synonyms:
            self.synonyms[word] = self.random.sample(self.words[self.kinds[word]], 3)
        return self.random.choice(self.synonyms[word])

    def copy(self, name: str, origins: list[Paper], overlap: float, swapped: float) -> Copy:
        """A paper of which so much is taken from others: reworded, reordered, cut and padded."""
        field, _ = self._group(10_000 + self.random.randrange(10_000))
        taken: list[str] = []
        for origin in origins:
            body = [one for one in origin.sentences if one not in self.venue]
            part = self._cut(body, overlap / len(origins))
            taken += [self.altered(one, swapped) for one in part if self.random.random() > 0.08]
        self._reorder(taken)
        padding = [self._sentence(field) for _ in range(round(len(taken) * (1 / overlap - 1)))]
        for one in padding[: len(padding) // 4]:  # between the others; the rest stands in one piece
            taken.insert(self.random.randint(0, len(taken)), one)
        whole = (*self.venue, *padding[len(padding) // 4 :], *taken)
        return Copy(Paper(name, -1, whole), tuple(o.name for o in origins), overlap, swapped)

    def _cut(self, body: list[str], share: float) -> list[str]:
        length = round(len(body) * min(1.0, share))
        start = self.random.randint(0, len(body) - length)
        return body[start : start + length]

    def _reorder(self, sentences: list[str]) -> None:
        """Swap neighbours here and there."""
        for place in range(len(sentences) - 1):
            if self.random.random() < 0.25:
                sentences[place], sentences[place + 1] = sentences[place + 1], sentences[place]

    def copies(self, papers: list[Paper], many: int) -> Iterator[Copy]:
        """Copies of one or two papers each, from 30 to 100 %, with up to 40 % of content words swapped."""
        for number in range(many):
            origins = self.random.sample(papers, self.random.choice((1, 1, 2)))
            least = 0.3 if len(origins) == 1 else 0.6
            yield self.copy(
                f"copy {number}",
                origins,
                self.random.uniform(least, 1),
                self.random.uniform(0, 0.4),
            )
