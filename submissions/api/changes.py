"""What programs send about a paper, as the forms of the pages take it: one set of sentences."""

from collections.abc import Iterable, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import exceptions, serializers

from dls.conferences.models.conference import Conference
from submissions.actions import answers as actions
from submissions.forms.answers import name_of
from submissions.forms.kept import YesNo
from submissions.forms.papers import PaperForm
from submissions.models.papers import Paper

if TYPE_CHECKING:
    from dls.people.models import Person

LONGEST_LIST = 500


@extend_schema_field({})
class Anything(serializers.Field[Any, Any, Any, Any]):
    """A text, a number, yes or no, or a list of texts; null takes an answer away."""

    text = serializers.CharField(allow_blank=True, trim_whitespace=False)

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, list) and len(data) <= LONGEST_LIST:
            return [self._text(one) for one in data]
        if data is None or isinstance(data, bool | int | float):
            return data
        return self._text(data)

    def _text(self, data: Any) -> str:
        if not isinstance(data, str):
            raise exceptions.ValidationError(
                "Send a text, a number, true or false, or a list of texts."
            )
        return str(self.text.run_validation(data))

    def to_representation(self, value: Any) -> Any:
        return value


class GivenSerializer(serializers.Serializer[Any]):
    """An answer to a question of the chairs’ own."""

    question = serializers.IntegerField(help_text="The number of the question.")
    value = Anything(allow_null=True)


def text(about: str = "") -> serializers.CharField:
    return serializers.CharField(
        required=False, allow_blank=True, trim_whitespace=False, help_text=about
    )


CHANGE = {
    "abstract": "We train a demo network on 4,096 accelerators.",
    "topics": ["Storage for deep learning"],
    "data_sets": "none",
    "is_original": True,
    "answers": [{"question": 1, "value": "yes"}],
}


@extend_schema_serializer(examples=[OpenApiExample("Some fields", CHANGE, request_only=True)])
class ChangeSerializer(serializers.Serializer[Any]):
    """Only what is to change; the rest stays. What a conference does not ask, it does not take."""

    title = text()
    abstract = text()
    category = serializers.IntegerField(required=False, help_text="The number of a category.")
    topics = serializers.ListField(
        child=serializers.CharField(), required=False, max_length=LONGEST_LIST,
        help_text="By their names.",
    )  # fmt: skip
    keywords = text("Separated by commas.")
    collaborators = text("One a line: Name (Affiliation).")
    algorithms = text()
    releases = text()
    data_sets = text()
    hardware = text()
    studies_performance = serializers.BooleanField(required=False, allow_null=True)
    benchmark = text()
    arxiv = text("Such as 1909.07817.")
    arxiv_comment = text()
    code_link = text("An address.")
    data_link = text("An address.")
    is_original = serializers.BooleanField(required=False)
    all_agree = serializers.BooleanField(required=False)
    answers = serializers.ListField(
        child=GivenSerializer(), required=False, max_length=LONGEST_LIST
    )


def apply(paper: Paper, data: Any, *, by: "Person") -> None:
    """Change what was sent, or nothing: every problem is told with its field."""
    asked = ChangeSerializer(data=data)
    asked.is_valid(raise_exception=True)
    sent = dict(asked.validated_data)
    given = sent.pop("answers", [])
    blank = PaperForm(instance=copy(paper))
    wanted = _plain(sent, paper, blank) | _answers(given, blank)
    form = PaperForm(_typed(blank, wanted), instance=copy(paper))
    _require(form, wanted)
    values = {name: value for name, value in form.values().items() if name in wanted}
    said = {form.questions[name]: value for name, value in form.cleaned_data.items()
            if name in form.questions and name in wanted}  # fmt: skip
    actions.fill(paper, values, said, by=by)


def category_key(conference: Conference, number: int | None) -> str:
    """The key of a category as a form sends it."""
    if number is None:
        return ""
    found = conference.categories.filter(number=number % 2**31).values_list("pk", flat=True).first()
    if found is None:
        raise exceptions.ValidationError({"category": [f"There is no category {number} here."]})
    return str(found)


def _plain(sent: dict[str, Any], paper: Paper, form: PaperForm) -> dict[str, Any]:
    wanted = {name: value for name, value in sent.items() if _is_asked(name, value, paper, form)}
    if "category" in wanted:
        wanted["category"] = category_key(paper.conference, wanted["category"])
    if "topics" in wanted:
        wanted["topics"] = _topics(wanted["topics"], form)
    return wanted


def _is_asked(name: str, value: Any, paper: Paper, form: PaperForm) -> bool:
    """What is not asked may be sent back as it was read; anything else is refused."""
    if name in form.fields:
        return True
    if name == "category" and value == paper.category.number:
        return False
    if name == "topics" and not value:
        return False
    if name not in {"category", "topics"} and value in (getattr(paper, name), None, "", False):
        return False
    raise exceptions.ValidationError(
        {name: [f"{paper.conference.name} does not ask for this, or leaves no choice."]}
    )


def _topics(names: Iterable[str], form: PaperForm) -> list[str]:
    field = form.fields["topics"]
    assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 -- as declared
    offered = {one.name: str(one.pk) for one in field.queryset or ()}
    if unknown := [name for name in names if name not in offered]:
        raise exceptions.ValidationError(
            {"topics": [f"“{unknown[0][:100]}” is no topic of this conference one can choose."]}
        )
    return [offered[name] for name in names]


def _answers(given: Iterable[Mapping[str, Any]], form: PaperForm) -> dict[str, Any]:
    asked = {one.number: one for one in form.questions.values()}
    unknown = [one["question"] for one in given if one["question"] not in asked]
    if unknown:
        raise exceptions.ValidationError(
            {"answers": [f"Question {unknown[0]} is not asked of this paper."]}
        )
    return {name_of(asked[one["question"]]): one["value"] for one in given}


def _typed(form: PaperForm, wanted: Mapping[str, Any]) -> QueryDict:
    """The whole form as a browser would send it: what there is, and over it what was sent."""
    data = QueryDict(mutable=True)
    for name, field in form.fields.items():
        if name == "base":
            continue
        there = form.get_initial_for_field(field, name)
        data.setlist(name, _controls(field, wanted.get(name, there)))
    return data


def _controls(field: forms.Field, value: Any) -> list[str]:
    if isinstance(field, YesNo):
        return [{True: "yes", False: "no", None: ""}.get(value, str(value))]
    if isinstance(field, forms.BooleanField):
        return ["on"] if value else []
    shown = field.prepare_value(value)
    if isinstance(shown, list | tuple):
        return [str(one) for one in shown]
    return ["" if shown is None else str(shown)]


def _require(form: PaperForm, wanted: Mapping[str, Any]) -> None:
    """Of what was sent, everything that cannot be taken."""
    if form.is_valid():
        return
    wrong = {
        _field(form, name): [str(one) for one in told]
        for name, told in form.errors.items()
        if name in wanted
    }
    if wrong:
        raise exceptions.ValidationError(wrong)


def _field(form: PaperForm, name: str) -> str:
    question = form.questions.get(name)
    return f"answers.{question.number}" if question else name
