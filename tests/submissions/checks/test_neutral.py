"""Reviewers of a blind conference get the pages, and nothing beside them."""

import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Stream, String

from submissions.checks.checking import check
from submissions.checks.jpeg import without_remarks
from submissions.checks.policy import load
from submissions.checks.values import Failure
from tests.submissions.checks import hostile

pytestmark = pytest.mark.embedded  # no database is asked: once is enough

MARK = "Demo Author 7"
REMARK = b"\xff\xe1\x00\x15Exif\0\0" + MARK.encode()
PIXELS = b"\xff\xd8\xff\xe0\x00\x04ab%b\xff\xdb\x00\x03q\xff\xda\x00\x02scan\xff\xd9"


def planted(source, target):
    """A copy of a paper with its author's name wherever a file can carry one."""
    with pikepdf.open(source) as pdf:
        named = pdf.make_indirect(Stream(pdf, f"<x>{MARK}</x>".encode(), Type=Name.Metadata, Subtype=Name.XML))  # fmt: skip
        action = Dictionary(S=Name.JavaScript, JS=f"app.alert('{MARK}')")
        plant_in_document(pdf, named, action)
        plant_in_page(pdf, pdf.pages[0].obj, named, action)
        widget = plant_in_notes(pdf, action)
        pdf.Root.AcroForm = Dictionary(Fields=Array([widget]), SigFlags=3)
        plant_in_structure(pdf, named)
        pdf.save(target)
    return target


def plant_in_document(pdf, named, action):
    pdf.docinfo[Name.Author] = MARK
    pdf.docinfo["/PTEX.Fullbanner"] = MARK
    pdf.trailer.ID = Array([String(MARK), String(MARK)])
    pdf.trailer.DocChecksum = Name("/" + MARK)
    pdf.attachments[f"{MARK}.txt"] = MARK.encode()
    root = pdf.Root
    root.Metadata, root.OpenAction = named, action
    root.AA = Dictionary(WC=action)
    root.Names.JavaScript = Dictionary(Names=Array([MARK, action]))
    root.PieceInfo = Dictionary(Word=Dictionary(Private=MARK))
    root.Threads = Array([pdf.make_indirect(Dictionary(I=Dictionary(Author=MARK)))])
    root.URI = Dictionary(Base=f"https://{MARK}.example/")
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Layer", Usage=Dictionary(
        CreatorInfo=Dictionary(Creator=MARK), User=Dictionary(Type=Name.Ind, Name=MARK))))  # fmt: skip
    root.OCProperties = Dictionary(OCGs=Array([layer]), Configs=Array([Dictionary(Creator=MARK)]), D=Dictionary(Creator=MARK, Order=Array([])))  # fmt: skip
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Start", 0))
    root.Outlines.First.A = Dictionary(S=Name.URI, URI=f"mailto:{MARK}")
    root.Outlines.First.Author = MARK


def plant_in_page(pdf, page, named, action):
    page.Metadata, page.AA = named, Dictionary(O=action)
    page.PieceInfo = Dictionary(Illustrator=Dictionary(Private=MARK))
    page.LastModified, page.ID = MARK, MARK
    page.Thumb = pdf.make_indirect(Stream(pdf, MARK.encode(), Width=1, Height=1))
    figure = pdf.make_indirect(Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1])))  # fmt: skip
    figure["/PTEX.FileName"] = f"/home/{MARK}/figure.pdf"
    figure["/PTEX.InfoDict"] = pdf.make_indirect(Dictionary(Author=MARK))
    figure.Metadata, figure.LastModified = named, MARK
    figure.Ref = Dictionary(F=Dictionary(Type=Name.Filespec, F=MARK), Page=0)
    photo = Stream(pdf, PIXELS % REMARK, Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
                   BitsPerComponent=8, ColorSpace=Name.DeviceGray, Filter=Name.DCTDecode)  # fmt: skip
    target = pikepdf.Page(page)
    target.add_resource(figure, Name.XObject, Name("/Metadata"))
    target.add_resource(pdf.make_indirect(photo), Name.XObject, Name.PieceInfo)
    target.add_resource(Dictionary(Metadata=named, Title="Layer"), Name.Properties, Name.MC0)
    target.contents_add(b"q /Metadata Do Q")


