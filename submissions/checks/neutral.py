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
    return note.Subtype != Name.Link or "/Dest" in note or way(note) is not None


def way(one: Any) -> Any:
    """An action made anew, if all it does is to lead to a page or to the web."""
    action = one.get("/A")
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
            clean_one(one)
            todo += [part for _, part in one.items() if is_inside(part)]


def is_inside(part: Any) -> bool:
    return isinstance(part, (Dictionary, Array)) and not part.is_indirect


def clean_one(one: Any) -> None:
    if isinstance(one, Stream):
        keep(one, {key for key in one.keys() if key not in DROPPED})  # noqa: SIM118
        clean_picture(one)
    else:
        clean_dictionary(one)
    for key, part in one.items():
        if key.startswith("/PTEX") or is_aside(key, part):
            del one[key]


def is_aside(key: str, part: Any) -> bool:
    """What is no part of a page, under whatever name; fonts and pictures may have any name."""
    if isinstance(part, Stream):
        return str(part.get("/Type", "")) in ASIDE or part.get("/Subtype") == Name.XML
    if not isinstance(part, Dictionary):
        return False
    return key == "/PieceInfo" or "/EF" in part or str(part.get("/Type", "")) in ASIDE


def clean_dictionary(one: Any) -> None:
    kind = str(one.get("/Type", ""))
    if kind == "/Page":
        keep(one, PAGE)
    elif kind == "/Pages":
        keep(one, TREE)
    elif kind == "/OCG" and isinstance(one.get("/Usage"), Dictionary):
        keep(one.Usage, {"/Language", "/Export", "/Zoom", "/Print", "/View", "/PageElement"})
    elif isinstance(one.get("/Rect"), Array) and isinstance(one.get("/Subtype"), Name):
        clean_note(one)
    elif isinstance(one.get("/Title"), pikepdf.String) and "/Parent" in one:
        clean_bookmark(one)
    elif isinstance(one.get("/S"), Name) and "/P" in one:
        clean_element(one)
    elif one.get("/O") == Name.UserProperties:
        keep(one, {"/O"})


def clean_note(note: Any) -> None:
    """Who wrote a remark, and when, goes; what is no remark is only a place."""
    action = way(note) if note.Subtype == Name.Link else None
    keep(note, NOTE if str(note.Subtype) in READ else PLACE)
    if action is not None:
        note.A = action


def clean_bookmark(mark: Any) -> None:
    action = way(mark)
    keep(mark, BOOKMARK)
    if action is not None:
        mark.A = action


def clean_element(element: Any) -> None:
    """Programs write where a picture came from where its description should stand."""
    keep(element, ELEMENT)
    for key in ("/Alt", "/ActualText", "/E"):
        if PATH.search(words(element.get(key))):
            del element[key]


def clean_picture(picture: Any) -> None:
    """A photograph says which camera took it, when and where, and whose it is."""
    if picture.get("/Filter") != Name.DCTDecode:
        return
    found = picture.read_raw_bytes()
    shorter = without_remarks(found)
    if len(shorter) < len(found):
        parameters = picture.get("/DecodeParms")
        picture.write(shorter, filter=Name.DCTDecode, decode_parms=parameters)
