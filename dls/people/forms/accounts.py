"""Merging, closing and running: each asks for a proof."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation

from dls.people.forms.account import PASSWORD_HELP
from dls.people.models import Person
from dls.web.forms import LineField


class OtherAddressForm(forms.Form):
    email = forms.EmailField(
        label="Address of your other account",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class CodeForm(forms.Form):
    mending = "Not proved yet: look at the code below."
    code = forms.CharField(
        label="Code",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )


class ClosingForm(forms.Form):
    """Typing one’s own address is the proof that one means it."""

    email = forms.CharField(label="Type your main address", max_length=254)

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["email"].help_text = person.email

    def clean_email(self) -> str:
        typed: str = self.cleaned_data["email"].strip().lower()
        if typed != self.person.email.lower():
            raise forms.ValidationError(f"This is not {self.person.email}. Nothing was closed.")
        return typed


class OperatorForm(forms.Form):
    email = forms.EmailField(label="Address of somebody with an account")


class FirstOperatorForm(forms.Form):
    """The first account of a new site."""

    given_name = LineField(
        max_length=100, required=False, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family_name = LineField(
        max_length=100, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        strip=False,
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().lower()
        if Person.objects.by_email(email).exists():
            raise forms.ValidationError("There is an account with this address already.")
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            person = Person(
                email=cleaned.get("email", ""), family_name=cleaned.get("family_name", "")
            )
            self._check(password, person)
        return cleaned

    def _check(self, password: str, person: Person) -> None:
        try:
            password_validation.validate_password(password, person)
        except forms.ValidationError as error:
            self.add_error("password", error)
