"""The first reader: what a file says about itself, by pikepdf, without drawing any page."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf

from submissions.checks.limits import MAX_OBJECTS, MAX_PAGES, TooComplex
from submissions.checks.streams import all_whole, beginning
from submissions.checks.values import Box, Link, Sheet, Structure

ACTIVE = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Movie", "/Sound", "/Rendition"}
PLAYED = {"/Movie", "/Sound", "/Screen", "/RichMedia", "/3D"}
TRIGGERS = (
    "/O",
    "/C",
    "/E",
    "/X",
    "/D",
    "/U",
    "/Fo",
    "/Bl",
    "/PO",
    "/PC",
    "/PV",
    "/PI",
    "/K",
    "/F",
    "/V",
)
CLOSING = ("/WC", "/WS", "/DS", "/WP", "/DP")
KEPT = ("/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/Company")
MAX_NODES = 4 * MAX_PAGES
BROKEN = (
    pikepdf.PdfError,
    RuntimeError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    RecursionError,
)
FARTHEST = 1_000_000.0


class Unreadable(Exception):  # noqa: N818
    """The file needs a password or is broken."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


@contextmanager
def opened(path: str) -> Iterator[pikepdf.Pdf]:
    """An open file; whatever is wrong with it is said in one way."""
    try:
        with pikepdf.open(path) as pdf:
            yield pdf
    except pikepdf.PasswordError:
        raise Unreadable("encrypted", "The file opens only with a password.") from None
    except BROKEN:
        raise Unreadable(
            "damaged", "The file is damaged: its structure cannot be read. Export it anew."
        ) from None


def read_structure(path: str) -> Structure:
    """Open a file and take down everything but what its pages show."""
    with opened(path) as pdf:
        return taken_down(pdf)


class Annotations:
    """What the annotations of all pages hold, gathered page by page."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self.inner = self.fields = 0
        self.attached: list[str] = []
        self.scripts: list[str] = []
        self.notes: list[tuple[int, str]] = []

    def gather(self, number: int, page: Any) -> None:
        if has_action(page.get("/AA")):
            self.scripts.append(f"page {number}")
        for one in annotations(page):
            kind, said = str(one.get("/Subtype", "")), words(one.get("/Contents"))
            if kind in PLAYED or has_action(one.get("/A")) or has_action(one.get("/AA")):
                self.scripts.append(f"page {number}")
            if kind == "/Link":
                self.follow(number, link_target(one))
            elif kind == "/Widget":
                self.fields += 1
            elif kind == "/FileAttachment":
                self.attached.append(said or "a file")
            elif kind != "/Popup" and said:
                self.notes.append((number, said))

    def follow(self, number: int, target: str) -> None:
        if target:
            self.links.append(Link(number, target))
        else:
            self.inner += 1


def taken_down(pdf: pikepdf.Pdf) -> Structure:
    if int(pdf.trailer.get("/Size", 0)) > MAX_OBJECTS:
        raise TooComplex(f"The file has more than {MAX_OBJECTS:,} objects.")
    pages, root = list(leaves(pdf)), pdf.Root
    if not pages:
        raise Unreadable("damaged", "The file has no pages that can be read.")
    noted = Annotations()
    for number, (page, _) in enumerate(pages, start=1):
        noted.gather(number, page)
    return Structure(
        version=newest(pdf),
        encrypted=pdf.is_encrypted,
        restricted=pdf.is_encrypted and not all(pdf.allow),
        sheets=tuple(sheet(page, inherited) for page, inherited in pages),
        links=tuple(noted.links),
        inner_links=noted.inner,
        bookmarks=count_bookmarks(root),
        form_fields=max(noted.fields, form_fields(root)),
        attachments=(*attachments(root), *noted.attached),
        scripts=(*actions_of_document(pdf), *noted.scripts),
        metadata=tuple(metadata(pdf)),
        notes=tuple(noted.notes),
        layers_off=layers_off(root),
        type3=any(is_type3(font) for page, inherited in pages for font in fonts(page, inherited)),
        repaired=was_reconstructed(pdf) or not all_whole(pages),
    )


def was_reconstructed(pdf: pikepdf.Pdf) -> bool:
    return any("reconstruct" in warning for warning in map(str, pdf.get_warnings()))


def newest(pdf: pikepdf.Pdf) -> str:
    """The catalog may raise the version of the head."""
    said = str(pdf.Root.get("/Version", "/0")).lstrip("/")
    return max(
        pdf.pdf_version, said, key=lambda text: [int(n) for n in text.split(".") if n.isdigit()]
    )


def leaves(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Every page with what it inherits; a tree that is too wide, or bites its tail, is refused."""
    top = pdf.Root.get("/Pages")
    if not isinstance(top, pikepdf.Dictionary):
        raise Unreadable("damaged", "The file has no pages that can be read.")
    if int(top.get("/Count", 0)) > MAX_PAGES:
        raise TooComplex(f"The file has more than {MAX_PAGES} pages.")
    todo: list[tuple[Any, dict[str, Any]]] = [(top, {})]
    seen: set[tuple[int, int]] = set()
    nodes = 0
    while todo:
        node, inherited = todo.pop()
        nodes += 1
        if nodes > MAX_NODES:
            raise TooComplex(f"The file has more than {MAX_PAGES} pages.")
        if not isinstance(node, pikepdf.Dictionary):
            continue
        if "/Kids" not in node:
            yield node, inherited
            continue
        if node.objgen in seen and node.objgen != (0, 0):
            raise Unreadable("damaged", "The file's page tree runs in a circle.")
        seen.add(node.objgen)
        keys = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")
        below = inherited | {key: node[key] for key in keys if key in node}
        todo += [(kid, below) for kid in reversed(list(node.Kids))]


