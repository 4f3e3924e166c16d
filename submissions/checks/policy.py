"""Policies: what a venue asks, as data; built in by name, or from a venue's own TOML file."""

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

BUILT_IN = ("ieee-conference", "lncs", "acm-sigconf", "article")
FOLDER = Path(__file__).resolve().parent / "policies"
STAGES = ("submission", "camera-ready")
LEVELS = ("off", "note", "warn", "block")
PARTS = (
    "appendix",
    "supplement",
    "acknowledgments",
    "biographies",
    "limitations",
    "statement",
    "notes",
    "floats",
)
Margins = tuple[float, float, float, float]


class PolicyError(ValueError):
    """A policy file says something we cannot keep."""


@dataclass(frozen=True)
class PageRule:
    """How long a paper may be, and what is not counted."""

    least: int | None = None
    most: int | None = None
    references_free: bool = True
    free: tuple[str, ...] = ()
    caps: tuple[tuple[str, int], ...] = ()
    extra: int = 0


@dataclass(frozen=True)
class TextRule:
    """How the text is to be set."""

    columns: int | None = None
    gutter: float | None = None
    body_font: tuple[float, float] | None = None
    leading: float | None = None
    leading_share: float | None = None
    block: tuple[float, float] | None = None
    only_size: bool = False
    margins: tuple[Margins, ...] = ()
    margins_by_paper: tuple[tuple[str, tuple[Margins, ...]], ...] = ()
    tolerance: float = 3.0

    def margins_on(self, paper: str) -> tuple[Margins, ...]:
        """The layouts accepted on this paper."""
        return dict(self.margins_by_paper).get(paper, self.margins)


@dataclass(frozen=True)
class Policy:
    """Everything a paper is judged by."""

    name: str
    title: str
    papers: tuple[tuple[str, float, float], ...]
    paper_tolerance: float
    versions: tuple[str, str]
    pages: PageRule
    text: TextRule
    levels: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = field(repr=False)

    def level(self, rule: str, stage: str) -> str:
        """How grave a breach of a rule is at a stage."""
        return dict(dict(self.levels)[stage])[rule]

    def limited(self, least: int | None, most: int | None) -> "Policy":
        return replace(self, pages=replace(self.pages, least=least, most=most))

    def counting(self, references: str) -> "Policy":
        """The same with references free or counted."""
        return replace(self, pages=replace(self.pages, references_free=references == "free"))


def load(name_or_path: str) -> Policy:
    """A built-in policy by its name, or one from a file."""
    if name_or_path in BUILT_IN:
        return from_data(name_or_path, tomllib.loads((FOLDER / f"{name_or_path}.toml").read_text()))
    path = Path(name_or_path)
    if path.suffix != ".toml":
        raise PolicyError(f"No policy is called {name_or_path}. Built in: {', '.join(BUILT_IN)}.")
    try:
        return from_data(path.stem, tomllib.loads(path.read_text()))
    except OSError:
        raise PolicyError(f"{name_or_path} cannot be read.") from None
    except tomllib.TOMLDecodeError as wrong:
        raise PolicyError(f"{name_or_path} is not TOML: {wrong}.") from None


def from_data(name: str, data: dict[str, Any]) -> Policy:
    """A policy from plain data, laid over the policy it extends."""
    whole = merged(ground(data.get("extends")), data)
    refuse_unknown(whole)
    try:
        return Policy(
            name=str(whole.get("name", name)),
            title=str(whole["title"]),
            papers=tuple((str(n), float(w), float(h)) for n, w, h in whole["papers"]),
            paper_tolerance=float(whole["paper_tolerance"]),
            versions=(str(whole["versions"][0]), str(whole["versions"][1])),
            pages=page_rule(whole["pages"]),
            text=text_rule(whole["text"]),
            levels=tuple((stage, levels_of(whole["levels"][stage])) for stage in STAGES),
        )
    except (KeyError, TypeError, ValueError, IndexError) as wrong:
        raise PolicyError(f"The policy {name} cannot be understood: {wrong}") from wrong


def ground(extends: object) -> dict[str, Any]:
    base = tomllib.loads((FOLDER / "base.toml").read_text())
    if extends is None:
        return base
    if extends not in BUILT_IN:
        raise PolicyError(f"A policy can extend {', '.join(BUILT_IN)}, not {extends}.")
    return merged(base, tomllib.loads((FOLDER / f"{extends}.toml").read_text()))


def merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Tables are laid over each other; everything else is replaced."""
    both = dict(below)
    for key, value in above.items():
        old = both.get(key)
        both[key] = (
            merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
        )
    return both


KNOWN = {
    "": {
        "name",
        "extends",
        "title",
        "papers",
        "paper_tolerance",
        "versions",
        "pages",
        "text",
        "levels",
    },
    "pages": {"least", "most", "references", "free", "caps", "extra"},
    "text": set(TextRule.__dataclass_fields__),
}


def refuse_unknown(data: dict[str, Any]) -> None:
    """A misspelt key would be a rule that nobody checks."""
    for table, known in KNOWN.items():
        said = data if not table else data[table]
        for key in said:
            if key not in known:
                raise PolicyError(f"A policy has no {table + '.' if table else ''}{key}.")


def page_rule(data: dict[str, Any]) -> PageRule:
    if data["references"] not in ("free", "counted"):
        raise PolicyError("References are free or counted.")
    wrong = [part for part in [*data["free"], *data["caps"]] if part not in PARTS]
    if wrong:
        raise PolicyError(f"{wrong[0]} cannot be free; these can: {', '.join(PARTS)}.")
    return PageRule(
        least=data.get("least"),
        most=data.get("most"),
        references_free=data["references"] == "free",
        free=tuple(data["free"]),
        caps=tuple((str(part), int(pages)) for part, pages in data["caps"].items()),
        extra=int(data["extra"]),
    )


def text_rule(data: dict[str, Any]) -> TextRule:
    plain = {key: value for key, value in data.items() if key in TextRule.__dataclass_fields__}
    plain["margins"] = layouts(data.get("margins", []))
    by_paper = data.get("margins_by_paper", {})
    plain["margins_by_paper"] = tuple((paper, layouts(rows)) for paper, rows in by_paper.items())
    for pair in ("body_font", "block"):
        if pair in plain:
            first, second = plain[pair]
            plain[pair] = (float(first), float(second))
    return TextRule(**plain)


def layouts(rows: list[list[float]]) -> tuple[Margins, ...]:
    return tuple((float(a), float(b), float(c), float(d)) for a, b, c, d in rows)


def levels_of(data: dict[str, str]) -> tuple[tuple[str, str], ...]:
    rules = tomllib.loads((FOLDER / "base.toml").read_text())["levels"]["submission"]
    for rule, level in data.items():
        if rule not in rules or level not in LEVELS:
            raise PolicyError(f"{rule} = {level} is no rule with a level ({', '.join(LEVELS)}).")
    return tuple(data.items())
