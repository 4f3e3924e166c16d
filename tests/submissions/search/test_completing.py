import pytest

from submissions.search import completing, keywords
from submissions.search.completing import Typed, at_cursor, complete
from submissions.search.keywords import Viewpoint
from submissions.search.language import parse


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("|", Typed("", "", 0, 0)),
        ("to|", Typed("", "to", 0, 2)),
        ("deep to|p x", Typed("", "to", 5, 8)),
        ("deep |", Typed("", "", 5, 5)),
        ("-to|", Typed("", "to", 1, 3)),
        ("-|", Typed("", "", 1, 1)),
        ("(to|", Typed("", "to", 1, 3)),
        ("topic:|", Typed("topic", "", 6, 6)),
        ("topic:sy|s", Typed("topic", "sy", 6, 9)),
        ('topic:"file s|', Typed("topic", "file s", 6, 13)),
        ('topic:"file s|ys" x', Typed("topic", "file s", 6, 16)),
        ("topic:(a or s|", Typed("topic", "s", 12, 13)),
        ("topic:(a (b or |", Typed("topic", "", 15, 15)),
        ("topic:(a) s|", Typed("", "s", 10, 11)),
        ("topic:-s|", Typed("topic", "s", 7, 8)),
        ("to|pic:sys", Typed("", "to", 0, 6)),
        ("#|", Typed("tag", "", 1, 1)),
        ("#ra|", Typed("tag", "ra", 1, 3)),
        ("x) #ra|", Typed("tag", "ra", 4, 6)),
        ('"abc" to|', Typed("", "to", 6, 8)),
    ],
)
def test_what_stands_at_the_cursor(typed, found):
    assert at_cursor(typed.replace("|", ""), typed.index("|")) == found


@pytest.fixture
def offered(world, conference, member):
    def offered(typed, who=member):
        found = complete(typed, len(typed), Viewpoint(who, conference))
        return [typed[: one.start] + one.text + typed[one.end :] for one in found]

    return offered


def test_keywords_are_offered_and_then_their_values(offered, chair):
    assert offered("deep t") == ["deep tag:", "deep topic:"]
    assert offered("topic:sys") == ["topic:Systems", 'topic:"Parallel file systems"']
    assert offered("topic:(par") == ['topic:("Parallel file systems"']
    assert offered("status:") == ["status:draft", "status:submitted", "status:withdrawn"]
    assert offered("country:germ") == ["country:Germany"]
    assert "updated:<1w" in offered("updated:")


def test_tags_are_offered_to_those_who_see_them(offered, chair):
    assert offered("#") == ["#mine", "#rank", "#any", "#none"]
    assert offered("#a", chair) == ["#award", "#any"]


def test_nothing_about_authors_is_offered(offered, chair):
    assert [offered("author:a"), offered("institution:d"), offered("ada")] == [[], [], []]


def test_members_of_the_committee_are_offered_to_chairs_alone(offered, chair):
    assert offered("conflict:member", chair) == ['conflict:"Demo Member"']
    assert offered("conflict:member") == []


def test_all_that_is_offered_can_be_asked(world, chair, conference, look):
    seen = Viewpoint(chair, conference)
    for keyword in keywords.offered(seen):
        for value in keywords.values(keyword, seen)[:40]:
            text = f"{keyword.name}:{completing.written(value.text)}"
            look(chair, text)
            look(chair, f"{keyword.name}:({completing.written(value.text)})")


@pytest.mark.parametrize(
    "value", ["or", "NOT", "a b", "a(b", "a>b", "-x", "#x", "a:b", 'say "hi"', "12"]
)
def test_a_value_is_written_so_that_it_is_read_as_one(value):
    tree = parse(f"topic:({completing.written(value)})")
    assert tree.asked.text == value.replace('"', "").strip()


@pytest.mark.parametrize(
    ("typed", "cursor"),
    [("x" * 2_000, 5), ("topic:", 99), ("topic:", -3), ('"' * 9, 4), ("nosuch:x", 8)],
)
def test_odd_questions_are_answered_with_nothing_odd(typed, cursor, world, chair, conference):
    assert len(complete(typed, cursor, Viewpoint(chair, conference))) <= completing.MOST