def plant_in_notes(pdf, action):
    def note(kind, **more):
        return pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array([9, 9, 99, 99]), **more))  # fmt: skip

    attached = Dictionary(Type=Name.Filespec, F=MARK, EF=Dictionary(F=Stream(pdf, MARK.encode(), Type=Name.EmbeddedFile)))  # fmt: skip
    widget = note("Widget", T=MARK, FT=Name.Sig, V=Dictionary(Name=MARK))
    pdf.pages[0].Annots = Array([
        note("Text", Contents="A remark", T=MARK, NM=MARK, M=MARK, RC=MARK, Subj=MARK),
        note("Popup", Contents=MARK), widget, note("FileAttachment", FS=attached),
        note("Link", A=Dictionary(S=Name.Launch, F=MARK)),
        note("Link", A=Dictionary(S=Name.URI, URI=f"file:///home/{MARK}/")),
        note("Link", A=Dictionary(S=Name.URI, URI=f"mailto:{MARK}@demo.example")),
        note("Link", A=Dictionary(S=Name.GoToR, F=MARK, D=Array([0, Name.Fit]))),
        note("Link", A=Dictionary(S=Name.URI, URI="https://demo.example/", Next=action), PA=action),
        note("Link", A=Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))),
        note("Link", Dest=Array([pdf.pages[0].obj, Name.Fit])),
        note("RichMedia", RichMediaContent=Dictionary(Private=MARK)),
    ])  # fmt: skip
    return widget


def plant_in_structure(pdf, named):
    widget = pdf.pages[0].Annots[2]
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    figure = pdf.make_indirect(Dictionary(
        Type=Name.StructElem, S=Name.Figure, P=tree, T=MARK, Alt=f"C:\\Users\\{MARK}\\figure.png",
        A=Dictionary(O=Name.UserProperties, P=Array([Dictionary(N="Author", V=MARK)])),
        K=Dictionary(Type=Name.OBJR, Obj=widget), Metadata=named))  # fmt: skip
    told = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure, P=tree, Alt="Two queues"))  # fmt: skip
    tree.K = Array([figure, told])
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True, UserProperties=True)


@pytest.fixture
def copied(pool, tmp_path):
    """The neutral copy of a file, as a file."""

    def copy(path):
        made = pool.neutral(str(path))
        assert isinstance(made, bytes), made
        out = tmp_path / f"neutral-{path.name}"
        out.write_bytes(made)
        return out

    return copy


@pytest.fixture
def full(ieee, tmp_path):
    return planted(ieee, tmp_path / "full.pdf")