def sheet(page: Any, inherited: dict[str, Any]) -> Sheet:
    unit = number_of(page.get("/UserUnit"), 1.0)
    media = box(page.get("/MediaBox", inherited.get("/MediaBox"))) or (0.0, 0.0, 612.0, 792.0)
    crop = box(page.get("/CropBox", inherited.get("/CropBox")))
    left, bottom, right, top = media
    shown = None
    if crop and max(abs(a - b) for a, b in zip(crop, media, strict=True)) > 1:
        shown = (
            (crop[0] - left) * unit,
            (top - crop[3]) * unit,
            (crop[2] - left) * unit,
            (top - crop[1]) * unit,
        )
    rotation = int(number_of(page.get("/Rotate", inherited.get("/Rotate")), 0.0)) % 360
    return Sheet((right - left) * unit, (top - bottom) * unit, rotation, shown, (left, top), unit)


def box(value: Any) -> Box | None:
    """A rectangle of four numbers, its corners in order."""
    if not isinstance(value, pikepdf.Array) or len(value) != 4:
        return None
    a, b, c, d = (number_of(one, 0.0) for one in value)
    return (min(a, c), min(b, d), max(a, c), max(b, d))


def number_of(value: Any, otherwise: float) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return otherwise
    return number if abs(number) <= FARTHEST else otherwise


def words(value: Any) -> str:
    return str(value)[:4000].strip() if isinstance(value, pikepdf.String) else ""


def annotations(page: Any) -> list[Any]:
    found = page.get("/Annots")
    if not isinstance(found, pikepdf.Array):
        return []
    return [one for one in list(found)[:5000] if isinstance(one, pikepdf.Dictionary)]


def link_target(link: Any) -> str:
    """Where a link leads outside the file; empty for one inside it."""
    action = link.get("/A")
    if not isinstance(action, pikepdf.Dictionary):
        return ""
    return words(action.get("/URI")) or words(action.get("/F"))


def has_action(value: Any, depth: int = 0) -> bool:
    """An action that does more than lead somewhere, itself or among what it is made of."""
    if not isinstance(value, pikepdf.Dictionary) or depth > 4:
        return False
    if str(value.get("/S", "")) in ACTIVE:
        return True
    return any(has_action(value.get(key), depth + 1) for key in ("/Next", *TRIGGERS, *CLOSING))


def actions_of_document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if has_action(root.get("/OpenAction")) or has_action(root.get("/AA")):
        yield "the document"
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        yield "the document"
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        yield "a form"


def form_fields(root: Any) -> int:
    form = root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return 0
    fields = form.get("/Fields")
    return len(fields) if isinstance(fields, pikepdf.Array) else 0


def attachments(root: Any) -> Iterator[str]:
    names = root.get("/Names")
    files = names.get("/EmbeddedFiles") if isinstance(names, pikepdf.Dictionary) else None
    if isinstance(files, pikepdf.Dictionary):
        listed = [words(one) for one in files.get("/Names", []) if isinstance(one, pikepdf.String)]
        yield from listed or ["a file"]
    elif "/AF" in root:
        yield "a file"


def count_bookmarks(root: Any) -> int:
    outlines = root.get("/Outlines")
    if not isinstance(outlines, pikepdf.Dictionary) or "/First" not in outlines:
        return 0
    return max(1, abs(int(number_of(outlines.get("/Count"), 1.0))))


def layers_off(root: Any) -> bool:
    """Whether some layer is not shown when the file is opened."""
    properties = root.get("/OCProperties")
    usual = properties.get("/D") if isinstance(properties, pikepdf.Dictionary) else None
    if not isinstance(usual, pikepdf.Dictionary):
        return False
    return str(usual.get("/BaseState", "/ON")) == "/OFF" or len(usual.get("/OFF", [])) > 0


def metadata(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    info = pdf.trailer.get("/Info")
    if isinstance(info, pikepdf.Dictionary):
        for key in KEPT:
            if words(info.get(key)):
                yield key.lstrip("/"), words(info.get(key))
    stream = pdf.Root.get("/Metadata")
    if isinstance(stream, pikepdf.Stream) and int(stream.get("/Length", 0)) < 200_000:
        yield "XMP", beginning(stream, 20_000).decode("utf-8", "replace")


def fonts(page: Any, inherited: dict[str, Any]) -> list[Any]:
    resources = page.get("/Resources", inherited.get("/Resources"))
    found = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(found, pikepdf.Dictionary):
        return []
    return [one for one in found.values() if isinstance(one, pikepdf.Dictionary)]


def is_type3(font: Any) -> bool:
    return str(font.get("/Subtype", "")) == "/Type3"
