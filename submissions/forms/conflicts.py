from typing import Any

from django import forms

from dls.conferences.models.roles import Role
from dls.people.models import Person
from dls.web.forms import LineField
from submissions.actions.conflicts import Ruling
from submissions.models.conflicts import Conflict

KINDS = [one for one in Conflict.Kind.choices if one[0] != Conflict.Kind.AUTHOR]


class CommitteeForm(forms.Form):
    """For each of some people of the committee: which conflict the authors have, or none."""

    def __init__(self, *args: Any, roles: list[Role], said: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = {f"with-{role.ref}": role for role in roles}
        for name, role in self.roles.items():
            self.fields[name] = forms.ChoiceField(
                label=f"Conflict with {role.name}",
                choices=[("", "none"), *KINDS],
                required=False,
                initial=said.get(role.person_id or 0, ""),
            )

    def wanted(self) -> dict[Person, str]:
        """Only what was changed: another author may be at the same page."""
        return {
            role.person: self.cleaned_data[name]
            for name, role in self.roles.items()
            if role.person and name in self.changed_data
        }


class OwnConflictForm(forms.Form):
    """A member says which conflict they have."""

    kind = forms.ChoiceField(choices=KINDS, label="Kind")


class RulingForm(forms.Form):
    """What a chair decides about a pair."""

    verdict = forms.ChoiceField(
        label="Verdict",
        choices=[("yes", "A conflict"), ("no", "No conflict")],
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(choices=KINDS, label="Kind", required=False)
    is_pinned = forms.BooleanField(
        label="Nobody else can change it",
        help_text="Neither authors nor the member can declare otherwise.",
        required=False,
        initial=True,
    )
    note = LineField(label="Why", max_length=500, required=False)

    def ruling(self) -> Ruling:
        given = self.cleaned_data
        return Ruling(
            holds=given["verdict"] == "yes",
            kind=given["kind"] or Conflict.Kind.OTHER,
            is_pinned=given["is_pinned"],
            note=given["note"],
        )


class ConflictFileForm(forms.Form):
    """Conflicts as a table: one pair a line."""

    file = forms.FileField(
        label="CSV file",
        help_text="Columns: paper, email, kind; and verdict (conflict, none), pinned (yes, no), "
        "note if you like. The file you export here fits.",
    )