def plain(path) -> bytes:
    """All of a file, unpacked."""
    out = io.BytesIO()
    with pikepdf.open(path) as pdf:
        pdf.save(out, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    return out.getvalue()


def occurs(path) -> int:
    said = plain(path)
    ways = (MARK.encode(), MARK.encode("utf-16-be"), MARK.replace(" ", "#20").encode(), MARK.encode().hex().encode())  # fmt: skip
    return sum(said.count(one) for one in ways)


def test_a_name_goes_from_wherever_a_file_can_carry_it(full, copied):
    assert occurs(full) > 40
    assert occurs(copied(full)) == 0


def test_nothing_acts_and_nothing_is_enclosed(full, copied, pool):
    said = plain(copied(full))
    for word in (b"/JavaScript", b"/Launch", b"/OpenAction", b"/EmbeddedFile", b"/Metadata <<", b"/PieceInfo <<", b"/Thumb", b"/AcroForm", b"/Widget /", b"/PTEX", b"/Info"):  # fmt: skip
        assert word not in said, word
    report = check(copied(full), load("ieee-conference"), "submission", pool=pool)
    assert not {"active-content", "identity", "damaged"} & {one.rule for one in report.findings}


def test_pages_links_remarks_bookmarks_and_descriptions_stay(full, copied):
    with pikepdf.open(full) as before, pikepdf.open(copied(full)) as after:
        assert len(after.pages) == len(before.pages)
        for one, other in zip(before.pages, after.pages, strict=True):
            assert read(one) == read(other)
            assert one.MediaBox == other.MediaBox
        notes = list(after.pages[0].Annots)
        assert [str(one.Subtype) for one in notes] == ["/Text", "/Link", "/Link", "/Link"]
        assert str(notes[0].Contents) == "A remark"
        assert str(notes[1].A.URI) == "https://demo.example/"
        assert notes[2].A.D[0].objgen == after.pages[0].obj.objgen
        assert after.Root.Outlines.First.Title == "Start"
        assert after.Root.StructTreeRoot.K[1].Alt == "Two queues"
        assert set(after.pages[0].Resources.XObject.keys()) >= {"/Metadata", "/PieceInfo"}


def read(page):
    found = page.Contents
    return b"\n".join(one.read_bytes() for one in (found if isinstance(found, Array) else [found]))


def test_what_is_measured_and_seen_is_the_same(ieee, copied, pool):
    there, here = pool.measure(str(ieee)), pool.measure(str(copied(ieee)))
    assert here.each == there.each
    assert here.references == there.references
    assert here.structure.metadata == ()
    assert pool.draw(str(copied(ieee)), 2) == pool.draw(str(ieee), 2)


def test_one_paper_gives_one_copy_whoever_asks_and_when(full, copied, pool, tmp_path):
    first = pool.neutral(str(full))
    assert pool.neutral(str(full)) == first
    with pikepdf.open(full) as pdf:
        pdf.docinfo[Name.Author] = "Demo Author 8"
        pdf.trailer.ID = Array([String("another"), String("one")])
        pdf.save(tmp_path / "other.pdf")
    assert pool.neutral(str(tmp_path / "other.pdf")) == first
    assert pool.neutral(str(copied(full))) == first


def test_what_no_page_refers_to_any_more_is_gone(tmp_path, copied):
    path = tmp_path / "left.pdf"
    hostile.one_page_by_hand(path, "/MediaBox[0 0 9 9]", "", f"({MARK})".encode())
    path.write_bytes(path.read_bytes() + f"% {MARK}".encode())
    assert MARK.encode() in path.read_bytes()
    assert occurs(copied(path)) == 0


def test_a_restricted_file_is_copied_without_its_lock(ieee, copied, pool, tmp_path):
    lock = pikepdf.Encryption(owner="secret", allow=pikepdf.Permissions(extract=False))
    with pikepdf.open(ieee) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=lock)
    copy = copied(tmp_path / "locked.pdf")
    assert not pool.measure(str(copy)).structure.encrypted
    assert pool.measure(str(copy)).each == pool.measure(str(ieee)).each


HOSTILE = {
    hostile.circle: {"damaged"}, hostile.nested: {"damaged"}, hostile.locked: {"encrypted"},
    hostile.nothing: {"empty-file"}, hostile.picture: {"not-a-pdf"}, hostile.stump: {"damaged"},
    hostile.many_pages: {"too-complex"}, hostile.laughs: {""}, hostile.flood: {""}, hostile.strokes: {""},
}  # fmt: skip


@pytest.mark.parametrize("made", HOSTILE, ids=lambda made: made.__name__)
def test_a_hostile_file_is_refused_or_copied_without_being_unpacked(made, tmp_path, pool):
    path = tmp_path / "hostile.pdf"
    made(path)
    answer = pool.neutral(str(path))
    assert getattr(answer, "rule", "") in HOSTILE[made]
    assert isinstance(answer, Failure) or len(answer) < path.stat().st_size + 5_000


def test_a_file_of_dictionaries_in_dictionaries_is_answered(tmp_path, pool):
    deep = "/Lang " + "<</A " * 400 + "1" + ">>" * 400
    path = hostile.one_page_by_hand(tmp_path / "deep.pdf", "/MediaBox[0 0 9 9]", deep)
    answer = pool.neutral(path)
    assert isinstance(answer, bytes) or answer.rule == "damaged"


def test_a_picture_loses_its_remarks_and_nothing_else():
    assert without_remarks(PIXELS % REMARK) == PIXELS % b""
    assert without_remarks(PIXELS % b"\xff\xfe\x00\x05abc") == PIXELS % b""
    icc = b"\xff\xe2\x00\x05icc"
    assert without_remarks(PIXELS % icc) == PIXELS % icc


@given(st.binary(max_size=60))
@settings(max_examples=200)
def test_a_broken_picture_is_left_alone_or_shorter(data):
    made = without_remarks(b"\xff\xd8" + data)
    assert made == b"\xff\xd8" + data or len(made) < len(data) + 2
