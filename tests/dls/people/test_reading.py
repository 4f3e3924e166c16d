"""BibTeX, TeX and pasted lists."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dls.people import bibtex, lists, tex


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"{\'E}cole M{\"u}ller", "École Müller"),
        (r"\v{S}koda, \c{c}a, \o{}re, Stra{\ss}e, \L{}odz", "Škoda, ça, øre, Straße, Łodz"),
        (r"\'{\i}sland", "ísland"),
        (r"A \& B at 5\% for \$7", "A & B at 5% for $7"),
        ("``so'' --- pages 3--7, Dr.~X", "“so” — pages 3–7, Dr. X"),
        (r"\emph{Very} {Deep} $x^2$", "Very Deep x^2"),
        ("plain\n  text", "plain text"),
        ("日本語の題名", "日本語の題名"),
    ],
)
def test_tex_reads_as_people_write(source, shown):
    assert tex.plain(source) == shown


def test_an_entry_has_title_year_venue_authors_and_abstract():
    text = """
@string{sc = "Supercomputing"}
@inproceedings(a, title = "Scaling " # {Up}, year = {Nov. 2019}, booktitle = sc,
  author = {Lovelace, Ada and Konrad Zuse and Babbage, Jr., Charles}, abstract = {Words.})
"""
    (work,) = bibtex.read(text).works
    assert work == bibtex.Work(
        3, "Scaling Up", 2019, "Supercomputing",
        "Ada Lovelace, Konrad Zuse, Charles Babbage Jr.", "Words.",
    )  # fmt: skip


def test_one_mistake_spoils_no_other_entry():
    text = "@article{a, title={One}}\n@article{b, title={Two\n@article{c, title={Three}}\n@misc{d}"
    reading = bibtex.read(text)
    assert [work.title for work in reading.works] == ["One", "Three"]
    assert [(mistake.line, mistake.entry) for mistake in reading.mistakes] == [
        (2, "@article{b, title={Two"), (4, "@misc{d}"),
    ]  # fmt: skip


def test_only_the_first_two_thousand_entries_are_read():
    reading = bibtex.read("".join(f"@misc{{k{n}, title={{T{n}}}}}\n" for n in range(2_001)))
    assert len(reading.works) == 2_000
    assert "first 2,000" in reading.mistakes[0].what


def test_text_without_entries_says_what_an_entry_looks_like():
    assert "@article{" in bibtex.read("hello").mistakes[0].what


def test_an_unknown_abbreviation_is_no_mistake():
    reading = bibtex.read("@article{a, title={T}, month = sept, journal = unknown}")
    assert (len(reading.works), reading.mistakes) == (1, [])


HOSTILE = {
    "open braces": "@article{a, title={" + "{" * 1_000_000,
    "many entries": "@a{" * 600_000,
    "unclosed entries": "@article{x,\n" * 150_000,
    "many authors": "@article{a, title={x}, author={" + "and " * 400_000 + "}}",
    "growing strings": "@string{a={aaaaaaaaaa}}\n@string{a=a#a#a#a#a#a#a#a}\n" * 100
    + "@misc{x,title=a}",
    "accents": "@article{a, title={" + "\\' " * 600_000 + "}}",
    "open quote": '@article{a, title="' + "x" * 2_000_000,
    "commas": "@article{a," + "," * 2_000_000,
    "commas within the limit": ("@article{a," + "," * 55_000 + "}\n") * 30,
    "nested": ("@article{a, title={" + "{" * 99 + "}" * 99 + "}}\n") * 2_000,
    "blanks": "@" + " " * 2_000_000,
    "zeros": "@article{a, title={\0}}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_bibtex_is_read_quickly(text):
    started = time.perf_counter()
    bibtex.read(text[: bibtex.MOST_BYTES])
    assert time.perf_counter() - started < 10


def test_two_megabytes_are_read_whole():
    entry = "@article{k, title={Deep L\\\"earning %d}, author={M\\'e, A and B}, abstract={%s}}\n"
    text = "".join(entry % (n, "caf\\'e and more " * 50) for n in range(2_000))
    started = time.perf_counter()
    assert len(bibtex.read(text[: bibtex.MOST_BYTES]).works) > 1_900
    assert time.perf_counter() - started < 10


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=st.sampled_from("@article{}()\"=,#\\'`^~ \nabc1%$&"), max_size=300))
def test_no_text_breaks_the_reader(text):
    bibtex.read(text)
    bibtex.read("@article{a, title={" + text + "}}")
    lists.read(text)
    tex.plain(text)


@given(st.text(max_size=200))
def test_reading_tex_twice_changes_nothing_more_in_plain_text(text):
    words = "".join(letter for letter in text if letter.isalnum() or letter == " ")
    assert tex.plain(tex.plain(words)) == tex.plain(words)


@pytest.mark.parametrize(
    ("line", "name", "affiliation"),
    [
        ("Demo Reviewer 4 (Demo University)", "Demo Reviewer 4", "Demo University"),
        ("- Demo Author 7", "Demo Author 7", ""),
        ("2. Demo Lab; Germany", "Demo Lab", "Germany"),
        ("山田太郎（東京大学）", "山田太郎", "東京大学"),
    ],
)
def test_a_line_is_a_name_with_its_affiliation(line, name, affiliation):
    (found,) = lists.read(line).found
    assert (found.name, found.affiliation) == (name, affiliation)


def test_lines_that_are_no_names_are_told_by_number():
    read = lists.read("One\n???\n\n(x\nTwo")
    assert [found.name for found in read.found] == ["One", "Two"]
    assert [(odd.line, odd.text) for odd in read.odd] == [(2, "???"), (4, "(x")]
