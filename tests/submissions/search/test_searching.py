"""What searches find, and that they find no more than may be known."""

import random
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dls.conferences.models.roles import Role
from dls.web import clock
from submissions.models.papers import Paper
from submissions.models.questions import Question
from submissions.models.setup import Setup
from submissions.models.tags import Tag, Tagging
from submissions.rules.completeness import lacking
from submissions.search import keywords, searching
from submissions.search.keywords import Viewpoint
from submissions.search.tree import WrongQuery
from tests.conftest import holds, wrote
from tests.submissions.search.conftest import names

EVERYTHING = [1, 2, 3, 4, 5, 6]


CHAIRS_FIND = {
    "": EVERYTHING,
    "deep": [1, 2, 6],
    "DEEP": [1, 2, 6],
    "super": [1, 4],
    '"super"': [],
    "deep learning": [1, 2],
    '"deep learning"': [1],
    '"deep learning on supercomputers"': [1],
    '"deep learning with"': [],
    "deep -learning": [6],
    "-deep": [3, 4, 5],
    "trees or graph": [2, 5],
    "(trees or graph) -status:withdrawn": [2],
    "grosse": [3],
    "Größe": [3],
    "深層": [4],
    "応用": [4],
    "resnet-50": [2],
    "ResNet-5": [2],
    "c++": [2],
    "on": [1],
    "o": [1],
    "ada": [1, 4],
    "太郎": [1],
    "3": [3],
    "2-4 6": [2, 3, 4, 6],
    "#2": [2],
    "-2-6": [1],
    "number:>4": [5, 6],
    "number:2-3": [2, 3],
    "topic:systems": [1, 4],
    'topic:"parallel file systems"': [1],
    "topic:file": [1],
    "topic:(neural or file)": [1, 2],
    "topic:(-neural)": [1, 3, 4, 5, 6],
    "topic:none": [3, 5, 6],
    "topic:any": [1, 2, 4],
    "status:draft": [3],
    "status:(draft or withdrawn)": [3, 5],
    "category:short": [2],
    'category:"full paper"': [1, 3, 4, 5, 6],
    "keyword:precision": [1],
    'keyword:"mixed precision"': [1],
    "keyword:deep": [],
    "author:ada": [1, 4],
    'author:"ada sample"': [4],
    "author:celik": [2],
    "author:demoson@x2.example": [1],
    "-author:ada": [2, 3, 5, 6],
    "institution:national": [1],
    'institution:"demo university"': EVERYTHING,
    "country:ch": [2],
    "country:Japan": [1],
    "country:(US or CH)": [1, 2],
    "-country:de": [],
    "tag:rank": [1, 2, 6],
    "#rank": [1, 2, 6],
    "tag:rank>4": [2, 6],
    "#rank<=2": [1],
    "tag:none": [3, 5],
    "tag:award": [4],
    "format:fail": [2],
    "format:warn": [1],
    "format:pass": [6],
    "format:waiting": [4],
    "format:none": [3, 5],
    "format:margins": [2],
    "format:columns": [],
    "pages:>8": [2, 6],
    "pages:6-9": [1, 6],
    "conflict:institution": [1],
    "conflict:undecided": [1, 2],
    "conflict:none": [2, 3, 4, 5, 6],
    "conflict:me": [],
    "updated:<1d": [2, 3, 4, 5, 6],
    "updated:>2d": [1],
    "started:>2w": [2, 3],
    "submitted:<1w": [2, 4, 5, 6],
    "-submitted:<1w": [1, 3],
    "has:manuscript": [1, 2, 4, 6],
    "has:supplement": [4],
    "has:arxiv": [1],
    "has:code": [1],
    "has:data": [],
    "-has:abstract": [3],
    "is:mine": [],
    "is:late": [4, 5, 6],
    "is:ready": [],
    "is:incomplete": [3],
}


