"""What a file says about itself, and whether what it holds is whole."""

import random
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from submissions.checks.checking import check
from submissions.checks.judgement import judge
from submissions.checks.policy import load
from submissions.checks.streams import unpacked_size
from submissions.checks.structure import read_structure
from tests.submissions.checks.hostile import blank, one_page_by_hand

pytestmark = pytest.mark.embedded  # no database is asked: once is enough

IEEE = load("ieee-conference")
XMP = "<x:xmpmeta><rdf:RDF><dc:creator><rdf:Seq><rdf:li>Demo Author 7</rdf:li></rdf:Seq></dc:creator></rdf:RDF></x:xmpmeta>"  # fmt: skip


def changed(path, change, **how):
    out = path.with_name("changed.pdf")
    with pikepdf.open(path) as pdf:
        change(pdf)
        pdf.save(out, **how)
    return out


def flipped(data: bytes, seed: int) -> bytes:
    dice = random.Random(seed)
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ dice.randrange(1, 256)]) + data[at + 1 :]


def rewritten(stream: Stream, data: bytes) -> None:
    stream.write(data, filter=Name.FlateDecode)


def in_content(pdf, seed):
    found = pdf.pages[1].Contents
    stream = found[0] if isinstance(found, Array) else found
    rewritten(stream, flipped(stream.read_raw_bytes(), seed))


def in_font(pdf, seed):
    font = next(iter(pdf.pages[0].Resources.Font.as_dict().values()))
    described = font.DescendantFonts[0].FontDescriptor
    key = next(one for one in described.keys() if one.startswith("/FontFile"))  # noqa: SIM118
    stream = described[key]
    rewritten(stream, flipped(zlib.compress(stream.read_bytes()), seed))


@pytest.mark.parametrize("where", [in_content, in_font], ids=["content", "font"])
def test_a_byte_that_is_not_what_it_was_is_seen(where, ieee):
    assert not read_structure(str(ieee)).repaired
    seen = [
        read_structure(str(changed(ieee, lambda pdf, seed=seed: where(pdf, seed)))).repaired
        for seed in range(20)
    ]
    assert sum(seen) >= 19


def test_a_flipped_byte_asks_the_author_and_never_refuses(ieee, pool):
    path = changed(ieee, lambda pdf: in_content(pdf, 1))
    report = check(path, IEEE, "camera-ready", pool=pool)
    assert {one.level for one in report.findings if one.rule == "damaged"} == {"warn"}


def test_what_honest_writers_leave_away_is_no_damage():
    packed = zlib.compress(b"0 0 m 9 9 l S " * 900)
    for data in (packed, packed[:-4], packed + b"\n", b"\r\n" + packed, packed[: len(packed) // 2]):
        assert unpacked_size(data, 10**9) is not None
    assert unpacked_size(packed[:-4] + b"abcd", 10**9) is None


def test_a_bomb_is_not_unpacked_to_its_end():
    packed = zlib.compress(b" " * 300_000_000)
    assert unpacked_size(packed, 5_000_000) < 8_000_000


def with_xmp(path, data: bytes, packed: str):
    """By hand: libraries unpack metadata as they write."""
    head = f"<</Type/Metadata/Subtype/XML{packed}/Length {len(data)}>>stream\n".encode()
    stream = head + data + b"\nendstream"
    return one_page_by_hand(path, "/MediaBox[0 0 612 792]", "/Metadata 4 0 R", stream)


PACKED = {
    "plain": (XMP.encode(), ""),
    "packed": (zlib.compress(XMP.encode()), "/Filter/FlateDecode"),
    "packed in a list": (zlib.compress(XMP.encode()), "/Filter[/FlateDecode]"),
}


@pytest.mark.parametrize("how", PACKED)
def test_a_creator_in_xmp_is_found_packed_or_not(how, tmp_path, pool):
    found = pool.measure(with_xmp(tmp_path / "named.pdf", *PACKED[how]))
    said = [one.message for one in judge(found, IEEE, "submission") if one.rule == "identity"]
    assert "Demo Author 7" in " ".join(said)


def test_a_bomb_in_xmp_is_read_a_little_and_costs_pdfium_only_its_child(tmp_path, pool):
    bomb = zlib.compress(b"<x>" * 60_000_000)
    path = with_xmp(tmp_path / "bomb.pdf", bomb, "/Filter/FlateDecode")
    assert [len(said) for _, said in read_structure(path).metadata] == [20_000]
    assert pool.measure(path).rule == "too-complex"
    assert len(pool.neutral(path)) < 2_000


@pytest.mark.parametrize("kind", ["Movie", "Sound", "Screen", "RichMedia", "3D"])
def test_what_plays_is_active_content(kind, ieee, measured):
    def play(pdf):
        pdf.pages[0].Annots = Array(
            [Dictionary(Subtype=Name("/" + kind), Rect=Array([0, 0, 9, 9]))]
        )

    findings = judge(measured(changed(ieee, play)), IEEE, "submission")
    assert "active-content" in {one.rule for one in findings}


ODD = {
    "a box without end": "/MediaBox[0 0 1" + "0" * 400 + " 792]",
    "a box of words": "/MediaBox[(a)/b 3 4]",
    "a box of three": "/MediaBox[1 2 3]",
    "an empty box": "/MediaBox[9 9 9 9]",
    "a box turned round": "/MediaBox[612 792 0 0]",
    "a unit without end": "/MediaBox[0 0 612 792]/UserUnit 1" + "0" * 400,
    "a unit below nothing": "/MediaBox[0 0 612 792]/UserUnit -3",
    "a unit of nothing": "/MediaBox[0 0 612 792]/UserUnit 0",
    "a crop without end": "/MediaBox[0 0 612 792]/CropBox[0 0 1" + "0" * 320 + " 9]",
    "a turn by words": "/MediaBox[0 0 612 792]/Rotate(a)",
    "notes that are none": "/MediaBox[0 0 612 792]/Annots[1(a)[]<</A 3/AA[]>>]",
    "contents that are none": "/MediaBox[0 0 612 792]/Contents[1(a)<<>>]",
    "fonts that are none": "/MediaBox[0 0 612 792]/Resources<</Font<</A 1/B[]/C<</DescendantFonts[1]/FontDescriptor 2>>>>>>",
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_odd_pages_are_answered_by_every_call(odd, tmp_path, pool):
    path = one_page_by_hand(tmp_path / "odd.pdf", ODD[odd])
    report = check(path, IEEE, "submission", pool=pool)
    assert all("broke off" not in one.message for one in report.findings)
    for answer in (pool.draw(path, 1), pool.words(path, 1), pool.neutral(path)):
        assert "broke off" not in getattr(answer, "message", "")


def test_no_text_of_a_file_brings_what_a_database_refuses(tmp_path, pool):
    pdf = blank()
    pdf.docinfo[Name.Author] = "Demo\0Author"
    note = Dictionary(Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents="a\0b c d e")
    pdf.pages[0].Annots = Array([note])
    pdf.save(tmp_path / "zero.pdf")
    found = pool.measure(str(tmp_path / "zero.pdf"))
    assert "\0" not in repr(found.structure.metadata) + repr(found.structure.notes)
    assert "Demo" in dict(found.structure.metadata)["Author"]
