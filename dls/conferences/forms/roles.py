"""Forms of chairs over their committee, and of people over their own role."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError

from dls.conferences import days, importing
from dls.conferences.actions.invitations import WEEKS_TO_ANSWER, Offer
from dls.conferences.actions.lists import Draft
from dls.conferences.actions.roles import Institution, Printed
from dls.conferences.forms.fields import DayField, LongText
from dls.conferences.models.invitations import InvitationList
from dls.conferences.models.roles import Affiliation, Role
from dls.web import clock, countries, zones
from dls.web.forms import MergingForm

LARGEST_FILE = 2 * 2**20
SECTORS = {label.casefold(): value for value, label in Affiliation.Sector.choices} | {
    value: value for value in Affiliation.Sector.values
}


class OfferForm(forms.Form):
    """What goes with an invitation: words, time to answer, reminders."""

    message = forms.CharField(
        label="Personal message",
        required=False,
        max_length=5000,
        widget=LongText(rows=4),
        help_text="Stands in the letter as it is; Markdown works. The letter itself says who "
        "invites, to what, and how to answer.",
    )
    answer_by = DayField(
        label="Answer by",
        required=False,
        help_text="The invitation counts until the end of this day, anywhere on Earth. "
        "Without a day it stays open.",
    )
    pace = forms.ChoiceField(
        label="Remind by itself",
        required=False,
        choices=Role.Pace.choices,
        initial=Role.Pace.USUAL,
        help_text="Only those who have not answered.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer_by"].initial = (clock.now() + WEEKS_TO_ANSWER).date()

    def clean_answer_by(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["answer_by"]
        if day and days.whole_days(day).at <= clock.now():
            raise ValidationError("This day is over. Choose a later one, or none.")
        return day

    def offer(self) -> Offer:
        day = self.cleaned_data["answer_by"]
        until = days.whole_days(day).at if day else None
        return Offer(self.cleaned_data["message"], until, self.cleaned_data["pace"])


class InviteForm(OfferForm):
    """People to invite, pasted or in a file, and what as."""

    kind = forms.ChoiceField(label="Role", choices=Role.Kind.choices, initial=Role.Kind.MEMBER)
    text = forms.CharField(
        label="People",
        required=False,
        strip=False,
        max_length=importing.MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 12, "data-size": "large", "spellcheck": "false"}),
        help_text="One person a line: “Ada Lovelace <ada@place.example>”, or name, address, "
        "affiliation, country. Rows copied from a spreadsheet work, with or without a first row "
        "that names the columns.",
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        help_text="CSV from any spreadsheet, up to 2 MB. Its people are added to those above.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )
    field_order = ["kind", "text", "file", "message", "answer_by", "pace"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        parts = [cleaned.get("text", "").strip("\n"), self._file_text(cleaned.get("file"))]
        cleaned["text"] = "\n".join(part for part in parts if part.strip())
        if "text" not in self.errors and "file" not in self.errors:
            self._check_size(cleaned["text"])
        return cleaned

    def _file_text(self, file: Any) -> str:
        if not file:
            return ""
        if file.size > LARGEST_FILE:
            self.add_error("file", "This file is larger than 2 MB. Divide it, or paste a part.")
            return ""
        data = file.read()
        if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
            self.add_error("file", "This is no text. Save the table as CSV, then choose that file.")
            return ""
        return importing.decoded(data)

    def _check_size(self, text: str) -> None:
        if not text.strip():
            self.add_error("text", "Paste at least one person, or choose a file.")
        elif text.count("\n") >= importing.MOST_LINES:
            self.add_error("text", f"At most {importing.MOST_LINES:,} lines at once. Divide it.")

    def draft(self) -> Draft:
        return Draft(self.cleaned_data["text"], self.cleaned_data["kind"], self.offer())

    @staticmethod
    def of(people: InvitationList) -> dict[str, Any]:
        """What the form holds for a list that is there."""
        until = people.expires_at
        return {
            "kind": people.kind,
            "text": people.text,
            "message": people.message,
            "answer_by": until.astimezone(ZoneInfo(zones.AOE)).date() if until else None,
            "pace": people.pace,
        }


class PrintedForm(MergingForm[Role]):
    """What the committee's page prints of somebody, and what stands behind it."""

    institutions = forms.CharField(
        label="Institutions",
        required=False,
        widget=LongText(rows=2),
        help_text="One a line, under its common name, with country and sector: “University of "
        "Chicago; US; academia”. Sectors are academia, laboratory, industry, other. Figures of the "
        "committee count these.",
    )

    class Meta:
        model = Role
        fields = [
            "name",
            "family_name",
            "title",
            "email",
            "affiliation",
            "country",
            "is_listed",
            "position",
        ]
        labels = {
            "name": "Name as printed",
            "family_name": "Sorted by",
            "affiliation": "Affiliation as printed",
            "is_listed": "On the public page",
            "position": "Place in the order",
            "email": "Invited at",
        }
        help_texts = {
            "family_name": "The family name, as a rule.",
            "title": "Printed beside the name, such as co-chair.",
            "affiliation": "Several are written as they are printed: UChicago & ANL.",
            "position": "1 stands first. With 0, the family name decides.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if role := kwargs.get("instance"):
            kwargs["initial"] = {"institutions": _lines(role), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        if self.instance.person_id and "email" in self.fields:
            self.fields["email"].disabled = True
            self.fields["email"].help_text = "They answered from here; only they can change it."

    def clean_institutions(self) -> str:
        text: str = self.cleaned_data["institutions"]
        institutions(text)
        return text

    def printed(self) -> Printed:
        values = self.cleaned_data
        names = ("name", "family_name", "title", "affiliation", "country", "is_listed")
        return Printed(
            **{name: values[name] for name in names},
            position=values["position"],
            institutions=institutions(values["institutions"]),
        )


def institutions(text: str) -> tuple[Institution, ...]:
    """What stands in the field, one institution a line."""
    return tuple(_institution(line) for line in text.splitlines() if line.strip())


def _lines(role: Role) -> str:
    """Institutions as the form takes them."""
    return "\n".join(
        "; ".join(part for part in (one.institution, one.country, one.sector) if part)
        for one in role.affiliations.all()
    )


def _institution(line: str) -> Institution:
    name, *rest = [part.strip() for part in line.split(";")]
    country = sector = ""
    for part in filter(None, rest):
        if found := SECTORS.get(part.casefold()):
            sector = found
        elif found := countries.code(part):
            country = found
        else:
            raise ValidationError(
                f"“{part}” is neither a country nor a sector. Write “{name}; NL; academia”, say."
            )
    if not name or len(name) > 200:
        raise ValidationError(f"“{line[:80]}” lacks a name, or has one that is too long.")
    return Institution(name, country, sector)


class RecordForm(PrintedForm):
    """Somebody who has said yes already, entered without a letter."""

    field_order = ["kind", "name", "title", "affiliation", "country", "institutions"]

    class Meta(PrintedForm.Meta):
        fields = ["kind", *(name for name in PrintedForm.Meta.fields if name != "email")]
        labels = {**PrintedForm.Meta.labels, "kind": "Role"}


class KindForm(forms.Form):
    kind = forms.ChoiceField(label="Role", choices=Role.Kind.choices)


class ReasonForm(forms.Form):
    """Why something ends; who it concerns reads it."""

    reason = forms.CharField(
        label="Reason", required=False, max_length=1000, widget=LongText(rows=3)
    )
