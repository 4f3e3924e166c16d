"""What is measured of papers whose truth their source states."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from submissions.checks.headings import heads_part, heads_references, may_head_references
from tests.submissions.checks.conftest import BODY, SHORT
from tests.submissions.checks.papers import author_year, heading, numbered, prose, title


def where(paper):
    found = paper.references
    return found.page, found.starts_page, paper.body_pages


def counted(paper):
    return sum(1 for page in paper.each if set(page.counted) - {"references"})


def test_the_type_of_a_two_column_paper_is_measured(ieee, measured):
    paper = measured(ieee)
    assert (paper.pages, paper.columns) == (6, 2)
    assert paper.body_font.size == pytest.approx(10, abs=0.1)
    assert paper.leading == pytest.approx(12, abs=0.2)
    assert paper.gutter == pytest.approx(12, abs=0.5)
    assert "Libertinus" in paper.body_font.family


def test_the_type_of_a_one_column_paper_is_measured(make, measured):
    paper = measured(make("lncs", *SHORT, heading("References"), author_year(20)))
    assert (paper.columns, paper.gutter) == (1, None)
    assert paper.structure.sheets[0].width == pytest.approx(595.28, abs=0.1)


@pytest.mark.parametrize(
    "head",
    [
        "References",
        "5. REFERENCES",
        "Literaturverzeichnis",
        "Références",
        "参考文献",
        "Список литературы",
        "Kaynakça",
        "Bibliography",
    ],
)
def test_the_list_is_found_under_its_heading_in_many_languages(head, make, measured):
    assert where(measured(make("ieee", *BODY, heading(head), numbered(20)))) == (5, False, 5)


def test_a_heading_in_small_capitals_is_found(make, measured):
    paper = measured(make("ieee", *BODY, "#align(center)[#smallcaps[References]]\n", numbered(20)))
    assert where(paper) == (5, False, 5)


def test_a_list_without_heading_is_found_but_not_trusted(make, measured):
    paper = measured(make("ieee", *BODY, "\n\n", numbered(20)))
    assert where(paper) == (5, False, 5)
    assert paper.references.confidence <= 0.5


def test_a_paper_without_a_list_has_none(make, measured):
    paper = measured(make("ieee", *BODY))
    assert (paper.references, paper.body_pages, counted(paper)) == (None, 5, 5)


def test_a_list_that_starts_a_page_leaves_that_page_uncounted(make, measured):
    paper = measured(make("ieee", *BODY, "#pagebreak()", heading("References"), numbered(20)))
    assert where(paper) == (6, True, 5)
    assert (counted(paper), paper.body_length) == (5, 5.0)


def test_running_heads_and_page_numbers_do_not_come_before_a_list(make, measured):
    furniture = (
        "#set page(header: [Running head of a paper #h(1fr) 2025], "
        "footer: align(center)[#context counter(page).display()])"
    )
    parts = (*SHORT, "#pagebreak()", heading("References"), author_year(20))
    paper = measured(make("lncs", furniture, *parts))
    assert where(paper)[1] is True
    assert all(page.page_number for page in paper.each)
    assert all(page.heads for page in paper.each)


def test_an_empty_page_with_its_number_is_blank_and_not_counted(make, measured):
    numbers = "#set page(footer: align(center)[#context counter(page).display()])"
    parts = (*SHORT, "#pagebreak()#page[]", heading("References"), author_year(20))
    paper = measured(make("lncs", numbers, *parts))
    assert [page.number for page in paper.each if page.blank] == [6]
    assert (paper.references.page, paper.body_pages, counted(paper)) == (7, 5, 5)


def test_the_word_in_a_sentence_is_no_heading(make, measured):
    said = "\n\nReferences\n\n are what we cite. " + prose(300, 11)
    paper = measured(make("ieee", *BODY, said, heading("References"), numbered(20)))
    assert where(paper) == (6, True, 5)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Appendix A: Proofs", "appendix"),
        ("A Proofs of the Lemmas", "appendix"),
        ("Acknowledgments", "acknowledgments"),
        ("Supplementary Material", "supplement"),
    ],
)
def test_what_follows_the_list_is_named_and_counted(head, kind, make, measured):
    after = (heading(head), prose(500, 5))
    paper = measured(make("lncs", *SHORT, heading("References"), author_year(20), *after))
    assert [part.kind for part in paper.after] == [kind]
    assert counted(paper) > paper.body_pages


def test_biographies_after_the_list_are_named(make, measured):
    said = (
        "\n\n*Ada Example* received the B.S. degree. She is currently a professor. " + prose(60, 3)
        + "\n\n*Bob Sample* was born somewhere. He is a student of " + prose(50, 8)
    )  # fmt: skip
    paper = measured(make("ieee", *BODY, heading("References"), numbered(20), said))
    assert [part.kind for part in paper.after] == ["biographies"]


def test_the_first_list_ends_the_body_when_a_supplement_has_its_own(make, measured):
    more = (
        "#pagebreak()",
        heading("Supplementary Material"),
        prose(900, 4),
        heading("References"),
        author_year(6),
    )
    paper = measured(make("lncs", *SHORT, heading("References"), author_year(15), *more))
    assert where(paper) == (5, False, 5)
    assert paper.after[0].kind == "supplement"


def test_footnotes_and_a_long_title_do_not_disturb(make, measured):
    notes = f"#footnote[{prose(30, 9)}]{prose(900, 6)}#footnote[{prose(30, 8)}]"
    long = title(
        "A title of three lines that goes on over queues and their traffic in the long run of batches"
    )
    paper = measured(make("lncs", long, *SHORT, notes, heading("References"), author_year(20)))
    assert where(paper)[1] is False
    assert paper.body_font.size == pytest.approx(10, abs=0.1)


def test_the_text_is_read_in_order_and_marked(ieee, measured):
    paper = measured(ieee)
    marks = [one.mark for page in paper.each for one in page.passages]
    assert marks[0] == "title"
    assert marks[-1] == "references"
    assert "heading" in marks
    said = "\n".join(one.text for page in paper.each for one in page.passages)
    assert said.index("Introduction") < said.index("Method") < said.index("[1]")


def test_shrinking_a_page_shows_in_its_true_size(ieee, measured):
    from tests.submissions.checks.overlays import shrunk

    assert measured(shrunk(ieee, 0.88)).body_font.size == pytest.approx(8.8, abs=0.1)


def test_line_numbers_are_furniture(make, measured):
    paper = measured(
        make(
            "lncs", '#set par.line(numbering: "1")', *SHORT, heading("References"), author_year(20)
        )
    )
    assert paper.columns == 1
    assert sum(page.line_numbers for page in paper.each) > 100
    assert where(paper) == (5, False, 5)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    words=st.integers(800, 2200), entries=st.integers(6, 40), kind=st.sampled_from(["ieee", "lncs"])
)
def test_the_body_never_ends_after_the_list_starts(words, entries, kind, make, measured):
    paper = measured(
        make(
            kind, heading("1 Introduction"), prose(words), heading("References"), numbered(entries)
        )
    )
    found = paper.references
    assert paper.body_pages == (found.page - 1 if found.starts_page else found.page)
    assert paper.body_pages - 1 <= paper.body_length <= paper.body_pages
    assert found.page <= found.end_page == paper.pages


@given(st.text(max_size=80))
def test_any_line_can_be_asked_whether_it_heads_something(text):
    assert isinstance(heads_references(text), bool)
    assert isinstance(may_head_references(text), bool)
    assert heads_part(text) is None or isinstance(heads_part(text), str)


@pytest.mark.parametrize(
    "text", ["VII. R EFERENCES", "References", "8 Références", "LITERATURE CITED", "참고문헌"]
)
def test_these_head_a_list(text):
    assert heads_references(text)


@pytest.mark.parametrize(
    "text",
    ["References to memory are slow", "In References,", "Reference counting", "references.", ""],
)
def test_these_do_not(text):
    assert not heads_references(text)


@pytest.mark.parametrize(
    "text",
    [
        "References and Links",
        "Selected bibliography",
        "Literatur- und Quellenverzeichnis",
        "参考文献（References）",
        "Bibliografía y fuentes",
        "Список литературы / References",
    ],
)
def test_these_may_head_a_list(text):
    assert may_head_references(text)


@pytest.mark.parametrize(
    "text", ["Of the list", "Related work", "Sources of error", "the references", "Notes and links"]
)
def test_these_may_not(text):
    assert not may_head_references(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Figure legends", "floats"),
        ("A Tables", None),
        ("Anhang", "appendix"),
        ("Poděkování", "acknowledgments"),
        ("Appendix A Proofs . . . . . . . . . 12", None),
        ("Material suplementario", "supplement"),
    ],
)
def test_what_a_heading_opens(text, kind):
    assert heads_part(text) == kind


def test_the_numbers_of_a_listing_are_no_line_numbers(make, measured):
    numbers = "".join(f"#place(dx: -20pt)[#text(size: 8pt)[{n}]]#v(9pt)" for n in range(1, 25))
    paper = measured(make("lncs", *SHORT, numbers, heading("References"), author_year(20)))
    assert not any(page.line_numbers for page in paper.each)
