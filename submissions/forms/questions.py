"""What chairs ask of papers: the fields of every paper, and questions of their own."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from dls.web.forms import MergingForm
from dls.web.lines import one_line
from submissions import conditions
from submissions.forms.kept import TextField
from submissions.models.questions import Question
from submissions.models.setup import Setup
from submissions.rules import questions as rules

Kind = Question.Kind
LISTED = {Kind.CHOICE, Kind.SEVERAL}
BOUNDED = {Kind.LINE, Kind.TEXT, Kind.NUMBER, Kind.SEVERAL}
MOST_CHOICES = 100
LONGEST_CHOICE = 200


class ChoicesField(TextField):
    """Choices, one a line."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        lines = [one_line(line) for line in super().clean(self.prepare_value(value)).split("\n")]
        found = [line for line in lines if line]
        if len(found) > MOST_CHOICES:
            raise ValidationError(f"These are {len(found)} choices; {MOST_CHOICES} are the most.")
        if long := next((line for line in found if len(line) > LONGEST_CHOICE), ""):
            raise ValidationError(f"“{long[:60]}…” has more than {LONGEST_CHOICE} characters.")
        if twice := next((line for line in found if found.count(line) > 1), ""):
            raise ValidationError(f"“{twice}” stands there twice. Leave one out.")
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class QuestionForm(MergingForm[Question]):
    """One question: what is asked, how it is answered, of whom, and who reads it."""

    choices = ChoicesField(
        required=False, max_length=MOST_CHOICES * (LONGEST_CHOICE + 1), rows=5,
        help_text="For one or several of a list: one a line, in this order.",
    )  # fmt: skip

    class Meta:
        model = Question
        fields = (
            "label", "help", "kind", "choices", "least", "most", "is_required", "readers",
            "categories", "condition",
        )  # fmt: skip
        widgets = {
            "help": forms.Textarea(attrs={"rows": 2}),
            "readers": forms.RadioSelect,
            "categories": forms.CheckboxSelectMultiple,
        }
        labels = {"least": "At least", "most": "At most", "categories": "Asked of"}
        help_texts = {
            "label": "As authors read it: Is the code open?",
            "help": "A sentence below it, where it needs one.",
            "least": "Words of a text, the number itself, or how many of a list.",
            "readers": "Answers for authors alone are not shown to you either.",
            "categories": "None ticked: of all categories.",
            "condition": "A search that the saved paper must fit, by topic:, category:, keyword: "
            "or words: topic:learning -category:poster. Empty: always asked.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.instance.conference.categories.all()
        if len(offered) < 2:
            del self.fields["categories"]
        else:
            categories = self.fields["categories"]
            assert isinstance(categories, forms.ModelMultipleChoiceField)  # noqa: S101 -- a relation
            categories.queryset = offered
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 -- it has choices
        kind.choices = Kind.choices

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        if self.instance.pk:
            before = Question.objects.get(pk=self.instance.pk)
            if not (verdict := rules.may_be_of_kind(before, kind)):
                raise ValidationError(verdict.reason)
        return kind

    def clean_condition(self) -> str:
        condition: str = self.cleaned_data["condition"]
        if condition and (wrong := conditions.problem(condition, self.instance.conference)):
            raise ValidationError(wrong)
        return condition

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if (
            kind in LISTED
            and len(cleaned.get("choices") or []) < 2
            and "choices" not in self.errors
        ):
            self.add_error("choices", "Write at least two, one a line.")
        least, most = cleaned.get("least"), cleaned.get("most")
        if kind in BOUNDED and least is not None and most is not None and least > most:
            self.add_error("most", f"This is less than the {least} that are the least.")
        if kind and kind not in BOUNDED:
            cleaned["least"] = cleaned["most"] = None
        if kind and kind not in LISTED:
            cleaned["choices"] = []
        return cleaned

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name != "base"}


class SetupForm(MergingForm[Setup]):
    """What every paper brings, and who may read it."""

    NUMBERS = {
        "abstract_words": (50, 5_000), "authors_most": (1, 500), "topics_least": (0, 50),
        "topics_most": (1, 50), "supplements": (0, 50), "manuscript_mb": (1, 500),
        "supplement_mb": (1, 2_000),
    }  # fmt: skip

    class Meta:
        model = Setup
        fields = (
            "abstract_words", "authors_most", "countries", "topics_least", "topics_most",
            "keywords", "collaborators", "reproducibility", "links", "declarations",
            "supplements", "manuscript_mb", "supplement_mb", "members_see",
        )  # fmt: skip
        help_texts = {
            "abstract_words": "A longer abstract can be saved, and keeps a paper from being "
            "submitted.",
            "authors_most": "Refused above it. Raise it when somebody writes to you with reason.",
            "countries": "Of each affiliation. Found conflicts and your statistics need them.",
            "topics_least": "Topics bring papers to the reviewers who know them.",
            "collaborators": "Whom authors worked with. Conflicts are found by it.",
            "reproducibility": "Algorithms, software releases, data sets, hardware, and the "
            "benchmark of a performance study; “none” is an answer. Reviewers rate it.",
            "links": "The arXiv number tells you of preprints, which a blind review may not name.",
            "declarations": "Original and unpublished; all authors agree.",
            "supplements": "Files beside the manuscript; 0 if you take none.",
            "members_see": "A member with a conflict never sees the paper.",
        }
        widgets = dict.fromkeys(
            (
                "countries", "keywords", "collaborators", "reproducibility", "links",
                "declarations", "members_see",
            ),
            forms.RadioSelect,
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (least, most) in self.NUMBERS.items():
            field = self.fields[name]
            field.widget.attrs |= {"min": least, "max": most}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, (least, most) in self.NUMBERS.items():
            value = cleaned.get(name)
            if value is not None and not least <= value <= most:
                self.add_error(name, f"Between {least} and {most}.")
        fewest, many = cleaned.get("topics_least"), cleaned.get("topics_most")
        if fewest is not None and many is not None and fewest > many:
            self.add_error("topics_most", f"This is less than the {fewest} that are the least.")
        return cleaned
