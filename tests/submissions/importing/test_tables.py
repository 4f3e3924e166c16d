import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from submissions.importing.reading import read
from submissions.importing.values import Author, Status
from tests.submissions.importing.givens import given, said, sentences, table

HEADS = ["#", "title", "authors", "submitted", "last updated", "form fields", "keywords",
         "decision", "notified", "reviews sent", "abstract", "deleted?"]  # fmt: skip
ROW = ["3", "Demo paper", "Demo Author 1 and Demo Author 2", "2024-04-19 10:34", "", "",
       "storage\nlearning", "accept", "no", "no", "Words.\n\nMore.", "no"]  # fmt: skip
PEOPLE = ["submission #", "first name", "last name", "email", "country", "affiliation",
          "Web page", "person #", "corresponding?"]  # fmt: skip
FIRST = ["3", "Demo", "Author 1", "demo.author.1@demo.example", "Germany", "Demo Institute 1",
         "", "1", "yes"]  # fmt: skip
SECOND = ["3", "Demo", "Author 2", "demo.author.2@demo.example", "Korea", "Demo Institute 2",
          "", "2", "no"]  # fmt: skip


def submissions(*rows, delimiter=","):
    return given("submission.csv", table(HEADS, *rows, delimiter=delimiter))


def authors(*rows):
    return given("author.csv", table(PEOPLE, *rows))


def test_both_tables_together_make_a_whole_paper():
    reading = read([submissions(ROW), authors(FIRST, SECOND)])
    (found,) = reading.papers
    assert reading.problems == ()
    assert (found.number, found.title, found.status) == (3, "Demo paper", Status.SUBMITTED)
    assert found.abstract == "Words.\n\nMore."
    assert found.keywords == ("storage", "learning")
    assert found.decision == "accept"
    assert found.submitted_at.isoformat() == "2024-04-19T10:34:00+00:00"
    assert found.authors == (
        Author("Demo", "Author 1", FIRST[3], "Demo Institute 1", "DE", is_contact=True),
        Author("Demo", "Author 2", SECOND[3], "Demo Institute 2", "KR"),
    )


def test_without_the_authors_table_their_names_are_read():
    reading = read([submissions(ROW)])
    assert [author.name for author in reading.papers[0].authors] == [
        "Demo Author 1",
        "Demo Author 2",
    ]
    assert "no addresses" in sentences(reading)


def test_topics_and_fields_come_from_their_own_tables():
    topics = given("t.csv", table(["submission #", "topic"], ["3", "Storage"], ["3", "Networks"]))
    fields = given("f.csv", table(["submission #", "field name", "value"], ["3", "student", "yes"]))
    (found,) = read([submissions(ROW), topics, fields]).papers
    assert (found.topics, found.answers) == (("Storage", "Networks"), (("student", "yes"),))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_delimiter_and_any_encoding(delimiter, encoding):
    text = table(
        ["#", "title", "authors"], ["1", "Über Größe", "Demo Author 1"], delimiter=delimiter
    )
    (found,) = read([given("x.csv", text.encode(encoding))]).papers
    assert (found.number, found.title) == (1, "Über Größe")


@pytest.mark.parametrize(
    "heads",
    [
        ["Paper ID", "Paper Title", "Author Names"],
        ["paper_id", "TITLE", "all authors"],
        ["Submission No", " Title ", "Authors"],
        ["Nr.", "Submission Title", "byline"],
        ["authors", "ignored", "title", "#"],
    ],
)
def test_heads_go_by_several_names_in_any_order(heads):
    cells = {"title": "T", "paper title": "T", "submission title": "T", "authors": "A B"}
    row = [cells.get(head.strip().casefold(), "5" if head != "ignored" else "") for head in heads]
    (found,) = read([given("x.csv", table(heads, row))]).papers
    assert (found.title, found.number) == ("T", 5)


def test_a_line_saying_what_parts_the_cells_is_skipped():
    (found,) = read([given("x.csv", "sep=;\r\n#;title\r\n4;Demo paper\r\n")]).papers
    assert (found.number, found.place) == (4, "x.csv, line 3")


def test_places_are_the_lines_where_rows_begin():
    long = [*ROW]
    reading = read([submissions(long, ["x", *ROW[1:]])])
    assert ("submission.csv, line 6", "number", "paper") in said(reading)


def test_deleted_papers_are_left_out_and_told():
    reading = read([submissions([*ROW[:-1], "yes"])])
    assert (reading.papers, said(reading)) == ((), [("submission.csv, line 2", "paper", "note")])


@pytest.mark.parametrize(
    ("rows", "people", "told"),
    [
        ([ROW, ROW], [], ("submission.csv, line 6", "number", "paper")),
        (
            [["", "", "", "", "", "", "", "", "", "", "x", ""]],
            [],
            ("submission.csv, line 2", "title", "paper"),
        ),
        ([ROW], [["9", *FIRST[1:]]], ("author.csv, line 2", "number", "note")),
        ([ROW], [["", *FIRST[1:]]], ("author.csv, line 2", "number", "field")),
        (
            [ROW],
            [["3", "", "", "", "", "", "", "", ""]],
            ("submission.csv, line 2", "authors", "field"),
        ),
        ([ROW], [FIRST, FIRST], ("submission.csv, line 2", "authors", "field")),
        (
            [ROW],
            [["3", "Demo", "A", "nobody", *FIRST[4:]]],
            ("author.csv, line 2", "email", "field"),
        ),
        ([ROW], [FIRST] * 300, ("submission.csv, line 2", "authors", "paper")),
        ([[*ROW, "too", "many"]], [], ("submission.csv", "row", "field")),
    ],
)
def test_what_is_wrong_is_told_with_its_line(rows, people, told):
    files = [submissions(*rows)] + ([authors(*people)] if people else [])
    assert told in said(read(files))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "empty"),
        ("just words", "names no column"),
        ("a,b,c\n1,2,3", "names no column"),
        (b"%PDF-1.5 and more", "a document"),
        (b"\x89PNG\r\n\x1a\n....", "a document"),
        ("#,email\n1,x@y.example", "No table with the papers"),
        ('#,title\n1,"' + "x" * 250_000, "a quotation mark not closed"),
    ],
)
def test_what_is_no_table_of_papers_gets_a_sentence(data, words):
    reading = read([given("x.csv", data)])
    assert reading.papers == ()
    assert words in sentences(reading)


def test_two_columns_for_one_thing_are_told():
    reading = read([given("x.csv", table(["#", "title", "paper title"], ["1", "A", "B"]))])
    assert (reading.papers[0].title, said(reading)[0]) == ("A", ("x.csv", "title", "note"))


titles = st.text(st.characters(blacklist_categories=["C", "Z"]), min_size=1, max_size=30)


@for_all(st.lists(titles, min_size=1, max_size=5), st.sampled_from([",", ";", "\t", "|"]))
def test_titles_come_back_as_they_were_written(written, delimiter):
    rows = [[number, title] for number, title in enumerate(written, 1)]
    reading = read([given("x.csv", table(["#", "title"], *rows, delimiter=delimiter))])
    assert [paper.title for paper in reading.papers] == written


@for_all(st.lists(st.lists(st.text(max_size=6), max_size=6), max_size=6))
def test_whatever_stands_in_the_cells_is_read_or_told(rows):
    reading = read([given("x.csv", table(["#", "title", "authors", "email"], *rows))])
    assert all(paper.title for paper in reading.papers)
