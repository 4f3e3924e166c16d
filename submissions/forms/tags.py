from decimal import Decimal
from typing import Any

from django import forms

from dls.web.forms import MergingForm
from submissions.models.tags import Tag, is_name


class TagForm(MergingForm[Tag]):
    """A tag: its name, who sees it, how it looks."""

    class Meta:
        model = Tag
        fields: tuple[str, ...] = ("name", "colour", "has_value", "about")
        help_texts = {
            "name": "Small letters, digits and hyphens: needs-look.",
            "has_value": "Such as a rank: you set it as rank 3, and search tag:rank>2.",
        }

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip().lower()
        is_name(name)
        return name


class NewTagForm(TagForm):
    """A tag that is not there yet."""

    readers = forms.ChoiceField(label="Seen by", choices=Tag.Readers.choices)

    class Meta(TagForm.Meta):
        fields = ("name", "readers", "colour", "has_value", "about")

    def __init__(self, *args: Any, is_chair: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_chair:
            own = [one for one in Tag.Readers.choices if one[0] == Tag.Readers.ONE]
            self.fields["readers"] = forms.ChoiceField(label="Seen by", choices=own)


class TaggingForm(forms.Form):
    """A tag for chosen papers, perhaps with a number."""

    tag = forms.CharField(label="Tag", max_length=30)
    value = forms.DecimalField(label="Number", required=False, max_digits=9, decimal_places=3)

    def clean_tag(self) -> str:
        name: str = self.cleaned_data["tag"].strip().lower().lstrip("#")
        return name

    def number(self) -> Decimal | None:
        found: Decimal | None = self.cleaned_data["value"]
        return found


class MoveForm(forms.Form):
    """Another category for chosen papers."""

    category = forms.IntegerField(label="Category")
