"""Ties between authors and a committee, each with its evidence."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from submissions.ties.finding import Finder
from submissions.ties.values import Confidence, Former, Kind, Member, Paper, Somebody, Work
from tests.submissions.ties.committee import Crowd

HIGH, LOW = Confidence.HIGH, Confidence.LOW
ADA = Somebody("Ada Quill", ("ada@quill.example",), ("University of Demoville",), ("DE",))
BEN = Somebody("Ben Harrow", ("ben@harrow.example",), ("Demo Institute 9",), ("DE",))
WEI = Somebody("Wei Wang", affiliations=("Demo Institute 7",))


def found(author, member, others=(), collaborators=(), year=2031):
    """What ties one author to one member: kind and confidence, or nothing."""
    member = member if isinstance(member, Member) else Member("m", member)
    ties = Finder([member], others, year).ties(Paper("p", (author,), tuple(collaborators)))
    return (ties[0].kind, ties[0].confidence) if ties else None


def says(author, member, others=(), collaborators=()):
    member = member if isinstance(member, Member) else Member("m", member)
    ties = Finder([member], others, 2031).ties(Paper("p", (author,), tuple(collaborators)))
    return [fact.says for tie in ties for fact in tie.facts]


def test_each_affiliation_has_its_own_country():
    author = Somebody("Cleo Vane", affiliations=("Demo College", "ORNL"), countries=("DE", "US"))
    member = Somebody("Ben Harrow", affiliations=("Oak Ridge National Lab",))
    assert found(author, member) == (Kind.INSTITUTION, HIGH)
    assert found(replace(author, countries=("US", "DE")), member) is None


def test_strangers_are_not_tied():
    assert found(ADA, BEN) is None


@pytest.mark.parametrize(
    ("author", "member", "tie"),
    [
        (Somebody("A. Q.", ("ADA@quill.example",)), ADA, (Kind.AUTHOR, HIGH)),
        (Somebody("X", orcid="0000-0002-1825-0097"), replace(BEN, orcid="https://orcid.org/0000-0002-1825-0097"), (Kind.AUTHOR, HIGH)),
        (Somebody("Quill, Ada"), ADA, (Kind.AUTHOR, HIGH)),
        (Somebody("A. Quill", affiliations=("Univ. Demoville",)), ADA, (Kind.AUTHOR, HIGH)),
        (Somebody("Ada Quill", affiliations=("Demo Institute 9",)), ADA, (Kind.AUTHOR, LOW)),
        (Somebody("A. Quill", affiliations=("Demo Institute 9",)), ADA, None),
        (Somebody("Wei Wang"), WEI, (Kind.AUTHOR, LOW)),
        (Somebody("Wei Wang", affiliations=("Demo Institute 8",)), WEI, None),
        (Somebody("Wei Wang", affiliations=("Demo Inst. 7",)), WEI, (Kind.AUTHOR, HIGH)),
        (replace(ADA, orcid="0000-0002-1825-0097", emails=()), replace(ADA, orcid="0000-0001-5109-3700", emails=(), affiliations=()), None),
    ],
)  # fmt: skip
def test_a_member_who_is_an_author(author, member, tie):
    assert found(author, member) == tie


@pytest.mark.parametrize(
    ("author", "member", "tie"),
    [
        (Somebody("Cleo Vane", affiliations=("ORNL",)), Somebody("Ben Harrow", affiliations=("Oak Ridge National Laboratory",)), HIGH),
        (Somebody("Cleo Vane", ("cleo@cs.demoville.example",)), Somebody("Ben Harrow", ("ben@demoville.example",)), HIGH),
        (Somebody("Cleo Vane", ("cleo@gmail.com",)), Somebody("Ben Harrow", ("ben@gmail.com",)), None),
        (Somebody("Cleo Vane", ("cleo@ornl.gov",)), Somebody("Ben Harrow", affiliations=("ORNL",)), HIGH),
        (Somebody("Cleo Vane", ("cleo@a.mpg.de",)), Somebody("Ben Harrow", ("ben@b.mpg.de",)), LOW),
        (Somebody("Cleo Vane", affiliations=("Demoville University",)), Somebody("Ben Harrow", affiliations=("University of Demoville",)), LOW),
        (Somebody("Cleo Vane", affiliations=("UC Berkeley",)), Somebody("Ben Harrow", affiliations=("UCLA",)), None),
        (Somebody("Cleo Vane", affiliations=("Independent",)), Somebody("Ben Harrow", affiliations=("Independent",)), None),
    ],
)  # fmt: skip
def test_the_same_institution(author, member, tie):
    expected = (Kind.INSTITUTION, tie) if tie else None
    assert found(author, member) == found(member, author) == expected


@pytest.mark.parametrize(
    ("until", "tie"), [(2031, HIGH), (2029, HIGH), (2027, LOW), (2020, None), (None, LOW)]
)
def test_a_former_institution_counts_for_a_while(until, tie):
    member = Member("m", BEN, former=(Former("Univ. of Demoville", until),))
    assert found(ADA, member) == ((Kind.INSTITUTION, tie) if tie else None)


@pytest.mark.parametrize(
    ("authors", "year", "tie"),
    [
        (("B. Harrow", "Ada Quill"), 2030, HIGH),
        (("B. Harrow", "A. Quill"), 2030, LOW),
        (("B. Harrow", "Ada Quill"), 2019, LOW),
        (("B. Harrow", "Ada Quill"), None, HIGH),
        (("B. Harrow", "Ada Quill", *(f"Name{n} Other{n}" for n in range(40))), 2030, LOW),
        (("B. Harrow", "Adam Quill"), 2030, LOW),
        (("B. Harrow", "Ida Quill"), 2030, None),
    ],
)
def test_co_authors_in_publications(authors, year, tie):
    member = Member("m", BEN, works=(Work("On demos", authors, year),))
    assert found(ADA, member) == ((Kind.COAUTHOR, tie) if tie else None)


def test_the_newest_publication_is_the_evidence():
    works = (Work("Old", ("Ada Quill",), 2011), Work("New", ("Ada Quill",), 2030))
    assert says(ADA, Member("m", BEN, works=works)) == [
        "Ada Quill and Ben Harrow wrote “New” (2030)."
    ]


def test_a_co_author_with_a_frequent_name_is_only_a_hint():
    member = Member("m", BEN, works=(Work("On demos", ("Wei Wang", "Ben Harrow"), 2030),))
    assert found(WEI, member) == (Kind.COAUTHOR, LOW)


def test_co_authors_in_other_papers_here():
    other = Paper("17", (ADA, Somebody("Someone Else"), BEN), where="this conference")
    assert found(ADA, BEN, [other]) == (Kind.COAUTHOR, HIGH)
    assert says(ADA, BEN, [other]) == [
        "Ada Quill and Ben Harrow are authors of another paper of this conference."
    ]


def test_the_paper_itself_is_no_other_paper():
    assert found(ADA, BEN, [Paper("p", (ADA, BEN))]) is None


def test_the_sentence_does_not_say_which_other_paper():
    other = Paper("paper 4711", (ADA, BEN))
    assert "4711" not in " ".join(says(ADA, BEN, [other]))


@pytest.mark.parametrize(
    ("entry", "tie"),
    [
        (Somebody("Ben Harrow"), HIGH),
        (Somebody("Ben Harrow", affiliations=("Demo Inst. 9",)), HIGH),
        (Somebody("Ben Harrow", affiliations=("Elsewhere College",)), LOW),
        (Somebody("B. Harrow"), LOW),
        (Somebody("All", affiliations=("Demo Institute 9",)), HIGH),
        (Somebody("All", affiliations=("Demo Institute 8",)), None),
        (Somebody("Dan Other"), None),
    ],
)
def test_collaborators_that_the_authors_name(entry, tie):
    expected = (Kind.COLLABORATOR, tie) if tie else None
    assert found(ADA, BEN, collaborators=[entry]) == expected
    turned = Member("m", ADA, collaborators=(entry,))
    assert found(BEN, turned) == expected


def test_of_several_ties_the_weightiest_comes_first():
    member = Member(
        "m",
        replace(BEN, affiliations=ADA.affiliations),
        works=(Work("On demos", ("A. Quill",), 2030),),
        collaborators=(Somebody("Ada Quill"),),
    )
    ties = Finder([member], [], 2031).ties(Paper("p", (ADA,)))
    assert [(fact.kind, fact.confidence) for fact in ties[0].facts] == [
        (Kind.COLLABORATOR, HIGH),
        (Kind.INSTITUTION, HIGH),
        (Kind.COAUTHOR, LOW),
    ]


def test_that_somebody_is_an_author_says_all():
    member = Member("m", ADA, collaborators=(BEN,))
    ties = Finder([member], [], 2031).ties(Paper("p", (ADA, BEN)))
    assert [fact.kind for fact in ties[0].facts] == [Kind.AUTHOR]


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000))
def test_order_and_keys_do_not_matter(seed):
    crowd = Crowd(seed, places=4)
    members = [crowd.member(f"m{n}", works=3) for n in range(5)]
    papers = [crowd.paper(f"p{n}") for n in range(5)]
    papers.append(Paper("p9", (papers[0].authors[0], members[0].person)))
    turned = [replace(one, key=f"x{one.key}") for one in reversed(members)]
    for paper in papers:
        mixed = replace(paper, authors=paper.authors[::-1], collaborators=paper.collaborators[::-1])
        first = Finder(members, papers, 2031).ties(paper)
        second = Finder(turned, papers[::-1], 2031).ties(mixed)
        assert {(f"x{tie.member}", tie.facts) for tie in first} == {
            (tie.member, tie.facts) for tie in second
        }


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000))
def test_two_people_are_tied_whichever_is_the_author(seed):
    crowd = Crowd(seed, places=2)
    one, other = crowd.somebody(), crowd.somebody()
    assert found(one, other) == found(other, one)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000))
def test_the_index_finds_what_comparing_all_pairs_finds(seed):
    crowd = Crowd(seed, places=3)
    members = [crowd.member(f"m{n}", works=2) for n in range(6)]
    paper = crowd.paper("p")
    together = {tie.member: tie.facts for tie in Finder(members, [], 2031).ties(paper)}
    alone = {
        tie.member: tie.facts for one in members for tie in Finder([one], [], 2031).ties(paper)
    }
    assert together == alone


def test_a_hundred_papers_and_fifty_members_take_no_time():
    crowd = Crowd(1)
    members = [crowd.member(str(n), works=20) for n in range(50)]
    papers = [crowd.paper(str(n)) for n in range(100)]
    began = time.process_time()
    finder = Finder(members, papers, 2031)
    assert sum(len(finder.ties(paper)) for paper in papers) > 0
    assert time.process_time() - began < 3
