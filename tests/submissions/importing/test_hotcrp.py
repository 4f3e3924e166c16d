import base64
import hashlib
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from submissions.importing.reading import read
from submissions.importing.values import Author, Conflict, Status, Tag, Tie
from tests.submissions.importing.givens import AUTHOR, given, paper, read_json, said, sentences


def only(reading):
    (found,) = reading.papers
    return found


def test_a_whole_paper_is_read_without_a_problem():
    reading = read_json(
        {
            "object": "paper",
            "pid": 7,
            "title": "Demo paper on queues",
            "abstract": "First.\n\nSecond.",
            "authors": [
                AUTHOR
                | {
                    "affiliation": "Demo Institute",
                    "country": "The Netherlands",
                    "orcid": "https://orcid.org/0000-0002-1825-0097",
                    "contact": True,
                },
                {"name": "Demo Author 2"},
            ],
            "topics": ["Storage", "Networks"],
            "status": "submitted",
            "submitted_at": 1567296000,
            "pc_conflicts": {
                "demo.reviewer.1@demo.example": "collaborator",
                "demo.reviewer.2@demo.example": True,
                "demo.reviewer.3@demo.example": "none",
                "demo.reviewer.4@demo.example": "pinned institutional",
            },
            "collaborators": "Demo Colleague 1 (Demo Institute)",
            "tags": ["accept", "order#3"],
            "options": {"student": True, "kinds": ["long", "demo"]},
            "decision": "Accepted",
        }
    )
    found = only(reading)
    assert reading.problems == ()
    assert (found.number, found.title, found.abstract) == (
        7,
        "Demo paper on queues",
        "First.\n\nSecond.",
    )
    assert found.authors == (
        Author(
            "Demo",
            "Author 1",
            "demo.author.1@demo.example",
            "Demo Institute",
            "NL",
            "0000-0002-1825-0097",
            is_contact=True,
        ),
        Author("Demo Author", "2"),
    )
    assert found.topics == ("Storage", "Networks")
    assert found.status == Status.SUBMITTED
    assert found.submitted_at == datetime(2019, 9, 1, tzinfo=UTC)
    assert found.conflicts == (
        Conflict("demo.reviewer.1@demo.example", Tie.COAUTHOR),
        Conflict("demo.reviewer.2@demo.example", Tie.OTHER),
        Conflict("demo.reviewer.4@demo.example", Tie.INSTITUTION),
    )
    assert found.tags == (Tag("accept"), Tag("order", 3.0))
    assert found.answers == (("student", "yes"), ("kinds", "long\ndemo"))
    assert found.decision == "Accepted"


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"status": "draft"}, Status.DRAFT),
        ({"status": "inprogress"}, Status.DRAFT),
        ({"status": "rejected"}, Status.SUBMITTED),
        ({"status": "withdrawn"}, Status.WITHDRAWN),
        ({"status": {"submitted": True}}, Status.SUBMITTED),
        ({"status": {"submitted": True, "withdrawn": True}}, Status.WITHDRAWN),
        ({"status": None}, Status.DRAFT),
        ({"status": None, "submitted": True}, Status.SUBMITTED),
    ],
)
def test_the_status_is_a_word_an_object_or_marks(values, status):
    assert only(read_json(paper(**values))).status == status


@pytest.mark.parametrize(
    ("topics", "found"),
    [
        (["A", "B"], ("A", "B")),
        ({"A": True, "B": False}, ("A",)),
        (None, ()),
    ],
)
def test_topics_are_a_list_or_a_map(topics, found):
    assert only(read_json(paper(topics=topics))).topics == found


@pytest.mark.parametrize("wrapped", ['{"papers": [%s]}', '{"paper": %s}', "%s", "[%s]"])
def test_papers_are_found_however_they_are_wrapped(wrapped):
    text = wrapped % json.dumps(paper())
    assert only(read([given("x.json", text)])).title == "Demo paper"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"abstract": ["no"]}, "abstract"),
        ({"authors": "Demo Author 1"}, "authors"),
        ({"authors": [3]}, "authors"),
        ({"authors": [{}]}, "authors"),
        ({"authors": []}, "authors"),
        ({"authors": [AUTHOR | {"email": "nobody"}]}, "email"),
        ({"authors": [AUTHOR | {"country": "Atlantis"}]}, "country"),
        ({"authors": [AUTHOR | {"orcid": "0000-0002-1825-0098"}]}, "ORCID"),
        ({"topics": "A"}, "topics"),
        ({"topics": [4]}, "topics"),
        ({"status": "lost"}, "status"),
        ({"status": 3}, "status"),
        ({"submitted_at": "once"}, "time of submission"),
        ({"submitted_at": 1e30}, "time of submission"),
        ({"pc_conflicts": 3}, "conflicts"),
        ({"pc_conflicts": {"nobody": True}}, "email"),
        ({"tags": 3}, "tags"),
        ({"options": 3}, "options"),
        ({"submission": 3}, "submission"),
        ({"submission": {"content_file": "../../etc/passwd"}}, "submission"),
        ({"submission": {"content_file": "gone.pdf"}}, "submission"),
        ({"submission": {"content_base64": "§"}}, "submission"),
        ({"abstract": "x" * 20_001}, "abstract"),
    ],
)
def test_a_wrong_value_is_told_with_its_place_and_the_paper_stays(values, field):
    reading = read_json(paper(**values))
    assert only(reading).title == "Demo paper"
    assert ("paper 1", field, "field") in said(reading)


