"""What a paper says of itself, and when."""

from collections.abc import Callable, Iterable

from django.db.models import Q

from dls.conferences.models.conference import Topic
from dls.web import scopes
from submissions.models.categories import Category
from submissions.models.papers import Paper, PaperWord
from submissions.search import texts
from submissions.search.keywords import Keyword, Value, Viewpoint
from submissions.search.membership import among
from submissions.search.readings import chosen, moment, number
from submissions.search.tree import Asked


def topic(asked: Asked, seen: Viewpoint) -> Q:
    """The topics so named, with those that stand under them."""
    listed = _topics(seen)
    meant = {one.pk for one in chosen(asked, listed, str, "a topic")}
    meant |= {one.pk for one in listed if one.parent_id in meant}
    return _about(meant)


def any_topic(seen: Viewpoint) -> Q:
    return _about({one.pk for one in _topics(seen)})


def _about(topics: set[int]) -> Q:
    chosen_for = Paper.topics.through.objects
    return among(chosen_for.filter(topic__in=sorted(topics)).values("paper"))


def _topics(seen: Viewpoint) -> list[Topic]:
    here = Topic.objects.filter(conference=seen.conference.pk)
    return scopes.once(seen.conference, seen.person, "topics to search", lambda: list(here))


def _categories(seen: Viewpoint) -> list[Category]:
    here = Category.objects.filter(conference=seen.conference.pk)
    return scopes.once(seen.conference, seen.person, "categories to search", lambda: list(here))


def category(asked: Asked, seen: Viewpoint) -> Q:
    return Q(category__in=[one.pk for one in chosen(asked, _categories(seen), str, "a category")])


def status(asked: Asked, _: Viewpoint) -> Q:
    meant = chosen(asked, Paper.Status.choices, lambda one: one[1], "a status")
    return Q(status__in=[value for value, _ in meant])


def keyword(asked: Asked, seen: Viewpoint) -> Q:
    return texts.sought(asked).at([PaperWord.Place.KEYWORD], seen)


def its_number(asked: Asked, _: Viewpoint) -> Q:
    return number(asked, "number")


def at(column: str) -> Callable[[Asked, Viewpoint], Q]:
    """When something happened; what has not happened yet is neither before nor after."""

    def to_q(asked: Asked, seen: Viewpoint) -> Q:
        return Q(**{f"{column}__isnull": False}) & moment(asked, column, seen)

    return to_q


def topic_values(seen: Viewpoint) -> Iterable[Value]:
    return [Value(one.name) for one in _topics(seen)]


def category_values(seen: Viewpoint) -> Iterable[Value]:
    return [Value(one.name) for one in _categories(seen)]


def status_values(_: Viewpoint) -> Iterable[Value]:
    return [Value(value, label) for value, label in Paper.Status.choices]


def ages(_: Viewpoint) -> Iterable[Value]:
    return [
        Value("<1d", "less than a day ago"),
        Value("<1w", "less than a week ago"),
        Value(">1w", "more than a week ago"),
        Value("today"),
        Value("yesterday"),
    ]


KEYWORDS = [
    Keyword(
        "topic", "Topic", "One of its topics, or the group they stand in.",
        'topic:compilers, topic:"file systems", topic:none', topic, topic_values, any_topic,
        most=30,
    ),
    Keyword(
        "category", "Category", "The kind of paper.",
        "category:short", category, category_values,
    ),
    Keyword(
        "status", "Status", "Draft, submitted or withdrawn.",
        "status:draft", status, status_values,
    ),
    Keyword(
        "keyword", "Keyword", "A keyword the authors gave has these words.",
        'keyword:"mixed precision"', keyword,
    ),
    Keyword(
        "number", "Number", "Its number; a number alone does the same.",
        "number:>100, 12, 3-7", its_number, compares=True,
    ),
    Keyword(
        "started", "Started", "When the paper was begun.",
        "started:<2d", at("made_at"), ages, compares=True,
    ),
    Keyword(
        "submitted", "Submitted", "When it was submitted first.",
        "submitted:2026-11-01..2026-11-05", at("submitted_at"), ages, compares=True,
    ),
    Keyword(
        "updated", "Updated", "When it was changed last.",
        "updated:<2d, updated:>1w, updated:>=2026-11-01", at("updated_at"), ages, compares=True,
    ),
]  # fmt: skip
