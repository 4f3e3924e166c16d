"""What a file carries beside its text."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from submissions.checks.judgement import judge
from submissions.checks.policy import load
from tests.submissions.checks.overlays import laid_over, words

IEEE = load("ieee-conference")


def changed(path, change, **how):
    out = path.with_name("changed.pdf")
    with pikepdf.open(path) as pdf:
        change(pdf)
        pdf.save(out, **how)
    return out


@pytest.fixture
def rules(measured):
    return lambda path: {one.rule for one in judge(measured(path), IEEE, "camera-ready")}


def javascript(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def page_action(pdf):
    pdf.pages[2].AA = Dictionary(O=Dictionary(S=Name.Launch, F="calc.exe"))


def attachment(pdf):
    pdf.attachments["data.csv"] = b"1,2,3"


def form(pdf):
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T="name"))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def turn(pdf):
    pdf.pages[2].Rotate = 90


def crop(pdf):
    pdf.pages[1].CropBox = Array([50, 50, 500, 700])


def mix(pdf):
    pdf.pages[1].MediaBox = Array([0, 0, 595.28, 841.89])


def grow(pdf):
    for page in pdf.pages:
        page.UserUnit = 2


def blank(pdf):
    pdf.add_blank_page(page_size=(612, 792))


def link(pdf):
    action = Dictionary(S=Name.URI, URI="https://example.org/")
    note = Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    pdf.pages[0].Annots = Array([note])


def bookmark(pdf):
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Start", 0))


CHANGES = {
    javascript: "active-content", page_action: "active-content", attachment: "active-content",
    form: "active-content", turn: "page-rotation", crop: "crop-box", mix: "mixed-page-size",
    grow: "paper-size", blank: "blank-page", link: "links", bookmark: "bookmarks",
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_each_change_is_named(change, ieee, rules):
    clean = rules(ieee)
    assert rules(changed(ieee, change)) - clean >= {CHANGES[change]}


def test_a_newer_version_is_named(ieee, rules):
    assert "pdf-version" in rules(changed(ieee, lambda pdf: None, force_version="2.0"))


def test_restrictions_are_named_though_the_file_opens(ieee, rules):
    lock = pikepdf.Encryption(owner="secret", allow=pikepdf.Permissions(extract=False))
    assert "encrypted" in rules(changed(ieee, lambda pdf: None, encryption=lock))


def test_only_fonts_that_show_something_must_be_embedded(ieee, rules):
    assert "fonts-embedded" not in rules(laid_over(ieee, ""))
    assert "fonts-embedded" in rules(laid_over(ieee, words("Visible words in Helvetica")))


def test_a_userunit_scales_everything(ieee, measured):
    paper = measured(changed(ieee, grow))
    assert paper.structure.sheets[0].width == 1224
    assert paper.body_font.size == pytest.approx(20, abs=0.2)


def test_a_media_box_elsewhere_changes_nothing(ieee, measured):
    def move(pdf):
        for page in pdf.pages:
            page.MediaBox = Array([100, 200, 712, 992])
            page.contents_add(b"q 1 0 0 1 100 200 cm", prepend=True)
            page.contents_add(b"Q")

    there, here = measured(changed(ieee, move)), measured(ieee)
    assert there.text_block == pytest.approx(here.text_block, abs=0.1)
    assert there.references.page == here.references.page


def test_a_file_that_had_to_be_repaired_says_so(ieee, rules):
    plain = changed(ieee, lambda pdf: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    plain.write_bytes(plain.read_bytes().replace(b"startxref\n", b"startxref\n9"))
    assert "damaged" in rules(plain)