def test_what_a_chair_finds(world, chair, look):
    """One look at all of it: the same small world answers every question."""
    assert {text: look(chair, text) for text in CHAIRS_FIND} == CHAIRS_FIND


MEMBERS_FIND = {
    "": [1, 2, 4, 6],
    "deep": [1, 2, 6],
    "ada": [],
    "-ada": [1, 2, 4, 6],
    "celik": [2],
    "author:ada": [],
    "-author:ada": [1, 2, 4, 6],
    "author:celik": [2],
    "author:member": [6],
    "country:US": [],
    "-country:US": [1, 2, 4, 6],
    "institution:national": [],
    "has:arxiv": [],
    "format:fail": [],
    "-format:fail": [1, 2, 4, 6],
    "format:pass": [6],
    "format:none": [1, 2, 4],
    "tag:rank": [1, 2],
    "tag:none": [4, 6],
    "conflict:any": [],
    "conflict:none": [1, 2, 4, 6],
    "is:mine": [6],
    "status:draft": [],
}


def test_what_a_member_of_a_double_blind_committee_finds(world, member, look):
    """One look at all of it: the same small world answers every question."""
    assert {text: look(member, text) for text in MEMBERS_FIND} == MEMBERS_FIND


def test_strangers_find_nothing(world, stranger, look):
    assert [look(stranger, text) for text in ("", "deep", "-deep", "3", "topic:none")] == [[]] * 5


def test_papers_of_another_conference_are_not_found(world, chair, make_conference, make_person):
    other = make_conference("second")
    holds(chair, other, Role.Kind.CHAIR)
    found = searching.find(
        Paper.objects.visible_to(chair), "deep or -deep", Viewpoint(chair, other)
    )
    assert not found.exists()


def test_a_chair_asks_who_has_a_conflict(world, chair, open_call, look):
    other = world[0].conflicts.get().person
    holds(other, open_call, Role.Kind.MEMBER)
    assert look(chair, "conflict:elsewhere") == [1]
    assert look(other, "conflict:me") == []  # they do not even see the paper
    assert look(other, "conflict:undecided") == [2]


def test_a_member_cannot_ask_who_else_has_a_conflict(world, member, look):
    with pytest.raises(WrongQuery, match="is not a kind of conflict here"):
        look(member, "conflict:elsewhere")


def test_days_are_days_where_the_asker_lives(world, chair, look):
    paper = world[3]
    Paper.objects.filter(pk=paper.pk).update(updated_at=datetime(2026, 11, 2, 1, tzinfo=UTC))
    chair.zone = "America/New_York"
    assert look(chair, "updated:2026-11-01") == [4]
    chair.zone = "UTC"
    assert look(chair, "updated:2026-11-02 updated:(>=2026-11-02 <=2026-11-02)") == [4]
    assert look(chair, "updated:2026-11-01..2026-11-02") == [4]
    assert look(chair, "updated:<2026-11-02") == []
    with clock.at(datetime(2026, 11, 3, 12, tzinfo=UTC)):
        assert look(chair, "updated:yesterday") == [4]


