"""Lists of people, read as chairs have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dls.conferences import collation, importing
from dls.conferences.importing import decoded, read, tidied


def one(text: str):
    (entry,) = read(tidied(text))
    return entry


@pytest.mark.parametrize(
    "line",
    [
        "Demo Lovelace <demo@x.example>, Demo Institute, UK",
        "Demo Lovelace, demo@x.example, Demo Institute, UK",
        "Demo Lovelace; demo@x.example; Demo Institute; UK",
        "Demo Lovelace\tdemo@x.example\tDemo Institute\tUK",
        "demo@x.example, Demo Lovelace, Demo Institute, UK",
        '"Lovelace, Demo" <demo@x.example>, Demo Institute, UK',
        '"Demo Lovelace","demo@x.example","Demo Institute","UK"',
        "Demo, Lovelace, demo@x.example, Demo Institute, UK",
        "Demo Lovelace, mailto:demo@x.example, Demo Institute, UK",
    ],
)
def test_one_person_in_many_shapes(line):
    entry = one(line)
    assert (entry.name, entry.email) == ("Demo Lovelace", "demo@x.example")
    assert (entry.affiliation, entry.country, entry.country_code) == ("Demo Institute", "UK", "GB")
    assert (entry.family_name, entry.problem, entry.note) == ("Lovelace", "", "")


def test_a_first_row_may_name_the_columns_in_any_order():
    text = "Country;E-Mail;Last name;First name;Affiliation\nNL;demo@x.example;de Vries;Demo;TU X"
    entry = one(text)
    assert (entry.line, entry.name, entry.family_name) == (2, "Demo de Vries", "de Vries")
    assert (entry.email, entry.affiliation, entry.country) == ("demo@x.example", "TU X", "NL")


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_file_is_read_in_the_coding_of_any_spreadsheet(coding):
    text = 'name;email;affiliation\r\nDemo Ångström;demo@x.example;"Universität; Köln"\r\n'
    entry = one(decoded(text.encode(coding)))
    assert (entry.name, entry.affiliation) == ("Demo Ångström", "Universität; Köln")


def test_the_line_excel_writes_for_itself_is_no_person():
    assert one("sep=;\nDemo Hopper;demo@x.example").name == "Demo Hopper"


def test_a_cell_broken_over_two_lines_is_one_cell():
    assert one('Demo Hopper,demo@x.example,"Demo\nInstitute"').affiliation == "Demo Institute"


def test_a_lonely_quote_swallows_nothing():
    entries = read(tidied('Demo "A, a@x.example\nDemo B, b@x.example\nDemo C, c@x.example'))
    assert [entry.email for entry in entries] == ["a@x.example", "b@x.example", "c@x.example"]


def test_recipients_of_a_mail_header_are_put_apart():
    header = 'Demo A <a@x.example>, "B, Demo" <b@x.example>; c@x.example'
    entries = read(tidied(header))
    assert [entry.email for entry in entries] == ["a@x.example", "b@x.example", "c@x.example"]
    bare = read(tidied("a@x.example, b@x.example; c@x.example d@x.example"))
    assert len(bare) == 4


def test_a_bare_address_gets_a_name_and_a_note():
    entry = one("demo.king-hopper@x.example")
    assert (entry.name, entry.problem) == ("Demo King-Hopper", "")
    assert "No name given" in entry.note
    assert one("kdfj22@x.example").name == "kdfj22"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Demo Lovelace", "no email address"),
        ("Demo, demo@x", "no dot"),
        ("Demo, demo@@x.example", "two @"),
        ("Demo <demo y@x.example>", "a space"),
        ("Demo, @x.example", "something is missing"),
        ("Demo <demo.x.example>", "no @"),
        ("Demo, de,mo@x!.example", "cannot stand there"),
        (f"{'x' * 201}, a@x.example", "too long"),
    ],
)
def test_a_mistake_is_named_with_the_way_to_mend_it(line, why):
    assert why in one(line).problem


def test_the_second_of_two_equal_addresses_is_marked_with_the_line_of_the_first():
    first, second = read("Demo A, a@x.example\nDemo A, A@X.example")
    assert (first.problem, second.problem) == (
        "",
        "The same address is in line 1. Leave one out.",
    )
    assert read("Demo A, a@x.example\nDemo A, A@X.example", left_out={1})[1].problem == ""


def test_the_same_name_twice_is_only_worth_a_look():
    _, second = read("Demo A, a@x.example\nDemo A, b@x.example")
    assert (second.problem, "same name" in second.note) == ("", True)


def test_an_unknown_country_is_printed_as_typed():
    entry = one("Demo A, a@x.example, Demo Institute, Ruritania")
    assert (entry.country, entry.country_code) == ("Ruritania", "")
    assert "no country we know" in entry.note


def test_invisible_characters_of_web_pages_do_not_spoil_an_address():
    assert one("Demo\u00a0A <\u200ba@x.example\ufeff>").email == "a@x.example"


lines = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=60)
words = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäøŁ", min_size=1, max_size=12)


@given(st.lists(lines, max_size=20))
def test_any_text_is_read_without_a_fault_and_every_line_is_accounted_for(given_lines):
    text = tidied("\n".join(given_lines))
    entries = read(text)
    numbers = [entry.line for entry in entries]
    assert numbers == sorted(set(numbers))
    here = text.splitlines()
    assert all(here[entry.line - 1] == entry.text for entry in entries)
    missing = {n for n, line in enumerate(here, 1) if line.strip()} - set(numbers)
    assert all(
        importing.names_columns(here[n - 1]) or here[n - 1].strip().lower().startswith("sep=")
        for n in missing
    )


@given(st.lists(lines, max_size=20))
def test_tidying_twice_changes_nothing_more(given_lines):
    text = tidied("\n".join(given_lines))
    assert tidied(text) == text


@given(st.lists(lines, max_size=20))
def test_whoever_is_ready_has_an_address_and_a_name_and_comes_once(given_lines):
    ready = [entry for entry in read(tidied("\n".join(given_lines))) if not entry.problem]
    assert all(entry.email.count("@") >= 1 and entry.name for entry in ready)
    addresses = [entry.email.casefold() for entry in ready]
    assert len(addresses) == len(set(addresses))


@given(words, words, words, st.sampled_from([",", ";", "\t"]))
def test_what_a_spreadsheet_writes_is_read_back(given_name, family, place, sign):
    line = sign.join([f"{given_name} {family}", "demo@x.example", place, "NL"])
    entry = one(line)
    assert (entry.name, entry.email) == (f"{given_name} {family}", "demo@x.example")
    assert (entry.affiliation, entry.country_code) == (place, "NL")


@given(st.binary(max_size=300))
def test_any_file_becomes_text(data):
    assert isinstance(read(tidied(decoded(data))), list)


def test_five_thousand_lines_are_read_in_a_moment():
    text = "\n".join(f"Demo {n} <demo.{n}@x.example>, Demo Institute, NL" for n in range(5000))
    assert len(read(tidied(text))) == 5000


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Demo Lovelace", "Lovelace"),
        ("Demo van der Berg", "van der Berg"),
        ("Demo Smith Jr.", "Smith"),
        ("Demo Reviewer 12", "Reviewer 12"),
        ("山田太郎", "山田太郎"),
        ("Plato", "Plato"),
    ],
)
def test_family_names_are_found_in_names(name, family):
    assert collation.family_of(name) == family


def test_names_are_sorted_without_particles_accents_and_case():
    names = [
        "Demo Zeta",
        "Demo van der Berg",
        "Demo Ångström",
        "Demo Alpha",
        "Demo Østergaard",
        "Demo 10",
        "Demo 9",
    ]
    ordered = sorted(names, key=lambda name: collation.by_family("", name))
    assert [name.split()[-1] for name in ordered] == [
        "Alpha",
        "Ångström",
        "Berg",
        "9",
        "10",
        "Østergaard",
        "Zeta",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Ada Lovelace ada@place.example",
        "ada@place.example Ada Lovelace",
        "Ada Lovelace\u00a0ada@place.example, , ",
        "Ada Lovelace ada@place.example;",
    ],
)
def test_a_space_is_enough_between_name_and_address(line):
    (entry,) = importing.read(importing.tidied(line))
    assert (entry.name, entry.email, entry.problem) == ("Ada Lovelace", "ada@place.example", "")


def test_an_address_in_the_middle_of_words_is_not_guessed_at():
    (entry,) = importing.read("Ada ada@place.example Lovelace")
    assert "there is a space in it" in entry.problem
