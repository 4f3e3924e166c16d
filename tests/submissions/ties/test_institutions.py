"""Affiliations as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from submissions.ties.domains import institution_domain, place_of
from submissions.ties.institutions import Relation, keys, places_in, relation
from submissions.ties.places import table

SAME, NEAR, NONE = Relation.SAME, Relation.NEAR, Relation.NONE
CASES = [
    ("MIT", "Massachusetts Institute of Technology", SAME),
    ("MIT, Cambridge, MA, USA", "Massachusetts Inst. of Technology", SAME),
    ("MIT Lincoln Laboratory, Lexington", "MIT", SAME),
    ("ORNL", "Oak Ridge National Lab", SAME),
    ("Computer Science Division, Oak Ridge National Laboratory (ORNL), TN", "ORNL", SAME),
    ("UChicago & ANL", "Argonne National Laboratory", SAME),
    ("UChicago & ANL", "The University of Chicago", SAME),
    ("Dept. of CS, University of California, Berkeley, USA", "UC Berkeley", SAME),
    ("UC Berkeley", "UC San Diego", NONE),
    ("University of California", "UC Berkeley", NEAR),
    ("University of Texas, El Paso", "University of Texas at El Paso", SAME),
    ("University of Texas at El Paso", "UT Austin", NONE),
    ("University of Maryland, Baltimore County", "University of Maryland", NONE),
    ("Universität Zürich", "University of Zurich, Switzerland", SAME),
    ("ETH Zürich", "Swiss Federal Institute of Technology Zurich", SAME),
    ("ETH Zürich", "University of Zurich", NONE),
    ("Technische Universität München", "TU Munich", SAME),
    ("TU Ilmenau", "Technische Universität Ilmenau", SAME),
    ("Univ. of Demoville", "The University of Demoville", SAME),
    ("School of Computing, Demoville University, Demoland", "Demoville Univ.", SAME),
    ("Demoville University", "University of Demoville", NEAR),
    ("University of York", "York University", NONE),
    ("University of Washington", "Washington University", NONE),
    ("Indiana University Bloomington", "Indiana University", SAME),
    ("Demoville University South", "Demoville University", NEAR),
    ("Google Brain", "Google", SAME),
    ("DeepMind", "Google Research", SAME),
    ("IBM T.J. Watson Research Center, NY", "IBM Research Zurich", SAME),
    ("Texas A & M University", "Texas A&M Univ.", SAME),
    ("Max Planck Institute for Informatics", "Max Planck Institute for Physics", NONE),
    ("CNRS", "CNRS", NEAR),
    ("Institute of Physics", "Institute of Physics", NONE),
    ("Institute of Physics, Demoville", "Inst. of Physics, Demoville", SAME),
    ("NEC Laboratories America, Princeton, NJ", "Princeton University", NONE),
    ("清华大学", "Tsinghua Univ.", SAME),
    ("Independent Researcher", "Independent Researcher", NONE),
    ("N/A", "n.a.", NONE),
    ("", "", NONE),
]


def near(one, other, country="", other_country=""):
    pairs = [
        relation(mine, theirs)
        for mine in places_in(one, country)
        for theirs in places_in(other, other_country)
    ]
    return max(pairs, default=NONE)


@pytest.mark.parametrize(("one", "other", "found"), CASES)
def test_two_ways_to_write_an_affiliation(one, other, found):
    assert near(one, other) == near(other, one) == found


@pytest.mark.parametrize(("one", "other"), [case[:2] for case in CASES if case[2]])
def test_related_places_have_a_key_in_common(one, other):
    mine = {key for place in places_in(one) for key in keys(place)}
    theirs = {key for place in places_in(other) for key in keys(place)}
    assert mine & theirs


@pytest.mark.parametrize(
    ("one", "country", "other", "other_country", "found"),
    [
        ("MIT", "IN", "Massachusetts Institute of Technology", "US", NONE),
        ("MIT", "", "Massachusetts Institute of Technology", "US", SAME),
        ("Demo College", "IE", "Demo College", "GB", NEAR),
        ("IBM Research", "CH", "IBM", "US", SAME),
        ("Institute of Physics", "CZ", "Institute of Physics", "CZ", NEAR),
        ("Institute of Physics", "CZ", "Institute of Physics", "PL", NONE),
    ],
)
def test_countries_tell_places_apart(one, country, other, other_country, found):
    assert near(one, other, country, other_country) == found


@pytest.mark.parametrize(
    ("email", "domain"),
    [
        ("a@cs.cmu.edu", "cmu.edu"),
        ("a@CS.OX.AC.UK.", "ox.ac.uk"),
        ("a@ict.ac.cn", "ict.ac.cn"),
        ("a@lab.demoville.example", "demoville.example"),
        ("a@gmail.com", ""),
        ("a@mail.gmail.com", ""),
        ("a@alum.mit.edu", ""),
        ("a@acm.org", ""),
        ("demo.author.7@demo.example", ""),
        ("a@ac.uk", ""),
        ("a@localhost", ""),
        ("a@", ""),
        ("nothing", ""),
    ],
)
def test_an_address_tells_its_institution(email, domain):
    assert institution_domain(email) == domain


def test_known_domains_tell_known_places():
    assert place_of("a@csail.mit.edu").name == "MIT CSAIL"
    assert place_of("a@lab.demoville.example") is None


def test_every_place_of_the_table_is_found_by_its_name_and_is_in_its_whole():
    for place in table().places.values():
        assert relation(places_in(place.name)[0], place) >= NEAR, place.name
        assert not place.part_of or place.part_of in table().places, place.name


lines = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["University of Foo", "Dept. of X", "MIT", "ORNL", "University of California", "Davis",
             "Institute of Physics", "and", "&", "(ANL)", "CNRS", "Foo University", "Germany"]
        ),
        max_size=5,
    ).map(", ".join),
)  # fmt: skip


@given(lines, lines)
def test_relation_is_symmetric_and_found_by_keys(one, other):
    for mine in places_in(one):
        for theirs in places_in(other):
            assert relation(mine, theirs) == relation(theirs, mine)
            if relation(mine, theirs):
                assert set(keys(mine)) & set(keys(theirs))