@pytest.mark.parametrize(
    ("values", "place", "field"),
    [
        ({"title": ""}, "paper 1", "title"),
        ({"title": ["no"]}, "paper 1", "title"),
        ({"title": "x" * 10_000}, "paper 1", "title"),
        ({"title": "\u202e\u200b"}, "paper 1", "title"),
        ({"pid": -3}, "entry 1", "number"),
        ({"pid": "one"}, "entry 1", "number"),
        ({"pid": 10**400}, "entry 1", "number"),
        ({"authors": [AUTHOR] * 300}, "paper 1", "authors"),
    ],
)
def test_a_paper_that_cannot_be_made_is_left_out_with_the_reason(values, place, field):
    reading = read_json(paper(**values))
    assert reading.papers == ()
    assert (place, field, "paper") in said(reading)


def test_a_title_that_is_too_long_says_how_long_it_is():
    assert "10,000 characters" in sentences(read_json(paper(title="x" * 10_000)))


def test_marks_that_nobody_sees_are_taken_out_and_told():
    reading = read_json(paper(title="Demo \u202epaper\x07"))
    assert only(reading).title == "Demo paper"
    assert ("paper 1", "title", "note") in said(reading)


def test_of_two_papers_with_one_number_the_first_stays():
    reading = read_json(paper(), paper(title="Another"))
    assert [one.title for one in reading.papers] == ["Demo paper"]
    assert said(reading) == [("entry 2", "number", "paper")]


def test_of_two_authors_with_one_address_the_first_keeps_it():
    reading = read_json(paper(authors=[AUTHOR, AUTHOR | {"last": "Author 2"}]))
    assert [author.email for author in only(reading).authors] == [AUTHOR["email"], ""]
    assert "Authors 1 and 2" in sentences(reading)


def test_an_unknown_kind_of_conflict_is_still_a_conflict():
    reading = read_json(paper(pc_conflicts={"demo.reviewer.1@demo.example": "rivals"}))
    assert only(reading).conflicts == (Conflict("demo.reviewer.1@demo.example", Tie.OTHER),)


def test_contacts_are_marked_among_the_authors():
    reading = read_json(paper(contacts=[{"email": AUTHOR["email"].upper()}]))
    assert only(reading).authors[0].is_contact


def test_a_document_inside_the_json_is_read_if_its_hash_is_right():
    content = base64.b64encode(b"%PDF-1.5").decode()
    right, wrong = hashlib.sha256(b"%PDF-1.5").hexdigest(), "0" * 64
    file = {"mimetype": "application/pdf", "content_base64": content}
    kept = only(read_json(paper(submission=file | {"hash": f"sha2-{right}"})))
    assert kept.documents[0].inline == b"%PDF-1.5"
    reading = read_json(paper(submission=file | {"hash": f"sha2-{wrong}"}))
    assert only(reading).documents == ()
    assert ("paper 1", "submission", "field") in said(reading)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[1, 2", "not JSON"),
        ("[" * 100_000, "nested"),
        ('[{"pid": NaN}]', "NaN"),
        ("[]", "empty"),
        ("[3]", "where a paper is expected"),
        ('[{"pid": 1' + "0" * 5000 + "}]", "not JSON"),
    ],
)
def test_what_is_no_list_of_papers_gets_a_sentence(text, words):
    reading = read([given("x.json", text)])
    assert reading.papers == ()
    assert words in sentences(reading)


def test_every_problem_is_listed():
    reading = read_json(
        paper(title=""),
        paper(pid=2, topics=[4], tags=3),
        paper(pid=3, authors=[AUTHOR | {"email": "x"}]),
    )
    assert [place for place, _, _ in said(reading)] == ["paper 1", "paper 2", "paper 2", "paper 3"]


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = (
    "pid", "title", "abstract", "authors", "contacts", "topics", "keywords", "status", "tags",
    "submitted_at", "decision", "pc_conflicts", "collaborators", "options", "submission", "own",
)  # fmt: skip


@for_all(st.lists(st.dictionaries(st.sampled_from(KEYS), anything, max_size=6), max_size=4))
def test_whatever_stands_in_the_fields_is_read_or_told(papers):
    reading = read([given("x.json", json.dumps(papers))])
    told = {problem.place for problem in reading.problems}
    assert len(reading.papers) + len(told) >= len(papers)
    for one in reading.papers:
        assert one.title
        assert all(author.name or author.email for author in one.authors)


@for_all(st.binary(max_size=400))
def test_whatever_bytes_come_give_a_reading(data):
    for name in ("x.json", "x.csv", "x.zip"):
        assert read([given(name, data)]).system
