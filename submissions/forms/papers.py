"""What authors say about their paper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from dls.conferences.forms.fields import LinkField
from dls.conferences.models.conference import Conference, Topic
from submissions import similar
from submissions.forms import answers
from submissions.forms.kept import KeptForm, OneLine, TextField, YesNo
from submissions.models import setup
from submissions.models.categories import Category
from submissions.models.papers import Paper
from submissions.models.questions import Question
from submissions.models.setup import Setup
from submissions.rules import questions

Asked = Setup.Asked
BENCHMARKS = ("MLPerf", "ResNet-50 on ImageNet-1K")
ARXIV = re.compile(
    r"(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv:\s*)?"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Za-z]{2})?/\d{7})(v\d+)?(?:\.pdf)?/?\Z",
    re.ASCII | re.IGNORECASE,
)
NONE_TOO = "Name them, or write “none”."
PARTS = (
    ("Title and abstract", "", ("title", "abstract")),
    ("Kind and topics", "", ("category", "topics", "keywords")),
    ("Collaborators", "", ("collaborators",)),
    (
        "Reproducibility",
        "What somebody needs who repeats your work. Reviewers read and rate it.",
        ("algorithms", "releases", "data_sets", "hardware", "studies_performance", "benchmark"),
    ),
    (
        "Links",
        "Shown wherever the authors are named; the comment only to you and the chairs.",
        ("arxiv", "arxiv_comment", "code_link", "data_link"),
    ),
    ("Declarations", "", ("is_original", "all_agree")),
)
OWN = (
    "title", "abstract", "category", "topics", "keywords", "collaborators", "algorithms",
    "releases", "data_sets", "hardware", "studies_performance", "benchmark", "arxiv",
    "arxiv_comment", "code_link", "data_link", "is_original", "all_agree",
)  # fmt: skip
ASKED_TOGETHER = {
    "keywords": ("keywords",),
    "collaborators": ("collaborators",),
    "reproducibility": PARTS[3][2],
    "declarations": ("is_original", "all_agree"),
    "links": PARTS[4][2],
}


class TitleField(OneLine):
    def __init__(self, **options: Any) -> None:
        messages = {
            "required": "Give the paper a title. You can change it until papers are due.",
            "max_length": "This title has %(show_value)d characters; %(limit_value)d are the most. "
            "Shorten it: details belong into the abstract.",
        }
        super().__init__(max_length=300, error_messages=messages, **options)


class StartForm(forms.Form):
    """What a paper begins with: a title, and its kind where there are several."""

    title = TitleField(help_text="It can change until papers are due. Formulas as in TeX: $O(n)$.")
    category = forms.ModelChoiceField(
        Category.objects.none(), empty_label=None, widget=forms.RadioSelect, required=False
    )
    whose = forms.ChoiceField(
        label="Whose paper is it",
        choices=[("mine", "Mine"), ("others", "Somebody else’s: I hand it in for them")],
        widget=forms.RadioSelect,
        initial="mine",
        required=False,
    )

    def __init__(self, data: Any, *, conference: Conference, runs: bool) -> None:
        super().__init__(data)
        offered = conference.categories.filter(is_open=True)
        if len(offered) > 1:
            self._offer(offered)
        else:
            self.fields.pop("category")
        if not runs:
            self.fields.pop("whose")

    def _offer(self, offered: Any) -> None:
        field = self.fields["category"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- as declared
        field.queryset, field.required = offered, True
        field.error_messages["required"] = "Say which kind of paper it is."


class GroupedTopics(forms.ModelMultipleChoiceField[Topic]):
    """Topics as the call has them: those under a group stand together under its name."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, conference: Conference) -> None:
        found = list(conference.topics.all())
        groups = {one.parent_id for one in found if one.parent_id}
        leaves = [one for one in found if one.pk not in groups]
        self.queryset = conference.topics.filter(pk__in=[one.pk for one in leaves])
        loose = [(one.pk, one.name) for one in leaves if not one.parent_id]
        self.choices = loose + [
            (group.name, [(one.pk, one.name) for one in leaves if one.parent_id == group.pk])
            for group in found
            if group.pk in groups
        ]


@dataclass(frozen=True)
class Shown:
    """A field with what stands beside it."""

    field: BoundField
    is_needed: bool
    most_words: int = 0
    lack: str = ""  # what keeps its answer from being complete
    theirs: str = ""


@dataclass(frozen=True)
class Part:
    """Fields that stand together under a heading."""

    title: str
    lead: str
    fields: list[Shown]
    uploads: list[Question]


