"""What people who are invited fill in."""

from typing import Any

from django import forms

from dls.conferences import collation
from dls.conferences.actions.accounts import Names
from dls.conferences.forms.fields import LongText
from dls.conferences.models.roles import Role
from dls.web import countries
from dls.web.forms import LineField


class AcceptForm(forms.Form):
    """How the committee prints somebody."""

    given_name = LineField(label="Given names", max_length=100, required=False)
    family_name = LineField(label="Family name", max_length=90)
    affiliation = LineField(
        max_length=300, help_text="As it is to be printed; several are joined: UChicago & ANL."
    )
    country = forms.ChoiceField(choices=[("", "Choose a country"), *countries.choices()])

    def __init__(self, *args: Any, role: Role, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        family = role.family_name or collation.family_of(role.name)
        given = role.name.removesuffix(family) if role.name != family else ""
        self.initial = {
            "given_name": given.strip(),
            "family_name": family,
            "affiliation": role.affiliation,
            "country": countries.code(role.country) if role.country else "",
            **self.initial,
        }

    def names(self) -> Names:
        return Names(**self.cleaned_data)


class DeclineForm(forms.Form):
    """No, and perhaps why, and who else."""

    reason = forms.CharField(
        required=False,
        max_length=1000,
        widget=LongText(rows=2),
        help_text="Only the chairs read it.",
    )
    suggested_name = forms.CharField(
        label="Whom to ask instead", max_length=150, required=False, help_text="Their name."
    )
    suggested_email = forms.EmailField(label="Their address", required=False)
    suggested_affiliation = forms.CharField(
        label="Their affiliation", max_length=200, required=False
    )

    def suggestion(self) -> str:
        """Somebody to ask instead, in the form lists are read in."""
        values = self.cleaned_data
        name = _bare(values["suggested_name"])
        email, place = values["suggested_email"], _bare(values["suggested_affiliation"])
        if not email:
            return ", ".join(part for part in (name, place) if part)
        return f"{name} <{email}>{f', {place}' if place else ''}".strip()


def _bare(text: str) -> str:
    """Without the signs that mean something in a line of a list."""
    return " ".join(text.translate(str.maketrans('<>"', "   ")).split())
