from django import forms
from django.core.exceptions import ValidationError

from dls.conferences.models.conference import Conference
from dls.conferences.rules.addresses import may_be_called


class AddressForm(forms.Form):
    """Where a conference lives."""

    slug = forms.CharField(
        label="Address", max_length=50, help_text="Small letters and digits, such as dls2021."
    )

    def __init__(self, conference: Conference, data: object = None) -> None:
        super().__init__(data, initial={"slug": conference.slug})  # type: ignore[arg-type]
        self.conference = conference

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].strip().lower()
        if slug != self.conference.slug and (reason := may_be_called(slug).reason):
            raise ValidationError(reason)
        return slug
