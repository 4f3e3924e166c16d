"""The settings of a conference, page by page. Two chairs may edit one page."""

from typing import Any

from django import forms

from dls.conferences import days
from dls.conferences.forms.fields import (
    ColourField,
    DayField,
    LinkField,
    LogoField,
    LongText,
    ZoneField,
)
from dls.conferences.models.conference import Conference
from dls.web import countries
from dls.web.forms import MergingForm

NEEDED = "Needed to open the call."


class BasicsForm(MergingForm[Conference]):
    """What it is called, when and where it is."""

    title = forms.CharField(
        max_length=200, help_text="In full, as on posters: The Third Workshop on …"
    )
    name = forms.CharField(
        label="Short name", max_length=60, help_text="In lists, letters and menus: DLS 2019."
    )
    theme = forms.CharField(
        max_length=200, required=False, help_text="What this edition is about in particular."
    )
    ordinal = forms.IntegerField(
        label="Number in the series", required=False, min_value=1, max_value=999
    )
    starts_on = DayField(label="First day", required=False, help_text=NEEDED)
    ends_on = DayField(label="Last day", required=False, help_text="Empty if it is one day.")
    country = forms.ChoiceField(
        choices=[("", "Not known yet"), *countries.choices()], required=False
    )
    map_link = LinkField(label="Link to a map", help_text="Opens beside the place.")
    zone = ZoneField(label="Time zone of the place", help_text="The program is shown in it.")
    deadline_zone = ZoneField(
        label="Time zone of deadlines", help_text="New dates start with it; AoE is usual."
    )

    class Meta:
        model = Conference
        fields = (
            "title", "name", "ordinal", "starts_on", "ends_on", "venue", "map_link", "city",
            "region", "country", "zone", "deadline_zone", "theme",
        )  # fmt: skip
        help_texts = {"city": NEEDED}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if last and not first and "starts_on" not in self.errors:
            self.add_error("starts_on", "Give the first day, too.")
        elif first and last and last < first:
            self.add_error(
                "ends_on",
                f"The last day ({days.day(last)}) comes before the first ({days.day(first)}).",
            )
        return cleaned


class CallForm(MergingForm[Conference]):
    """What the conference asks for."""

    class Meta:
        model = Conference
        fields = ("call_text", "submit_text")
        labels = {"call_text": "Text of the call", "submit_text": "What to submit"}
        help_texts = {
            "call_text": "Whom it is for and what you ask for. Topics and dates stand beside it.",
            "submit_text": "Kinds of papers, their length and format, and where they appear.",
        }
        widgets = {"call_text": LongText(14), "submit_text": LongText(8)}


class ReviewForm(MergingForm[Conference]):
    """How papers are reviewed and where they appear."""

    class Meta:
        model = Conference
        fields = ("review_model", "profile", "agreement")
        labels = {"agreement": "The publisher’s agreement"}
        help_texts = {
            "profile": "Decides templates, copyright forms and the package for the publisher.",
            "agreement": "The public page says so as long as it is not confirmed.",
        }
        widgets = {
            "review_model": forms.RadioSelect,
            "profile": forms.RadioSelect,
            "agreement": forms.RadioSelect,
        }


class LookForm(MergingForm[Conference]):
    """Logo and colour."""

    accent = ColourField(
        label="Colour",
        help_text="Hue and strength come from it; lightness is ours, so that text can be read.",
    )
    logo = LogoField(
        required=False,
        help_text="PNG, JPEG, WebP or GIF, up to 5 MB. We draw it anew, without metadata.",
    )

    class Meta:
        model = Conference
        fields = ("accent", "logo")


class ContactForm(MergingForm[Conference]):
    """Where questions go, and how many came."""

    class Meta:
        model = Conference
        fields = (
            "contact", "attendance", "attendance_note", "recorded_submissions",
            "recorded_accepted", "expected_attendance",
        )  # fmt: skip
        labels = {
            "attendance": "People who came",
            "attendance_note": "People who came, in words",
            "recorded_submissions": "Papers submitted",
            "recorded_accepted": "Papers accepted",
        }
        help_texts = {
            "contact": f"On the public page, and where answers to your letters go. {NEEDED}",
            "expected_attendance": "In your words: 100 to 150. For the proposal.",
            "attendance_note": "What pages say instead of the number: more than 400.",
            "recorded_submissions": "Only where DLS did not count them itself.",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        came_in, taken = cleaned.get("recorded_submissions"), cleaned.get("recorded_accepted")
        if came_in is not None and taken is not None and taken > came_in:
            self.add_error("recorded_accepted", f"More than the {came_in} that were submitted.")
        return cleaned


class SecurityForm(MergingForm[Conference]):
    """How chairs sign in."""

    class Meta:
        model = Conference
        fields = ("second_factor_required",)
        labels = {"second_factor_required": "Chairs need a second factor"}
        help_texts = {
            "second_factor_required": "An authenticator app, a passkey or a security key. "
            "A chair who has none sees what everybody sees, and how to add one."
        }


class ProposalForm(MergingForm[Conference]):
    """The sentences of the workshop proposal; everything else in it comes from facts."""

    class Meta:
        model = Conference
        fields = ("relevance_text", "format_text", "outcome_text", "outreach_text")
        labels = {
            "relevance_text": "Relevance and impact",
            "format_text": "Format",
            "outcome_text": "Expected outcome",
            "outreach_text": "How you advertise it",
        }
        help_texts = {
            "relevance_text": "Why it belongs to the event you propose it to.",
            "format_text": "How the day is built: keynote, sessions, panel, and how long each is.",
            "outcome_text": "Who will come, and what they take home.",
            "outreach_text": "Mailing lists, committee, social media.",
        }
        widgets = dict.fromkeys(fields, LongText(8))
