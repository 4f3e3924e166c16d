"""What people say about themselves."""

from typing import Any

from django import forms

from dls.people import bibtex, orcid, scopes
from dls.people.models import Connection, Person
from dls.web.forms import LineField, MergingForm

LIFETIMES = [(7, "A week"), (30, "30 days"), (90, "90 days"), (180, "Half a year"), (365, "A year")]


class ProfileForm(MergingForm[Person]):
    orcid = forms.CharField(
        label="ORCID",
        required=False,
        max_length=60,  # longer than the number: its address may be pasted
        help_text="Sixteen digits, such as 0000-0002-1825-0097.",
    )
    home_page = forms.URLField(
        required=False,
        max_length=200,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
    )

    class Meta:
        model = Person
        fields = [
            "given_name", "family_name", "affiliation", "country", "orcid", "home_page", "zone",
            "expertise",
        ]  # fmt: skip
        widgets = {
            "given_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "family_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "affiliation": forms.TextInput(attrs={"autocomplete": "organization"}),
            "expertise": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family_name"].required = True
        self._name_the_empty("zone", "As my browser says")
        self._name_the_empty("country", "Not given")

    def _name_the_empty(self, field: str, says: str) -> None:
        """An empty choice says what it means instead of a row of dashes."""
        choices = list(self.fields[field].choices)  # type: ignore[attr-defined]
        self.fields[field].choices = [("", says), *choices[1:]]  # type: ignore[attr-defined]

    def clean_orcid(self) -> str:
        typed: str = self.cleaned_data["orcid"]
        return orcid.normalised(typed) if typed.strip() else ""


class BibtexForm(forms.Form):
    """BibTeX, pasted or as a file."""

    text = forms.CharField(
        label="Paste BibTeX",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "class": "mono"}),
    )
    file = forms.FileField(
        label="Or choose a file",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".bib,.bibtex,.txt"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file is not None and file.size > bibtex.MOST_BYTES:
            self.add_error(
                "file", "This file is larger than 2 MB. Split it, or leave out abstracts."
            )
        elif file is not None:
            cleaned["text"] = file.read().decode("utf-8-sig", "replace")
        elif len(cleaned.get("text", "").encode()) > bibtex.MOST_BYTES:
            self.add_error("text", "This is more than 2 MB. Paste a part of it.")
        elif not cleaned.get("text", "").strip():
            self.add_error("text", "Paste some entries, or choose a file.")
        return cleaned


class NamesForm(forms.Form):
    """A pasted list of collaborators, or of former institutions."""

    kind = forms.ChoiceField(
        label="They are", choices=Connection.Kind, widget=forms.RadioSelect, initial="collaborator"
    )
    names = forms.CharField(
        label="One a line, the affiliation in brackets",
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Demo Reviewer 4 (Demo University)",
    )


class ConnectionForm(forms.ModelForm[Connection]):
    class Meta:
        model = Connection
        fields = ["name", "affiliation", "until"]
        field_classes = {"name": LineField, "affiliation": LineField}

    def clean_until(self) -> int | None:
        year: int | None = self.cleaned_data["until"]
        if year is not None and not 1900 <= year <= 2100:
            raise forms.ValidationError("This is not a year.")
        return year

    def _get_validation_exclusions(self) -> set[str]:
        """Whether the name is listed twice is for the action to say, in its own words."""
        return {*super()._get_validation_exclusions(), "person"}  # type: ignore[misc]


class TokenForm(forms.Form):
    name = forms.CharField(
        max_length=80, label="Name", help_text="What it is for, such as “conference app”."
    )
    scopes = forms.MultipleChoiceField(
        label="What it may do", widget=forms.CheckboxSelectMultiple, initial=[scopes.READ]
    )
    days = forms.TypedChoiceField(label="Works for", choices=LIFETIMES, coerce=int, initial=90)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(scope.name, scope.says) for scope in scopes.every()]
        self.fields["scopes"].choices = choices  # type: ignore[attr-defined]
