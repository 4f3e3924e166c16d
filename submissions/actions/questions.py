"""What chairs ask of papers beyond what everybody asks."""

from django.db import transaction
from django.db.models import Max

from dls.conferences.actions import changes, revision
from dls.conferences.actions.changes import Values
from dls.conferences.models.conference import Conference
from dls.journal import ledger
from dls.people.models import Person
from dls.web.db import locked
from submissions.models import setup
from submissions.models.categories import Category
from submissions.models.questions import Question
from submissions.models.setup import Setup
from submissions.rules import questions as rules

COPIED = (
    "position", "label", "help", "kind", "choices", "least", "most", "is_required", "readers",
    "condition",
)  # fmt: skip


@transaction.atomic
def add(conference: Conference, values: Values, *, by: Person) -> Question:
    """Ask one more question, after the others."""
    conference = locked(conference)
    rules.may_ask(by, conference).require()
    plain = {name: value for name, value in values.items() if name != "categories"}
    last = conference.questions.aggregate(last=Max("position"))["last"] or 0
    made: Question = Question.objects.create(conference=conference, position=last + 1, **plain)
    made.categories.set(values.get("categories", ()))
    _told(conference, by, "asked of papers", made.label)
    return made


@transaction.atomic
def change(question: Question, values: Values, *, by: Person) -> bool:
    """Ask it otherwise; true if anything differs. Answers stay what they are."""
    conference = locked(question.conference)
    rules.may_ask(by, conference).require()
    question = locked(question)
    rules.may_be_of_kind(question, values.get("kind", question.kind)).require()
    told = changes.put(question, {k: v for k, v in values.items() if k != "categories"})
    if "categories" in values:
        told |= _categories(question, list(values["categories"]))
    if told:
        revision.grow(conference)
        ledger.record_within(by, "changed the question", question.label, conference, changes=told)
    return bool(told)


def _categories(question: Question, chosen: list[Category]) -> dict[str, list[str]]:
    before = list(question.categories.all())
    if set(before) == set(chosen):
        return {}
    question.categories.set(chosen)
    return {"categories": [", ".join(map(str, before)), ", ".join(map(str, chosen))]}


@transaction.atomic
def shift(question: Question, steps: int, *, by: Person) -> None:
    """Move it up (−1) or down (+1) among those that are asked."""
    conference = locked(question.conference)
    rules.may_ask(by, conference).require()
    rows = list(conference.questions.filter(is_retired=False))
    if question not in rows:
        return
    here = rows.index(question)
    rows.insert(min(max(here + steps, 0), len(rows) - 1), rows.pop(here))
    for position, one in enumerate(rows, 1):
        one.position = position
    Question.objects.bulk_update(rows, ["position"])
    revision.grow(conference)


@transaction.atomic
def retire(question: Question, *, by: Person) -> None:
    """Ask it no longer; its answers stay where they are."""
    _turn(question, True, "stopped asking", by)


@transaction.atomic
def ask_again(question: Question, *, by: Person) -> None:
    """Ask a retired question again; earlier answers are there as they were."""
    _turn(question, False, "asked again", by)


def _turn(question: Question, is_retired: bool, verb: str, by: Person) -> None:
    conference = locked(question.conference)
    rules.may_ask(by, conference).require()
    question = locked(question)
    if question.is_retired != is_retired:
        question.is_retired = is_retired
        question.save(update_fields=["is_retired"])
        _told(conference, by, verb, question.label)


def _told(conference: Conference, by: Person, verb: str, what: str) -> None:
    revision.grow(conference)
    ledger.record_within(by, verb, what, conference)


@transaction.atomic
def set_up(conference: Conference, values: Values, *, by: Person) -> bool:
    """Say what papers must bring; true if anything differs."""
    conference = locked(conference)
    rules.may_ask(by, conference).require()
    asked = Setup.objects.filter(conference=conference).first() or Setup(conference=conference)
    if asked._state.adding:
        asked.save()
    told = changes.put(asked, values)
    if told:
        revision.grow(conference)
        ledger.record_within(by, "changed what papers bring to", conference.name, conference,
            changes=told,
        )  # fmt: skip
    return bool(told)


def take_over(earlier: Conference, new: Conference) -> None:
    """What the earlier edition asked, for the categories that the new one has, too."""
    asked = setup.of(earlier)
    Setup.objects.filter(conference=new).delete()
    asked.pk, asked.conference = None, new
    asked._state.adding = True
    asked.save()
    named = {one.name: one for one in new.categories.all()}
    for old in earlier.questions.filter(is_retired=False).prefetch_related("categories"):
        values = {name: getattr(old, name) for name in COPIED}
        made = Question.objects.create(conference=new, **values)
        meant = [named[one.name] for one in old.categories.all() if one.name in named]
        made.categories.set(meant)
