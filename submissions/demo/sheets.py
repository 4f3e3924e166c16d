"""How a venue’s template places text on paper, in points."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Style:
    """How one kind of text is set."""

    size: float
    leading: float
    face: str = "regular"


@dataclass(frozen=True)
class Sheet:
    """A template: the page, its columns, and the styles of its texts."""

    name: str
    width: float
    height: float
    left: float
    top: float
    column: float
    depth: float
    columns: int
    gutter: float
    body: Style
    title: Style
    names: Style
    places: Style
    abstract: Style
    caption: Style
    references: Style
    numbered: str  # of sections: roman or arabic

    @property
    def span(self) -> float:
        """The width of the text on a page."""
        return self.columns * self.column + (self.columns - 1) * self.gutter


IEEE = Sheet(
    "ieee-conference", 612, 792, 48.96, 54, 251.04, 660, 2, 12,
    body=Style(10, 12), title=Style(24, 28), names=Style(11, 13), places=Style(10, 12, "italic"),
    abstract=Style(9, 10.8, "bold"), caption=Style(8, 9.6), references=Style(8, 9.6),
    numbered="roman",
)  # fmt: skip
LNCS = Sheet(
    "lncs", 595.28, 841.89, 124.74, 147, 345.8, 546, 1, 0,
    body=Style(10, 12), title=Style(14, 18, "bold"), names=Style(10, 12), places=Style(9, 11),
    abstract=Style(9, 11), caption=Style(9, 11), references=Style(9, 11), numbered="arabic",
)  # fmt: skip
ARTICLE = Sheet(
    "article", 595.28, 841.89, 85, 90, 425.28, 660, 1, 0,
    body=Style(11, 13.6), title=Style(17, 22), names=Style(12, 15),
    places=Style(11, 13.6, "italic"),
    abstract=Style(10, 12), caption=Style(10, 12), references=Style(10, 12), numbered="arabic",
)  # fmt: skip
SHEETS = {sheet.name: sheet for sheet in (IEEE, LNCS, ARTICLE)}
