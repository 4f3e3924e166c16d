"""A control for each of the chairs’ own questions."""

from typing import Any

from django import forms

from submissions.forms.kept import OneLine, TextField, YesNo
from submissions.models.questions import Question

FEW = 6  # choices that are seen at once
NUMBER = "Write a number, such as 12 or 0.5."
LONGEST_LINE = 500
LONGEST_TEXT = 20_000


class NumberField(forms.FloatField):
    """A number as it was meant: 3 stays 3."""

    def __init__(self, **options: Any) -> None:
        super().__init__(error_messages={"invalid": NUMBER}, **options)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return int(found) if found is not None and found == int(found) else found


def name_of(question: Question) -> str:
    return f"question_{question.number}"


def field_for(question: Question, given: Any) -> forms.Field:
    """The field that asks it; limits are told, not enforced, until the paper is submitted."""
    common: dict[str, Any] = {
        "label": question.label,
        "help_text": question.help,
        "required": False,
    }
    kind = Question.Kind(question.kind)
    match kind:
        case Question.Kind.LINE:
            return OneLine(max_length=LONGEST_LINE, **common)
        case Question.Kind.NUMBER:
            return NumberField(**common)
        case Question.Kind.YES_NO:
            return YesNo(**common)
        case Question.Kind.CHOICE:
            return _one_of(_choices(question, [given]), common)
        case Question.Kind.SEVERAL:
            boxes = forms.CheckboxSelectMultiple
            choices = _choices(question, given or [])
            return forms.MultipleChoiceField(choices=choices, widget=boxes, **common)
    return TextField(max_length=LONGEST_TEXT, **common)


def _one_of(choices: list[tuple[str, str]], common: dict[str, Any]) -> forms.Field:
    if len(choices) > FEW:
        return forms.ChoiceField(choices=[("", "No answer"), *choices], **common)
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)


def _choices(question: Question, given: list[Any]) -> list[tuple[str, str]]:
    """What can be chosen; what was chosen before it was taken off the list stays."""
    offered = [(one, one) for one in question.choices]
    gone = [one for one in given if one and one not in question.choices]
    return offered + [(one, f"{one} (no longer offered)") for one in gone]
