"""What authors answer to the chairs’ own questions."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from dls.conferences.actions.changes import Values
from dls.people.models import Person
from dls.web.db import locked
from dls.web.verdicts import Refused
from submissions.actions import noting, papers
from submissions.models.papers import Paper
from submissions.models.questions import Answer, Question
from submissions.rules import papers as rules

Given = Mapping[Question, Any]
EMPTY: tuple[Any, ...] = (None, "", [])


@transaction.atomic
def fill(paper: Paper, values: Values, given: Given, *, by: Person) -> bool:
    """Change what a paper says and what it answers, at once; true if anything differs."""
    paper = locked(paper)
    rules.may_edit(by, paper).require()
    told = {question.label: said for question in given if (said := _put(paper, question, given))}
    if told:
        papers.touched(paper)
        noting.note(paper, "answered for", {"questions": sorted(told)}, by=by)
    return papers.change(paper, values, by=by) or bool(told)


def _put(paper: Paper, question: Question, given: Given) -> bool:
    """Keep one answer; an empty one is taken away."""
    if question.conference_id != paper.conference_id or question.is_retired:
        raise Refused(f"“{question.label}” is not asked any more. Nothing was saved.")
    there = paper.answers.filter(question=question)
    if given[question] in EMPTY:
        return bool(there.delete()[0])
    if there.filter(value=given[question]).exists():
        return False
    Answer.objects.update_or_create(
        paper=paper, question=question, defaults={"value": given[question]}
    )
    return True