@pytest.mark.parametrize(
    ("text", "stretch", "sentence"),
    [
        ("deep topc:systems", "topc:", "Did you mean “topic:”?"),
        ("MLPerf: deep", "MLPerf:", "right behind"),
        ("mlperf:deep", "mlperf:", "There is no keyword “mlperf:”"),
        ("topic:sistems", "sistems", "Did you mean “Systems”"),
        ("topic:>3", ">3", "does not compare"),
        ("status:accepted", "accepted", "There is Draft, Submitted, Withdrawn."),
        ("category:poster", "poster", "is not a category here"),
        ("country:Atlantis", "Atlantis", "is not a country here"),
        ("country:Germny", "Germny", "Did you mean “Germany”"),
        ("tag:rnk", "rnk", "Did you mean “rank”"),
        ("tag:rank>x", "rank>x", "is not a number"),
        ("format:margns", "margns", "“margins”"),
        ("pages:many", "many", "pages:6-8"),
        ("pages:9-3", "9-3", "pages:6-8"),
        ("pages:a>3", "a>3", "cannot stand before"),
        ("updated:soon", "soon", "is no day"),
        ("updated:2026-02-31", "2026-02-31", "is no day"),
        ("updated:2026-11-05..2026-11-01", "2026-11-05..2026-11-01", "from the first to the last"),
        ("updated:>99999d", ">99999d", "is no day"),
        ("has:money", "money", "is not a thing papers have here"),
        ("is:good", "good", "is not something papers are here"),
        ("conflict:everybody", "everybody", "member of the committee"),
        (
            "format:(pass or fail or warn or (pass warn fail) or -waiting)",
            "waiting",
            "at most 6 times",
        ),
    ],
)
def test_a_wrong_question_is_pointed_at(text, stretch, sentence, world, chair, look):
    with pytest.raises(WrongQuery) as caught:
        look(chair, text)
    wrong = caught.value
    assert (text[wrong.start : wrong.end], sentence in wrong.sentence) == (stretch, True), wrong


def test_an_answer_carries_what_is_wrong_with_the_question(world, chair, conference):
    answer = searching.answer(
        Paper.objects.visible_to(chair), "topc:x", Viewpoint(chair, conference)
    )
    assert (answer.papers.count(), answer.wrong.start, answer.wrong.end) == (0, 0, 5)


def test_a_tag_one_may_not_see_answers_as_one_that_is_not_there(world, member, look):
    told = []
    for name in ("award", "nosuch"):
        with pytest.raises(WrongQuery) as caught:
            look(member, f"tag:{name}")
        told.append(caught.value.sentence.replace(name, ""))
    assert told[0].partition("Did")[0] == told[1].partition("Did")[0]
    assert "award" not in told[1]


def test_a_private_tag_is_found_by_its_owner_alone(world, member, chair, look):
    Tagging.objects.create(paper=world[0], tag=Tag.objects.get(name="mine"), by=member)
    assert look(member, "#mine") == [1]
    with pytest.raises(WrongQuery, match="is not a tag"):
        look(chair, "#mine")


ATOMS = [
    "ada", "sample", '"ada sample"', "author:ada", "author:sample", 'author:"ada sample"', "author:none", "jp",
    "country:JP", "country:US", "country:FR", "institution:national", "institution:other", "has:arxiv", "has:code",
    "deep", "topic:none", "tag:rank", "is:mine", "1", "status:submitted", "format:fail", "format:none",
    "conflict:none",
]  # fmt: skip


def made_up(random_: random.Random, depth: int = 3) -> str:
    """A query out of atoms, at random."""
    if depth == 0 or random_.random() < 0.3:
        return random_.choice(ATOMS)
    one, other = made_up(random_, depth - 1), made_up(random_, depth - 1)
    return random_.choice(
        [f"-({one})", f"({one}) ({other})", f"({one}) or ({other})", f"({one}) -({other})"]
    )


def outcome(look, who, text):
    try:
        return look(who, text)
    except WrongQuery as wrong:
        return str(wrong)


def test_no_search_differs_by_what_the_asker_may_not_know(world, member, chair, look):
    """Authors of blind papers are exchanged: a member finds the same with any search."""
    blind = [world[0], world[3]]
    queries = (
        ATOMS
        + [f"-{atom}" for atom in ATOMS]
        + [made_up(random.Random(seed)) for seed in range(40)]
    )
    before = {text: outcome(look, member, text) for text in queries}
    chairs = {text: outcome(look, chair, text) for text in ATOMS}
    for paper in blind:
        names(paper, ("Other", "Person", "Other Place", "FR"))
        Paper.objects.filter(pk=paper.pk).update(
            arxiv="", code_link="", data_link="https://x.example/"
        )
    assert {text: outcome(look, member, text) for text in queries} == before
    differ = [text for text in ATOMS if outcome(look, chair, text) != chairs[text]]
    assert len(differ) > 8  # the exchange was real


