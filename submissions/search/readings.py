"""Reads what may stand behind a keyword: numbers, dates and ages, and names out of a list."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Q

from dls.web import clock
from submissions.search import keywords
from submissions.search.keywords import Viewpoint
from submissions.search.tree import Asked
from submissions.search.words import words

LOOKUPS = {"": "exact", "=": "exact", "<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}
NUMBER = re.compile(r"[0-9]{1,6}")
RANGE = re.compile(r"([0-9]{1,6})(?:-|\.\.)([0-9]{1,6})")
AGE = re.compile(r"([0-9]{1,4}) ?(min|h|d|w|y)[a-z]*")
UNITS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1),
         "w": timedelta(weeks=1), "y": timedelta(days=365)}  # fmt: skip
DAY = re.compile(r"(1[0-9]{3}|2[0-9]{3})-([0-9]{1,2})-([0-9]{1,2})")
A_DAY = timedelta(days=1)

T = TypeVar("T")


def unnamed(asked: Asked) -> None:
    """A sign with nothing before it: >3, and not rank>3."""
    if asked.name:
        raise asked.wrong(
            f"“{asked.name}” cannot stand before “{asked.sign}” here. "
            f"Write {asked.keyword}:{asked.sign}{asked.text}."
        )


def number(asked: Asked, column: str) -> Q:
    """A whole number, a comparison with one, or a range, asked of a column."""
    unnamed(asked)
    between = RANGE.fullmatch(asked.text) if not asked.sign else None
    low, high = between.groups() if between else (asked.text, asked.text)
    if not NUMBER.fullmatch(low) or int(low) > int(high):
        key = asked.keyword
        raise asked.wrong(f"“{asked.text}” is not a number. Write {key}:6, {key}:>6 or {key}:6-8.")
    if between:
        return Q(**{f"{column}__range": (int(low), int(high))})
    return Q(**{f"{column}__{LOOKUPS[asked.sign]}": int(low)})


def moment(asked: Asked, column: str, seen: Viewpoint) -> Q:
    """Since when or until when: an age (<2d is less than two days ago), a day, or days a..b."""
    unnamed(asked)
    age = AGE.fullmatch(asked.text.lower())
    if age:
        return _aged(asked.sign, int(age[1]) * UNITS[age[2]], column)
    first, _, last = asked.text.partition("..")
    start = _day(first, asked, seen)
    end = _day(last or first, asked, seen) + A_DAY
    if last and (asked.sign or end <= start):
        raise asked.wrong(
            "Two days are written from the first to the last: 2026-11-01..2026-11-05."
        )
    return _dated(asked.sign, start, end, column)


def _aged(sign: str, age: timedelta, column: str) -> Q:
    then = clock.now() - age
    return Q(**{f"{column}__lt" if sign.startswith(">") else f"{column}__gte": then})


def _dated(sign: str, start: datetime, end: datetime, column: str) -> Q:
    since, until = Q(**{f"{column}__gte": start}), Q(**{f"{column}__lt": end})
    before, after = Q(**{f"{column}__lt": start}), Q(**{f"{column}__gte": end})
    found = {"<": before, "<=": until, ">": after, ">=": since}
    return found.get(sign, since & until)


def _day(text: str, asked: Asked, seen: Viewpoint) -> datetime:
    """When a day begins where the asker lives."""
    zone = ZoneInfo(seen.person.zone or "UTC")
    today = clock.now().astimezone(zone).date()
    on = {"today": today, "yesterday": today - A_DAY}.get(text.lower()) or _calendar(text)
    if on is None:
        raise asked.wrong(
            f"“{text}” is no day. Write a day such as {today} or today, days such as "
            f"{today - 4 * A_DAY}..{today}, or an age such as <2d or >1w."
        )
    return datetime.combine(on, time(), zone).astimezone(UTC)


def _calendar(text: str) -> date | None:
    found = DAY.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:  # 31 February
        return None


def chosen(asked: Asked, known: Iterable[T], name: Callable[[T], str], what: str) -> list[T]:
    """Those of a short list that are meant: the one so named, or all that have the words.

    `what` says what they are, for whoever asks for another: a topic.
    """
    listed = [(one, words(name(one))) for one in known]
    sought = words(asked.text)
    found = [one for one, has in listed if has == sought] or [
        one for one, has in listed if sought and all(_has(has, word, asked) for word in sought)
    ]
    if not found:
        raise keywords.near(asked, [name(one) for one, _ in listed], what)
    return found


def _has(has: list[str], word: str, asked: Asked) -> bool:
    return word in has if asked.quoted else any(one.startswith(word) for one in has)
