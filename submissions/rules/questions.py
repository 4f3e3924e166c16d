"""Which of the chairs’ own fields a paper is asked, and what is wrong with an answer."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects

from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import may_change
from dls.web.verdicts import Verdict, no
from submissions import conditions
from submissions.models.papers import Paper
from submissions.models.questions import Question

if TYPE_CHECKING:
    from dls.web.keys import Viewer

Kind = Question.Kind


def asked_of(paper: Paper) -> list[Question]:
    """What is asked of a paper as it is saved, in order."""
    prefetch_related_objects([paper.conference], "questions__categories")
    return [one for one in paper.conference.questions.all() if _is_asked(one, paper)]


def _is_asked(question: Question, paper: Paper) -> bool:
    meant = [one.pk for one in question.categories.all()]
    if question.is_retired or (meant and paper.category_id not in meant):
        return False
    return not question.condition or conditions.fits(question.condition, paper)


def shown_on(paper: Paper) -> list[Question]:
    """Of these, those whose answers whoever visible_to() gave the paper to may read."""
    found = asked_of(paper)
    if paper.is_mine:
        return found
    return [one for one in found if one.readers != Question.Readers.AUTHORS]


def answers_of(paper: Paper) -> dict[int, Any]:
    """What is answered, by question."""
    return {one.question_id: one.value for one in paper.answers.all()}


def problem(question: Question, value: Any) -> str:
    """What keeps an answer from being complete; nothing if it is in order."""
    if value in (None, "", []):
        return "an answer" if question.is_required else ""
    least, most = question.least, question.most
    many, unit = _measured(question, value)
    if least is not None and many < least:
        return f"{unit}at least {least} (now {many:g})"
    if most is not None and many > most:
        return f"{unit}at most {most} (now {many:g})"
    return ""


def _measured(question: Question, value: Any) -> tuple[float, str]:
    if question.kind == Kind.NUMBER:
        return float(value), "a number of "
    if question.kind == Kind.SEVERAL:
        return len(value), "choices: "
    if question.kind in {Kind.LINE, Kind.TEXT}:
        return len(str(value).split()), "words: "
    return question.least or 0, ""


def unanswered(paper: Paper) -> Iterator[tuple[Question, str]]:
    """The questions that keep a paper from being complete, each with what its answer lacks."""
    asked = asked_of(paper)
    if not asked:
        return
    given = answers_of(paper)
    files = {one.question_id for one in paper.supplements.all() if one.removed_at is None}
    for question in asked:
        if question.kind == Kind.FILE:
            value = question.pk in files or None
        else:
            value = given.get(question.pk)
        if lack := problem(question, value):
            yield question, lack


def may_ask(person: "Viewer", conference: Conference) -> Verdict:
    """Chairs say what papers are asked."""
    return may_change(person, conference)


def may_be_of_kind(question: Question, kind: str) -> Verdict:
    """Once there are answers they stay what they are."""
    if question.kind == kind or not question.answers.exists():
        return Verdict()
    return no(
        "There are answers already, and they would not fit another kind. "
        "Retire this question and ask a new one."
    )
