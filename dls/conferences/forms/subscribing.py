import re

from django import forms
from django.http import HttpRequest

SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}\Z")


def source(text: str) -> str:
    """The name of the link somebody came by, if it is one we would have made."""
    name = text.strip().lower()
    return name if SOURCE.match(name) else ""


class SignUpForm(forms.Form):
    """An address for a mailing list; the link it came by is optional and never an error."""

    email = forms.EmailField(
        label="Email",
        max_length=254,
        error_messages={
            "required": "Type the address the letters should go to.",
            "invalid": "This is not an email address. It looks like name@university.example.",
        },
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "class": "fit", "placeholder": "you@university.example"}
        ),
    )
    via = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_via(self) -> str:
        return source(self.cleaned_data["via"])


def sign_up(request: HttpRequest) -> SignUpForm:
    """The form as a page shows it: my own address is there already, and the link I came by."""
    mine = request.user.email if request.user.is_authenticated else ""
    return SignUpForm(initial={"email": mine, "via": source(request.GET.get("from", ""))})


class SourceForm(forms.Form):
    """The name of a link to hand out."""

    source = forms.CharField(
        label="Where you will post it",
        max_length=40,
        help_text="A short name such as hpc-list: small letters, digits and hyphens.",
    )

    def clean_source(self) -> str:
        name = source(self.cleaned_data["source"])
        if not name:
            raise forms.ValidationError(
                "Use small letters, digits and hyphens, such as hpc-list, at most 40."
            )
        return name
