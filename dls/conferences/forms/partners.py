from typing import Any

from django import forms

from dls.conferences.forms.fields import LinkField, LogoField
from dls.conferences.models.conference import Conference, Partner
from dls.web.forms import MergingForm


class PartnerForm(MergingForm[Partner]):
    """An event, society, sponsor or host with its link and logo."""

    name = forms.CharField(max_length=200, help_text="As it wants to be called.")
    link = LinkField(label="Link")
    logo = LogoField(
        required=False, help_text="PNG, JPEG, WebP or GIF, up to 5 MB. SVG cannot be taken."
    )

    class Meta:
        model = Partner
        fields = ("kind", "name", "link", "logo")
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, conference: Conference, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.conference = conference
        kind = self.fields["kind"]
        assert isinstance(kind, forms.TypedChoiceField)  # noqa: S101 -- a field with choices
        kind.choices = Partner.Kind.choices
