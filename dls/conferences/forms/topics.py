import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from dls.conferences.forms.fields import LongText
from dls.conferences.models.conference import Topic
from dls.web.forms import MergingForm

# What lists begin their lines with: "- ", "* ", "• ", "1. ", "a) ".
BULLET = re.compile(r"^(?:[-*•–+]|\d+[.)]|[a-z][.)])\s+")
LONGEST = 300
MOST = 500


def lines_of(text: str) -> list[tuple[int, str]]:
    """Depth and name of each topic in a pasted list: indented lines stand under the one above."""
    found: list[tuple[int, str]] = []
    for line in text.expandtabs(4).splitlines():
        name = BULLET.sub("", line.strip()).strip().rstrip(";,")
        if name:
            found.append((1 if line[:1] == " " and found else 0, name))
    return found


class TopicListForm(forms.Form):
    """Topics, one a line."""

    topics = forms.CharField(
        label="Add topics",
        widget=LongText(5),
        help_text="One a line; bullets and numbers are taken off. Indent a line to put it under "
        "the one above. What is there already is not added again.",
    )

    def clean_topics(self) -> list[tuple[int, str]]:
        found = lines_of(self.cleaned_data["topics"])
        if len(found) > MOST:
            raise ValidationError(f"These are {len(found)} lines; {MOST} topics are the most.")
        for number, (_, name) in enumerate(found, 1):
            if len(name) > LONGEST:
                raise ValidationError(
                    f"Line {number} has {len(name)} characters; a topic may have {LONGEST}. "
                    "Is it a sentence of the call?"
                )
        return found


class TopicForm(MergingForm[Topic]):
    """One topic of the list: its name, and the group it stands under."""

    class Meta:
        model = Topic
        fields = ("name", "parent")
        labels = {"name": "Topic", "parent": "Under"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Topic.objects.filter(conference=self.instance.conference_id, parent=None)
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)  # noqa: S101 -- a foreign key
        parent.queryset = groups.exclude(pk=self.instance.pk)
        parent.empty_label = "nothing"

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        same = Topic.objects.filter(conference=self.instance.conference_id, name__iexact=name)
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(f"There is a topic “{name}” already.")
        return name
