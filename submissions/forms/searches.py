from django import forms

from dls.web.forms import LineField
from submissions.actions.searches import Kept


class SaveForm(forms.Form):
    """A name for a search."""

    name = LineField(label="Name", max_length=60)
    is_shared = forms.BooleanField(label="The committee sees it, too", required=False)

    def kept(self) -> Kept:
        return Kept(self.cleaned_data["name"], self.cleaned_data["is_shared"])
