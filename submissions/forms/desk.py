from django import forms

from dls.web.forms import LineField


class WaiverForm(forms.Form):
    """Why a rule may be broken."""

    reason = LineField(
        label="Why it may pass", max_length=500,
        help_text="The authors read it in their report; the journal keeps it.",
    )  # fmt: skip
