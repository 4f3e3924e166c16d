"""A neutral copy: the same pages, without anything beside them that tells who wrote them."""

import io
import re
from collections.abc import Collection
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Stream, StreamDecodeLevel

from submissions.checks.jpeg import without_remarks
from submissions.checks.limits import MAX_OBJECTS, TooComplex
from submissions.checks.structure import Unreadable, leaves, opened, words

TRAILER = {"/Root", "/Size", "/Encrypt", "/Type", "/W", "/Index", "/Length", "/Filter", "/Prev"}
CATALOG = {
    "/Type", "/Version", "/Pages", "/PageLabels", "/PageLayout", "/Names", "/Dests", "/Outlines",
    "/Lang", "/MarkInfo", "/StructTreeRoot", "/OCProperties", "/OutputIntents",
}  # fmt: skip
TREE = {"/Type", "/Parent", "/Kids", "/Count", "/Resources", "/MediaBox", "/CropBox", "/Rotate"}
PAGE = {
    "/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox",
    "/ArtBox", "/Rotate", "/UserUnit", "/Group", "/Annots", "/Tabs", "/StructParents",
}  # fmt: skip
BOOKMARK = {"/Title", "/Parent", "/Prev", "/Next", "/First", "/Last", "/Count", "/Dest", "/C", "/F"}
LAYERS = {
    "/Name",
    "/BaseState",
    "/ON",
    "/OFF",
    "/Intent",
    "/AS",
    "/Order",
    "/ListMode",
    "/RBGroups",
}
ELEMENT = {
    "/Type", "/S", "/P", "/K", "/Pg", "/ID", "/A", "/C", "/R", "/Lang", "/Alt", "/ActualText", "/E",
    "/NS",
}  # fmt: skip
READ = {
    "/Link", "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Stamp",
    "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Ink",
}  # fmt: skip
NOTE = {
    "/Type", "/Subtype", "/Rect", "/Contents", "/P", "/AP", "/AS", "/F", "/Border", "/BS", "/BE",
    "/C", "/IC", "/CA", "/OC", "/StructParent", "/Dest", "/H", "/QuadPoints", "/Open", "/Name",
    "/DA", "/Q", "/DS", "/L", "/LE", "/Vertices", "/InkList", "/RD",
}  # fmt: skip
TOLD = ("/Alt", "/ActualText", "/E")  # where programs also write where a picture came from
USAGE = {"/Language", "/Export", "/Zoom", "/Print", "/View", "/PageElement"}
PLACE = {"/Type", "/Subtype", "/Rect"}
DROPPED = {
    "/PieceInfo", "/LastModified", "/Metadata", "/OPI", "/AF", "/AA", "/Ref", "/F", "/FFilter",
    "/FDecodeParms", "/Measure", "/PtData",
}  # fmt: skip
ASIDE = {"/Metadata", "/EmbeddedFile", "/Filespec", "/F"}
PATH = re.compile(r"/home/|/Users/|[a-z]:\\|\\\\|file:", re.I)
WEB = re.compile(r"https?://", re.I)


def neutral_copy(path: str) -> bytes:
    """The file with its pages as they are; one file always gives the same bytes."""
    with opened(path) as pdf:
        if len(pdf.objects) > MAX_OBJECTS:
            raise TooComplex(f"The file has more than {MAX_OBJECTS:,} objects.")
        pages = [page for page, _ in leaves(pdf)]
        if not pages:
            raise Unreadable("damaged", "The file has no pages that can be read.")
        keep(pdf.trailer, TRAILER)
        clean_catalog(pdf.Root)
        for page in pages:
            clean_page(page)
        for one in pdf.objects:
            clean(one)
        return written(pdf)


def written(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out,
        fix_metadata_version=False,
        compress_streams=False,  # what is packed twice or a thousandfold stays so
        stream_decode_level=StreamDecodeLevel.none,
        object_stream_mode=ObjectStreamMode.generate,
        encryption=False,
        deterministic_id=True,
    )
    return out.getvalue()


def keep(one: Any, kept: Collection[str]) -> None:
    for key in [key for key in one.keys() if key not in kept]:  # noqa: SIM118
        del one[key]


def clean_catalog(root: Any) -> None:
    """Pages and ways into them; no actions, files, forms, signatures or threads."""
    keep(root, CATALOG)
    names = root.get("/Names")
    if isinstance(names, Dictionary):
        keep(names, {"/Dests"})
    if isinstance(root.get("/MarkInfo"), Dictionary):
        keep(root.MarkInfo, {"/Marked"})
    layers = root.get("/OCProperties")
    if isinstance(layers, Dictionary):
        keep(layers, {"/OCGs", "/D"})
        if isinstance(layers.get("/D"), Dictionary):
            keep(layers.D, LAYERS)