@pytest.mark.parametrize("who", ["chair", "member", "author", "stranger"])
def test_a_search_and_its_denial_part_what_one_sees(who, world, look, request):
    """Every condition is true or false of every paper, and none comes twice."""
    viewer = request.getfixturevalue(who)
    every = look(viewer, "")
    for text in [*ATOMS, "submitted:<1w", "pages:>8", "tag:rank>4", "is:late", "is:ready", "is:incomplete",
                 "format:pass", "format:waiting", "conflict:undecided", "topic:systems", "number:2-4"]:  # fmt: skip
        try:
            found, rest = look(viewer, text), look(viewer, f"-{text}")
        except WrongQuery:
            continue
        assert sorted(found + rest) == every, text


@pytest.mark.parametrize("text", ["deep", '"deep learning"', "author:ada", "topic:none", "format:pass", "tag:any",
                                  "is:incomplete", "conflict:none"])  # fmt: skip
def test_a_search_costs_as_many_queries_for_one_paper_as_for_three(text, make_paper, chair, look):
    counted = []
    for more in (1, 2):
        for _ in range(more):
            wrote(make_paper(Paper.Status.DRAFT, title="Deep learning"), chair)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            look(chair, text)
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    "spoil",
    [
        {},
        {"abstract": ""},
        {"abstract": "  \n"},
        {"abstract": "word " * 301},
        {"keywords": ""},
        {"collaborators": ""},
        {"algorithms": ""},
        {"studies_performance": None},
        {"studies_performance": True},
        {"studies_performance": True, "benchmark": "MLPerf"},
        {"all_agree": False},
    ],
)
def test_ready_is_what_lacks_nothing(spoil, make_paper, chair, open_call, look):
    must = Setup.Asked.MUST
    Setup.objects.filter(conference=open_call).update(
        keywords=must, collaborators=must, reproducibility=must, declarations=must, countries=must
    )
    whole = {"keywords": "k", "collaborators": "none", "algorithms": "a", "releases": "r", "data_sets": "d",
             "hardware": "h", "studies_performance": False, "is_original": True, "all_agree": True}  # fmt: skip
    paper = make_paper(Paper.Status.DRAFT, **{**whole, **spoil})
    fresh = Paper.objects.get(pk=paper.pk)
    expected = ([], [1]) if lacking(fresh) else ([1], [])
    assert (look(chair, "is:ready"), look(chair, "is:incomplete")) == expected
    assert bool(lacking(fresh)) == bool(spoil and "benchmark" not in spoil)


def test_a_draft_without_an_answer_the_chairs_require_is_incomplete(
    make_paper, chair, open_call, look
):
    make_paper(Paper.Status.DRAFT)
    assert look(chair, "is:ready") == [1]
    Question.objects.create(conference=open_call, label="Why", kind="line", is_required=True)
    assert look(chair, "is:ready") == []


def test_a_keyword_that_another_app_registers_is_asked(world, chair, look, monkeypatch):
    monkeypatch.setattr(keywords, "_keywords", dict(keywords._keywords))
    odd = keywords.Keyword(
        "odd",
        "Odd",
        "Of odd number.",
        "odd:yes",
        lambda asked, seen: keywords.Q(number__in=[1, 3, 5]),
    )
    keywords.register(odd)
    assert look(chair, "odd:yes -odd:no or 2") == [2]


def test_a_keyword_kept_for_others_does_not_exist(world, member, chair, look, monkeypatch):
    monkeypatch.setattr(keywords, "_keywords", dict(keywords._keywords))
    keywords.register(
        keywords.Keyword("odd", "Odd", "Help.", "odd:yes", lambda asked, seen: keywords.Q(number=1),
                         offered=lambda seen: seen.person == chair)
    )  # fmt: skip
    assert look(chair, "odd:x") == [1]
    with pytest.raises(WrongQuery, match="There is no keyword “odd:”"):
        look(member, "odd:x")
