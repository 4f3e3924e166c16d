"""What the engine measures: plain values, in points from the paper's top left corner."""

from dataclasses import dataclass

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Sheet:
    """One page as the file declares it."""

    width: float
    height: float
    rotation: int
    crop: Box | None  # only where it differs from the paper
    origin: tuple[float, float]  # the top left corner in the file's own coordinates
    unit: float


@dataclass(frozen=True)
class Font:
    """A font that shows text on some page."""

    name: str
    embedded: bool
    subset: bool
    type3: bool
    characters: int
    first_page: int


@dataclass(frozen=True)
class Link:
    page: int
    target: str


@dataclass(frozen=True)
class Structure:
    """What the file says about itself, before anything is drawn."""

    version: str
    encrypted: bool
    restricted: bool
    sheets: tuple[Sheet, ...]
    links: tuple[Link, ...]
    inner_links: int
    bookmarks: int
    form_fields: int
    attachments: tuple[str, ...]
    scripts: tuple[str, ...]  # where JavaScript or a launching action was found
    metadata: tuple[tuple[str, str], ...]
    notes: tuple[tuple[int, str], ...]  # page and words of annotations
    layers_off: bool
    type3: bool
    repaired: bool  # its structure was broken, and put together again in reading


@dataclass(frozen=True)
class Passage:
    """Text in reading order with one mark: title, heading, main, references, after or head."""

    mark: str
    text: str


@dataclass(frozen=True)
class PageMeasure:
    """One page, measured."""

    number: int
    characters: int
    words: int
    columns: int | None
    body_size: float | None
    small_share: float  # characters of main text clearly smaller than the paper's body
    leading: float | None
    block: Box | None  # the text without heads, feet and line numbers
    lines: int
    left_edges: tuple[float, ...]  # of body lines, for margins: the few outermost
    right_edges: tuple[float, ...]
    tops: tuple[float, ...]
    bottoms: tuple[float, ...]
    graphics: Box | None  # pictures and drawings
    image_share: float
    invisible_characters: int
    blank: bool
    heads: tuple[tuple[str, Box], ...]
    page_number: Box | None
    line_numbers: int
    counted: tuple[str, ...]  # what stands on it: main, references, appendix, acknowledgments, ...
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class BodyFont:
    size: float
    family: str


@dataclass(frozen=True)
class References:
    """Where the list of references stands; columns count from 1, height is a share of the block."""

    page: int
    column: int
    height: float
    box: Box
    starts_page: bool
    end_page: int
    heading: str
    confidence: float


@dataclass(frozen=True)
class Part:
    """What follows the list of references."""

    kind: str
    title: str
    first_page: int
    last_page: int


@dataclass(frozen=True)
class Hidden:
    """Words on a page that a reader of the page cannot see."""

    page: int
    box: Box
    how: str
    words: str
    instruction: bool


@dataclass(frozen=True)
class Measurement:
    """All that is measured of one readable file; judging needs nothing else."""

    pages: int
    structure: Structure
    fonts: tuple[Font, ...]
    columns: int | None
    gutter: float | None
    body_font: BodyFont | None
    leading: float | None
    text_block: Box | None
    references: References | None
    after: tuple[Part, ...]
    body_pages: int
    body_length: float
    hidden: tuple[Hidden, ...]
    each: tuple[PageMeasure, ...]


@dataclass(frozen=True)
class Word:
    text: str
    box: Box


@dataclass(frozen=True)
class PageWords:
    """What can be read on a page as it is drawn; boxes from the drawing's top left corner."""

    width: float
    height: float
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Finding:
    """A rule that a paper does not keep: where, measured, allowed, and how to mend it."""

    rule: str
    level: str
    page: int | None
    box: Box | None
    measured: str
    allowed: str
    message: str


@dataclass(frozen=True)
class Failure:
    """Why a file could not be measured: a rule's name and one plain sentence."""

    rule: str
    message: str
    page: int | None = None


@dataclass(frozen=True)
class Report:
    """The answer for one file."""

    file: str
    sha256: str
    policy: str
    stage: str
    ok: bool
    counted_pages: int | None
    measurement: Measurement | None
    findings: tuple[Finding, ...]
