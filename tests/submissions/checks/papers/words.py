"""Made-up words, entries and marks: from the marks a made paper tells its own truth."""

import random
from typing import NamedTuple

SENTENCE = (
    "the estimator bounds latency of every queue under mild assumptions while our prototype tracks "
    "features and rejects stale entries in practice because a compact sketch outlives cross traffic"
)
WORDS = SENTENCE.split()
NAMES = ["Okafor", "Lindqvist", "Tanaka", "Silva", "Novak"]
ENDS_BODY, FIRST, LAST, FLOAT = "Zbody", "Zrone", "Zrend", "Zpic"


class Part(NamedTuple):
    """One block of a paper: a heading, a paragraph, an entry or a page break."""

    kind: str
    text: str


def sentence(dice: random.Random) -> str:
    said = [dice.choice(WORDS) for _ in range(dice.randint(8, 16))]
    return " ".join([said[0].capitalize(), *said[1:]]) + "."


def paragraphs(words: int, seed: int) -> list[str]:
    dice, made, count = random.Random(seed), [], 0
    while count < words:
        made.append(" ".join(sentence(dice) for _ in range(dice.randint(4, 8))))
        count += len(made[-1].split())
    return made


def signs(count: int, seed: int, of: str) -> list[str]:
    """Paragraphs in a script without spaces."""
    dice, made, length = random.Random(seed), [], 0
    while length < count:
        runs = ("".join(dice.choices(of, k=dice.randint(12, 30))) for _ in range(4))
        made.append("。".join(runs) + "。")
        length += len(made[-1])
    return made


def entry(number: int, style: str) -> str:
    one, two, year = NAMES[number % 5], NAMES[(number + 2) % 5], 1990 + number % 30
    title, pages = sentence(random.Random(number))[:-1], f"{number}–{number + 9}"
    journal = f"Journal of Queues {number}({number % 4 + 1})"
    return {
        "ieee": f"A. {one} and B. {two}, “{title},” in Proc. Int. Conf. Queues, vol. {number}, pp. {pages}, {year}.",
        "lncs": f"{one}, A., {two}, B.: {title}. {journal}, {pages} ({year})",
        "apa": f"{one}, A., & {two}, B. ({year}). {title}. {journal}, {pages}.",
        "mla": f"{one}, Ada, and Bob {two}. “{title}.” {journal}, {year}, pp. {pages}.",
        "gost": f"{one} А. Б., {two} В. Г. {title} // Журнал очередей. — {year}. — Т. {number}. — С. {pages}.",
    }[style]


def entries(count: int, style: str) -> list[str]:
    made = [entry(number, style) for number in range(1, count + 1)]
    made[0] = f"{FIRST}, {made[0]}"
    made[-1] += f" {LAST}."
    return made


def body(texts: list[str], heads: list[str]) -> list[Part]:
    """Sections of these paragraphs under these headings; the last word ends the body."""
    each, made = max(1, len(texts) // len(heads)), []
    for index, head in enumerate(heads):
        last = index == len(heads) - 1
        own = texts[index * each :] if last else texts[index * each : (index + 1) * each]
        made += [Part("head", head), *(Part("text", one) for one in own)]
    return [*made[:-1], Part("text", f"{made[-1].text} {ENDS_BODY}.")]


def after(kind: str, head: str, words: int) -> list[Part]:
    """A part that follows the list, marked where it begins and ends."""
    texts = paragraphs(words, 7)
    texts[0] = f"Zpa{kind} {texts[0]}"
    texts[-1] += f" Zpz{kind}."
    return [Part("head", head), *(Part("text", one) for one in texts)]


def listed(count: int, style: str, label: str = "[%d] ") -> list[Part]:
    return [
        Part("entry", (label % number if "%d" in label else label) + one)
        for number, one in enumerate(entries(count, style), start=1)
    ]
