import io
import json
import zipfile

import pytest

from submissions.importing import archives
from submissions.importing.reading import read
from tests.submissions.importing.givens import archive, given, paper, said, sentences, table

PDF = b"%PDF-1.5 demo"


def exported(papers, **files):
    entries = {"data.json": json.dumps(papers)} | files
    return given("export.zip", archive(entries))


def test_a_document_named_in_the_json_is_found_and_read():
    told = paper(submission={"content_file": "files/a.pdf", "filename": "a.pdf"})
    upload = exported([told], **{"files/a.pdf": PDF})
    reading = read([upload])
    (document,) = reading.papers[0].documents
    assert reading.problems == ()
    assert archives.document([upload], document) == PDF


def test_a_folder_around_everything_does_no_harm():
    told = paper(submission={"content_file": "a.pdf"})
    upload = given("x.zip", archive({"conf/conf-data.json": json.dumps([told]), "conf/a.pdf": PDF}))
    assert read([upload]).papers[0].documents[0].source == "conf/a.pdf"


@pytest.mark.parametrize(
    "name", ["conf-paper12.pdf", "CONF_2024_paper_12.pdf", "12.pdf", "0012.PDF"]
)
def test_documents_find_their_papers_by_number(name):
    text = table(["#", "title"], ["12", "Demo paper"], ["2", "Another"])
    upload = given("x.zip", archive({"submission.csv": text, name: PDF}))
    reading = read([upload])
    assert [len(one.documents) for one in reading.papers] == [1, 0]
    assert archives.document([upload], reading.papers[0].documents[0]) == PDF


def test_a_document_that_is_not_what_its_hash_says_is_not_read():
    told = paper(submission={"content_file": "a.pdf", "hash": f"sha2-{'0' * 64}"})
    upload = exported([told], **{"a.pdf": PDF})
    (document,) = read([upload]).papers[0].documents
    assert archives.document([upload], document) is None


def test_documents_of_no_paper_are_told():
    reading = read([exported([paper()], **{"left.pdf": PDF})])
    assert said(reading) == [("archive", "file", "note")]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../a.pdf", "leads out"),
        ("/etc/a.pdf", "leads out"),
        ("x/../../a.pdf", "leads out"),
        ("c:\\a.pdf", "leads out"),
        ("inner.zip", "inside the archive"),
    ],
)
def test_names_that_lead_out_are_not_read(name, words):
    reading = read([exported([paper()], **{name: PDF})])
    assert [one.title for one in reading.papers] == ["Demo paper"]
    assert words in sentences(reading)


def test_a_bomb_is_told_and_never_unpacked():
    reading = read([exported([paper()], **{"bomb.pdf": b"0" * 50_000_000})])
    assert "200-fold" in sentences(reading)


def test_a_bomb_called_json_is_told_and_never_unpacked():
    reading = read([given("x.zip", archive({"data.json": b" " * 60_000_000}))])
    assert (reading.papers, "200-fold" in sentences(reading)) == ((), True)


def test_a_link_in_the_archive_is_not_followed():
    entry = zipfile.ZipInfo("paper1.pdf")
    entry.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("data.json", json.dumps([paper()]))
        made.writestr(entry, "/etc/passwd")
    assert "is a link" in sentences(read([given("x.zip", out.getvalue())]))


def test_an_archive_cut_short_gets_a_sentence():
    whole = archive({"data.json": json.dumps([paper()]), "a.pdf": PDF * 100})
    reading = read([given("x.zip", whole[: len(whole) // 2])])
    assert (reading.papers, bool(reading.problems)) == ((), True)


def test_an_entry_with_broken_bytes_is_told_and_the_rest_is_read():
    data = bytearray(archive({"data.json": json.dumps([paper()]), "t.csv": "x" * 500}))
    at = data.index(b"t.csv") + len("t.csv")
    data[at : at + 4] = b"\xff\xff\xff\xff"
    reading = read([given("x.zip", bytes(data))])
    assert [one.title for one in reading.papers] == ["Demo paper"]
    assert "cannot be read" in sentences(reading)


def test_too_many_files_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "MOST_ENTRIES", 2)
    reading = read([exported([paper()], a=PDF, b=PDF)])
    assert (reading.papers, said(reading)[0]) == ((), ("export.zip", "file", "file"))


def test_a_text_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(archives, "MOST_TEXT", 100)
    reading = read([given("x.json", json.dumps([paper(abstract="x" * 200)]))])
    assert (reading.papers, said(reading)) == ((), [("x.json", "file", "file")])
