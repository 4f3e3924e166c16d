"""Lists of authors as people paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from submissions import pasting


def read(text):
    return [
        (one.given_name, one.family_name, one.email, *one.affiliations)
        for one in pasting.read(text)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Demo One <one@demo.example>, Demo University, Germany",
            [("Demo", "One", "one@demo.example", ("Demo University", "DE"))],
        ),
        (
            "Demo One <One@Demo.Example> (Demo Lab)\n\nDemo Two (Demo University, Dept. 3)",
            [
                ("Demo", "One", "one@demo.example", ("Demo Lab", "")),
                ("Demo", "Two", "", ("Demo University, Dept. 3", "")),
            ],
        ),
        (
            'name,email,affiliation,country\nDemo One,one@demo.example,"Demo Lab, West",us',
            [("Demo", "One", "one@demo.example", ("Demo Lab, West", "US"))],
        ),
        (
            "First name;Last name;Email\nAda;van Demo;ada@demo.example",
            [("Ada", "van Demo", "ada@demo.example")],
        ),
        (
            "Demo One\tone@demo.example\tDemo Lab\tJapan",
            [("Demo", "One", "one@demo.example", ("Demo Lab", "JP"))],
        ),
        (
            "author = {Lovelace, Ada and {\\'E}mile Demo and van der Demo, Jan},",
            [("Ada", "Lovelace", ""), ("Émile", "Demo", ""), ("Jan", "van der Demo", "")],
        ),
        ("Demo One and Demo Two", [("Demo", "One", ""), ("Demo", "Two", "")]),
        (
            "1. Demo One, Demo Lab, France\n2. Demo Two",
            [("Demo", "One", "", ("Demo Lab", "FR")), ("Demo", "Two", "")],
        ),
        (
            "one.demo@demo.example; two@demo.example",
            [("One", "Demo", "one.demo@demo.example"), ("", "two", "two@demo.example")],
        ),
        (
            "Demo One <one@demo.example>, Demo Lab, Atlantis",
            [("Demo", "One", "one@demo.example", ("Demo Lab", "Atlantis"))],
        ),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_lists_are_read_as_people_have_them(text, found):
    assert read(text) == found


@given(st.text(alphabet=st.sampled_from("aB ,;<>@\"'()\n\t.{}\\$and1é\x00東"), max_size=200))
def test_whatever_is_pasted_gives_names_and_no_fault(text):
    found = pasting.read(text)
    assert len(found) <= max(text.count("\n") + text.count("@") + text.count("and") + 2, 1)
    assert len({one.ref for one in found}) == len(found)


def test_a_thousand_lines_are_the_most():
    assert len(pasting.read("\n".join(f"Demo No{n}" for n in range(3000)))) == 1000
