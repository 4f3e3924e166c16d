from django import forms

from dls.web.forms import LineField


class DismissForm(forms.Form):
    """Why text that two papers share is no cause for worry."""

    reason = LineField(
        label="Why this is no cause for worry", max_length=500,
        help_text="For the other chairs; the journal keeps it. With clearly more text in common "
        "than now, the pair comes back.",
    )  # fmt: skip
