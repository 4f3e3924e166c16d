"""Kinds of papers: what chairs set, and a sample they try it on."""

import tomllib
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from dls.conferences.forms.fields import LongText
from dls.conferences.models.conference import Conference
from dls.web.forms import MergingForm
from submissions import rule_help, rule_names
from submissions.checks import policy as policies
from submissions.checks.policy import LEVELS, STAGES, Policy, PolicyError
from submissions.models.categories import Category

TEMPLATES = (
    ("ieee-conference", "IEEE conference: two columns, Letter or A4"),
    ("lncs", "Springer LNCS: one column"),
    ("acm-sigconf", "ACM sigconf: two columns"),
    ("article", "Plain article: whatever is readable"),
)
PARTS = (
    ("appendix", "Appendix"),
    ("supplement", "Supplementary parts"),
    ("acknowledgments", "Acknowledgments"),
    ("limitations", "Statement of limitations"),
    ("biographies", "Biographies"),
)
WORDS = {"": "as the template: {}", "off": "not looked at", "note": "notes", "warn": "warns",
         "block": "blocks"}  # fmt: skip
MOST_PAGES = 500


class CategoryForm(MergingForm[Category]):
    """One kind of paper."""

    template = forms.ChoiceField(label="Template", choices=TEMPLATES)
    free_parts = forms.MultipleChoiceField(
        label="Not counted besides", choices=PARTS, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    own_policy = forms.CharField(
        label="Your own rules",
        required=False,
        widget=LongText(6),
        help_text="For a template of your own, as TOML over the one chosen above: see the guide to "
        "format checks for all names. Empty for most conferences.",
    )

    class Meta:
        model = Category
        fields = (
            "name", "about", "template", "pages_min", "pages_max", "references", "free_parts",
            "extra_pages", "blindness", "needs_manuscript", "is_open", "own_policy",
        )  # fmt: skip
        labels = {"references": "References", "blindness": "Review"}
        help_texts = {
            "name": "Full paper, short paper, poster …",
            "about": "A sentence or two for authors who choose.",
            "pages_min": "Counted pages. Empty: no lower limit.",
            "pages_max": "Counted pages. Empty: no upper limit.",
            "extra_pages": "How many more the final version may have.",
            "needs_manuscript": "Untick for talks or posters that need an abstract alone.",
            "is_open": "Authors can choose it for new papers.",
        }
        widgets = {"about": LongText(3)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        conference = self.instance.conference
        usual = Conference.ReviewModel(conference.review_model).label.partition(":")[0].lower()
        blindness = self.fields["blindness"]
        assert isinstance(blindness, forms.TypedChoiceField)  # noqa: S101 -- it has choices
        blindness.choices = [
            ("", f"As the conference: {usual}"),
            *Conference.ReviewModel.choices,
        ]
        for name in ("pages_min", "pages_max", "extra_pages"):
            self.fields[name].widget.attrs.update({"max": MOST_PAGES, "min": 0})

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        same = Category.objects.filter(conference=self.instance.conference_id, name__iexact=name)
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(f"There is a category “{name}” already.")
        return name

    def _pages(self, name: str) -> int | None:
        given: int | None = self.cleaned_data[name]
        if given is not None and given > MOST_PAGES:
            raise ValidationError(f"At most {MOST_PAGES} pages; leave it empty for no limit.")
        return given

    def clean_pages_min(self) -> int | None:
        return self._pages("pages_min")

    def clean_pages_max(self) -> int | None:
        return self._pages("pages_max")

    def clean_extra_pages(self) -> int:
        return self._pages("extra_pages") or 0

    def clean_own_policy(self) -> str:
        text: str = self.cleaned_data["own_policy"].strip()
        try:
            policies.from_data("own", tomllib.loads(text))
        except tomllib.TOMLDecodeError as wrong:
            raise ValidationError(f"This is not TOML: {wrong}.") from wrong
        except PolicyError as wrong:
            raise ValidationError(str(wrong)) from wrong
        return text


@dataclass(frozen=True)
class Explained:
    """A rule as the page shows it."""

    rule: str
    title: str
    says: str
    allowed: str
    levels: list[forms.BoundField]


class LevelsForm(forms.Form):
    """How grave a breach of each rule is at each stage."""

    def __init__(
        self, *args: Any, usual: Policy, levels: dict[str, dict[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rules = [rule for rule, _ in dict(usual.levels)[STAGES[0]]]
        for stage in STAGES:
            for rule in self.rules:
                as_usual = WORDS[""].format(WORDS[usual.level(rule, stage)])
                self.fields[f"{stage}.{rule}"] = forms.ChoiceField(
                    label=f"{rule} at {stage}",
                    choices=[("", as_usual), *((one, WORDS[one]) for one in LEVELS)],
                    required=False,
                    initial=levels.get(stage, {}).get(rule, ""),
                )

    def explained(self, policy: Policy) -> list[tuple[str, list[Explained]]]:
        """Every rule in its group, with what the policy allows and the fields of its levels."""
        return [
            (name, [self._explained(rule, policy) for rule in rules])
            for name, rules in rule_help.GROUPS
        ]

    def _explained(self, rule: str, policy: Policy) -> Explained:
        return Explained(
            rule,
            rule_names.broken(rule),
            rule_help.EXPLAINED[rule],
            rule_help.allowed(policy, rule),
            [self[f"{stage}.{rule}"] for stage in STAGES],
        )

    def levels(self) -> dict[str, dict[str, str]]:
        """What differs from the template."""
        found: dict[str, dict[str, str]] = {}
        for name, level in self.cleaned_data.items():
            stage, _, rule = name.partition(".")
            if level:
                found.setdefault(stage, {})[rule] = level
        return found


class SampleForm(forms.Form):
    """A PDF to try the rules on; it is not kept."""

    sample = forms.FileField(
        label="A sample PDF", help_text="It is checked as a paper would be, and not kept."
    )
    stage = forms.ChoiceField(
        label="As", choices=(("submission", "Submission"), ("camera-ready", "Camera-ready version"))
    )