def clean_page(page: Any) -> None:
    keep(page, PAGE)
    noted = page.get("/Annots")
    if isinstance(noted, Array):
        page.Annots = Array([one for one in noted if is_read(one)])


def is_read(note: Any) -> bool:
    """A remark, or a link that leads to a page of this file or of the web."""
    if not isinstance(note, Dictionary) or str(note.get("/Subtype", "")) not in READ:
        return False
    return note.Subtype != Name.Link or "/Dest" in note or way(note.get("/A")) is not None


def way(action: Any) -> Any:
    """An action made anew, if all it does is to lead to a page or to the web."""
    if not isinstance(action, Dictionary):
        return None
    kind = str(action.get("/S", ""))
    if kind == "/GoTo" and "/D" in action:
        return Dictionary(S=Name.GoTo, D=action.D)
    if kind == "/URI" and WEB.match(words(action.get("/URI"))):
        return Dictionary(S=Name.URI, URI=action.URI)
    return None


def clean(top: Any) -> None:
    """One object with all that is written inside it."""
    todo = [top]
    while todo:
        one = todo.pop()
        if isinstance(one, Array):
            todo += [part for part in one if is_inside(part)]
        elif isinstance(one, (Dictionary, Stream)):
            todo += [part for part in clean_one(one).values() if is_inside(part)]


def is_inside(part: Any) -> bool:
    return isinstance(part, (Dictionary, Array)) and not part.is_indirect


def clean_one(one: Any) -> dict[str, Any]:
    """What is left in it; each part is asked for only once, for there may be very many."""
    parts = dict(one.items())
    if isinstance(one, Stream):
        clean_picture(one)
        dropped = {key for key in parts if key in DROPPED}
    else:
        dropped = dropped_from(parts)
    dropped |= {key for key, part in parts.items() if is_aside(key, part)}
    action = way(parts["/A"]) if "/A" in dropped and leads(parts) else None
    for key in dropped:
        del one[key], parts[key]
    if action is not None:
        one.A = action
    return parts


def is_aside(key: str, part: Any) -> bool:
    """What is no part of a page, under whatever name; fonts and pictures may have any name."""
    if key.startswith("/PTEX"):
        return True
    if isinstance(part, Stream):
        return str(part.get("/Type", "")) in ASIDE or part.get("/Subtype") == Name.XML
    if not isinstance(part, Dictionary):
        return False
    return key == "/PieceInfo" or "/EF" in part or str(part.get("/Type", "")) in ASIDE


def dropped_from(parts: dict[str, Any]) -> set[str]:
    """What goes from a dictionary, by what it is."""
    kind = str(parts.get("/Type", ""))
    if kind == "/OCG" and isinstance(parts.get("/Usage"), Dictionary):
        keep(parts["/Usage"], USAGE)
    kept = kept_in(kind, parts)
    dropped = set() if kept is None else {key for key in parts if key not in kept}
    if kept is ELEMENT:
        dropped |= {key for key in TOLD if key in parts and PATH.search(words(parts[key]))}
    return dropped


def kept_in(kind: str, parts: dict[str, Any]) -> Collection[str] | None:
    if kind in ("/Page", "/Pages"):
        return PAGE if kind == "/Page" else TREE
    if is_note(parts):
        return NOTE if str(parts["/Subtype"]) in READ else PLACE
    if is_bookmark(parts):
        return BOOKMARK
    if "/P" in parts and isinstance(parts.get("/S"), Name):
        return ELEMENT
    return {"/O"} if parts.get("/O") == Name.UserProperties else None


def is_note(parts: dict[str, Any]) -> bool:
    return "/Rect" in parts and isinstance(parts.get("/Subtype"), Name)


def is_bookmark(parts: dict[str, Any]) -> bool:
    return "/Parent" in parts and isinstance(parts.get("/Title"), pikepdf.String)


def leads(parts: dict[str, Any]) -> bool:
    """A link or a bookmark may lead somewhere; nothing else acts."""
    return is_bookmark(parts) or parts.get("/Subtype") == Name.Link


def clean_picture(picture: Any) -> None:
    """A photograph says which camera took it, when and where, and whose it is."""
    if picture.get("/Filter") != Name.DCTDecode:
        return
    found = picture.read_raw_bytes()
    shorter = without_remarks(found)
    if len(shorter) < len(found):
        parameters = picture.get("/DecodeParms")
        picture.write(shorter, filter=Name.DCTDecode, decode_parms=parameters)
