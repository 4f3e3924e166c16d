"""Papers made to measure: typst sets them, with a truth that the source states."""

import random
from functools import cache
from pathlib import Path

import typst

SENTENCE = (
    "the estimator bounds latency of every queue under mild assumptions while our prototype tracks "
    "features and rejects stale entries in practice because a compact sketch outlives cross traffic"
)
WORDS = SENTENCE.split()
SHEETS = {
    "ieee": """#set page(paper: "us-letter", margin: (x: 0.68in, top: 0.66in, bottom: 1.06in), columns: 2)
#set columns(gutter: 12pt)
#set text(font: "Libertinus Serif", size: 10pt, lang: "en", hyphenate: false)
#set par(justify: true, leading: 12pt - 0.66em, first-line-indent: 1em, spacing: 12pt - 0.66em)
""",
    "lncs": """#set page(paper: "a4", margin: (left: 134.8pt, right: 114.7pt, top: 117pt, bottom: 178pt))
#set text(font: "Libertinus Serif", size: 10pt, lang: "en", hyphenate: false)
#set par(justify: true, leading: 12pt - 0.66em, first-line-indent: 1em, spacing: 12pt - 0.66em)
""",
}
TOP = """#set heading(bookmarked: false)
#set text(top-edge: 0.66em, bottom-edge: 0em)
#show heading: set text(size: 10pt)
#show heading: set block(above: 14pt, below: 8pt)
"""


def prose(words: int, seed: int = 1) -> str:
    """Sentences of made-up words, the same for one seed."""
    dice, said = random.Random(seed), []
    while len(said) < words:
        sentence = [dice.choice(WORDS) for _ in range(dice.randint(8, 16))]
        said += [sentence[0].capitalize(), *sentence[1:-1], sentence[-1] + "."]
        if dice.random() < 0.12:
            said[-1] += "\n\n"
    return " ".join(said)


def numbered(count: int, size: str = "8pt") -> str:
    """A list of references with labels in brackets."""
    names = ["Okafor", "Lindqvist", "Tanaka", "Silva", "Novak"]
    rows = [
        f"\\[{n}\\] A. {names[n % 5]} and B. {names[n % 3]}, “{prose(9, n).split('.')[0]},” "
        f"in Proc. Int. Conf. Queues, vol. {n}, pp. {n}–{n + 9}, {1990 + n % 30}."
        for n in range(1, count + 1)
    ]
    return (
        f"#set text(size: {size})\n#set par(first-line-indent: 0pt, hanging-indent: 1em)\n"
        + "\n\n".join(rows)
    )


def author_year(count: int) -> str:
    """A list of references as social sciences set it, in the body's size."""
    names = ["Okafor", "Lindqvist", "Tanaka", "Silva", "Novak"]
    rows = [
        f"{names[n % 5]}, A., {names[n % 3]}, B.: {prose(9, n).split('.')[0]}. "
        f"Journal of Queues {n}({n % 4 + 1}), {n}–{n + 9} ({1990 + n % 30})"
        for n in range(1, count + 1)
    ]
    return "#set par(first-line-indent: 0pt, hanging-indent: 1em)\n" + "\n\n".join(rows)


def title(text: str = "On Queues That Outlive Their Traffic") -> str:
    return f"""#place(top + center, scope: "parent", float: true)[#align(center)[
#text(size: 20pt)[{text}] \\ #v(4pt) #text(size: 11pt)[Anonymous Authors]]]
"""


def set_paper(folder: Path, kind: str, *parts: str, name: str = "paper") -> Path:
    """Typeset a paper of these parts."""
    path = folder / f"{name}.pdf"
    path.write_bytes(compiled(SHEETS[kind] + TOP + "\n".join(parts)))
    return path


@cache
def compiled(source: str) -> bytes:
    return typst.compile(source.encode())


def heading(text: str) -> str:
    return f"\n= {text}\n"
