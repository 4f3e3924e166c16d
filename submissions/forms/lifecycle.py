"""What is asked on the way of a paper from a draft to a submitted one, and back."""

from typing import Any

from django import forms

from dls.conferences.days import When
from dls.conferences.forms.deadlines import WhenForm
from dls.conferences.forms.fields import LongText
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.web.forms import LineField


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Why",
        max_length=2_000,
        widget=LongText(rows=3),
        help_text="The chairs and the other authors read it.",
        error_messages={"required": "Say why, in a few words: the chairs ask otherwise."},
    )


class DenyForm(forms.Form):
    reason = LineField(
        label="What is wrong",
        required=False,
        max_length=500,
        help_text="The chairs read it: you never worked on it, did not agree to submit it …",
    )


class LongerForm(WhenForm):
    """Until when one paper stays open, and why."""

    reason = LineField(
        label="Why",
        max_length=300,
        help_text="Its authors read it, and it goes on record.",
        error_messages={"required": "Say why: it goes on record."},
    )
    field_order = ("day", "time", "zone", "reason")
    kind = Deadline.Kind.PAPERS

    def __init__(self, conference: Conference, own: Deadline | None, data: Any = None) -> None:
        initial = self.shown(own) if own else {"zone": conference.deadline_zone}
        super().__init__(data, initial=initial)
        del self.fields["last_day"]

    @property
    def until(self) -> When:
        found: When = self.cleaned_data["when"]
        return found


class ContactForm(forms.Form):
    email = forms.EmailField(
        label="Their address",
        help_text="They get a letter, and look after the paper once they say yes.",
    )
