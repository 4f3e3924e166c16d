"""Two chairs, or two clicks, at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import close_old_connections, connection

from dls.conferences import days
from dls.conferences.actions import deadlines, topics
from dls.conferences.actions.announcing import Announcement, move_and_tell
from dls.conferences.actions.deadlines import Move
from dls.conferences.models.deadlines import Deadline, Extension
from dls.conferences.models.pages import News
from dls.web.verdicts import Refused

SEP_1, SEP_16 = days.whole_days(date(2030, 9, 1)), days.whole_days(date(2030, 9, 16))


def at_once(*deeds):
    """Do them in threads that start together; what was refused is part of the answer."""
    start = Barrier(len(deeds))

    def done(deed):
        start.wait()
        try:
            return deed()
        except Refused as refused:
            return refused
        finally:
            close_old_connections()
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(done, deeds))


@pytest.fixture
def papers(transactional_db, conference, chair):
    return deadlines.add(conference, Deadline.Kind.PAPERS, SEP_1, {}, by=chair)


def test_a_double_click_moves_a_date_once_and_tells_it_once(papers, chair):
    move = Move(SEP_16, "Many asked.", seen=SEP_1.at)

    def click():
        return move_and_tell(
            Deadline.objects.get(pk=papers.pk), move, Announcement(news=True), by=chair
        )

    at_once(click, click, click)
    assert (Extension.objects.count(), News.objects.count()) == (1, 1)


def test_of_two_chairs_who_move_a_date_the_second_is_told(papers, chair):
    def to(day):
        move = Move(days.whole_days(date(2030, 9, day)), seen=SEP_1.at)
        return lambda: deadlines.move(Deadline.objects.get(pk=papers.pk), move, by=chair)

    found = at_once(to(10), to(20))
    assert sorted(type(one).__name__ for one in found) == ["Extension", "Refused"]
    assert Extension.objects.count() == 1


def test_a_date_is_set_once_by_two_clicks(transactional_db, conference, chair):
    def click():
        return deadlines.add(conference, Deadline.Kind.PAPERS, SEP_1, {}, by=chair)

    found = at_once(click, click)
    assert sorted(type(one).__name__ for one in found) == ["Deadline", "Refused"]


def test_topics_pasted_twice_at_once_are_there_once(transactional_db, conference, chair):
    lines = [(0, f"Topic {number}") for number in range(20)]
    found = at_once(*[lambda: topics.add(conference, lines, by=chair)] * 2)
    assert sorted(found) == [0, 20]
    assert [one.number for one in conference.topics.all()] == list(range(1, 21))