class PaperForm(KeptForm[Paper]):
    """All that a paper says about itself, as far as its conference asks."""

    title = TitleField()
    abstract = TextField(required=False, max_length=20_000, rows=8)
    topics = GroupedTopics(Topic.objects.none(), required=False)
    keywords = OneLine(required=False, max_length=500, help_text="Separated by commas.")
    collaborators = TextField(
        required=False, max_length=20_000,
        help_text="Whom the authors worked with in the last three years, one a line: "
        "Name (Affiliation). They will not review the paper. Write “none” if there are none.",
    )  # fmt: skip
    algorithms = TextField(required=False, max_length=5_000, help_text=NONE_TOO)
    releases = TextField(
        label="Software releases", required=False, max_length=5_000,
        help_text=f"With versions and where to get them. {NONE_TOO}",
    )  # fmt: skip
    data_sets = TextField(required=False, max_length=5_000, help_text=NONE_TOO)
    hardware = TextField(required=False, max_length=5_000, help_text=NONE_TOO)
    studies_performance = YesNo(label="Is it a performance study?", required=False)
    benchmark = OneLine(
        required=False, max_length=300, help_text="If it is one: what you measured with.",
        widget=forms.TextInput(attrs={"list": "benchmarks"}),
    )  # fmt: skip
    arxiv = OneLine(
        label="arXiv number", required=False, max_length=100,
        help_text="If it is there already, such as 1909.07817.",
    )  # fmt: skip
    arxiv_comment = OneLine(
        label="Comment on arXiv", required=False, max_length=500,
        help_text="What stands there as “Comments”, if anything.",
    )  # fmt: skip
    code_link = LinkField(label="Code")
    data_link = LinkField(label="Data")

    class Meta:
        model = Paper
        fields = OWN
        labels = {
            "is_original": "It is original: nothing of it is published or under review elsewhere",
            "all_agree": "All authors agree to its submission",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.questions: dict[str, Question] = {}
        self.uploads: list[Question] = []
        super().__init__(*args, **kwargs)

    def _keep_lines(self) -> None:
        """Before anything is compared: ask what this conference asks of this paper."""
        self.asked = setup.of(self.instance.conference)
        self._leave_out()
        self._offer()
        self._warn()
        self._add_questions()
        super()._keep_lines()

    def _leave_out(self) -> None:
        """What is not asked; and a choice of one."""
        for name, fields in ASKED_TOGETHER.items():
            if getattr(self.asked, name) == Asked.NO:
                for field in fields:
                    del self.fields[field]
        if not self.instance.conference.topics.exists():
            del self.fields["topics"]

    def _offer(self) -> None:
        conference, current = self.instance.conference, self.instance.category_id
        offered = conference.categories.filter(is_open=True) | conference.categories.filter(
            pk=current
        )
        category = self.fields["category"]
        assert isinstance(category, forms.ModelChoiceField)  # noqa: S101 -- a foreign key
        category.queryset, category.empty_label = offered, None
        if offered.count() == 1:
            del self.fields["category"]
        topics = self.fields.get("topics")
        if isinstance(topics, GroupedTopics):
            topics.offer(conference)
            topics.help_text = _how_many(self.asked)

    def _warn(self) -> None:
        """Where a preprint says that it stands elsewhere, beside the declaration."""
        said = similar.told_elsewhere(self.instance)
        if said and "is_original" in self.fields:
            self.fields["is_original"].help_text = (
                f"Your comment on arXiv says “{said.words}”. If that is another venue, withdraw it "
                "there before you tick this, or correct the comment: the chairs see it, too."
            )

    def _add_questions(self) -> None:
        given = questions.answers_of(self.instance)
        for question in questions.shown_on(self.instance):
            if question.kind == Question.Kind.FILE:
                self.uploads.append(question)
                continue
            name, value = answers.name_of(question), given.get(question.pk)
            self.questions[name] = question
            self.fields[name] = answers.field_for(question, value)
            self.initial[name] = value

    def clean_arxiv(self) -> str:
        typed: str = self.cleaned_data["arxiv"]
        if not typed:
            return ""
        if not (found := ARXIV.match(typed)):
            raise ValidationError(
                "This is no arXiv number. It looks like 1909.07817 or cs/9901001, with or "
                "without v2 behind it; the address of its page will do, too."
            )
        return f"{found[1]}{found[2] or ''}"

    def given(self) -> dict[Question, Any]:
        """The answers that can be kept."""
        cleaned = self.cleaned_data
        return {one: cleaned[name] for name, one in self.questions.items() if name in cleaned}

    def values(self) -> dict[str, Any]:
        """What differs of the paper’s own fields and can be kept."""
        own = [name for name in self.changed_data if name in OWN]
        return {name: self.cleaned_data[name] for name in own if name in self.cleaned_data}

    def parts(self) -> Iterator[Part]:
        """The form as the page shows it."""
        for title, lead, names in PARTS:
            if fields := [self._shown_field(name) for name in names if name in self.fields]:
                yield Part(title, lead, fields, [])
        if self.questions or self.uploads:
            fields = [self._shown_field(name) for name in self.questions]
            yield Part("Questions of the chairs", "", fields, self.uploads)

    def _shown_field(self, name: str) -> Shown:
        words = self.asked.abstract_words if name == "abstract" else 0
        needed, theirs = self._is_needed(name), self.theirs.get(name, "")
        return Shown(self[name], needed, words, self._lack(name), theirs)

    def _is_needed(self, name: str) -> bool:
        if name in {"title", "abstract", "category"}:
            return True
        if name == "topics":
            return self.asked.topics_least > 0
        if name in self.questions:
            return self.questions[name].is_required
        must = [
            key for key, names in ASKED_TOGETHER.items() if name in names and name != "benchmark"
        ]
        return any(getattr(self.asked, key) == Asked.MUST for key in must)

    def _lack(self, name: str) -> str:
        """What keeps an answer from being complete, as far as it has been given."""
        question = self.questions.get(name)
        value = self.initial.get(name)
        if name == "topics" and len(value or ()) > self.asked.topics_most:
            return f"{len(value or ())} are chosen, {self.asked.topics_most} are the most"
        if question is None or value in (None, "", []):
            return ""
        return questions.problem(question, value)


def _how_many(asked: Setup) -> str:
    least, most = asked.topics_least, asked.topics_most
    if not least:
        return f"Those that fit best, up to {most}."
    return f"Those that fit best: {least} to {most}." if most > least else f"Exactly {least}."
