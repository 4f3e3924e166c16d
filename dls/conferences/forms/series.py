from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from dls.conferences import cloning
from dls.conferences.actions.chairs import Nominee
from dls.conferences.forms.fields import DayField, LinkField, LongText
from dls.conferences.models.conference import Conference
from dls.conferences.models.series import OutsideEdition, Series
from dls.conferences.rules.addresses import may_be_called
from dls.web.forms import MergingForm


class SeriesForm(MergingForm[Series]):
    """A family of conferences."""

    title = forms.CharField(max_length=200, help_text="Such as Deep Learning on Supercomputers.")
    short = forms.CharField(label="Short name", max_length=40, help_text="Such as DLS.")

    class Meta:
        model = Series
        fields: tuple[str, ...] = ("title", "short", "scope_text")
        help_texts = {"scope_text": "What all editions share. It opens the series’ page."}
        widgets = {"scope_text": LongText(6)}


class NewSeriesForm(SeriesForm):
    """A series that is not there yet; its address stays."""

    slug = forms.SlugField(
        label="Address", max_length=50, help_text="Small letters, digits, hyphens, such as dls.",
    )  # fmt: skip
    field_order = ("title", "short", "slug", "scope_text")

    def written(self) -> dict[str, Any]:
        """All of a new series."""
        return {name: self.cleaned_data[name] for name in self.field_order}

    class Meta(SeriesForm.Meta):
        fields: tuple[str, ...] = ("title", "short", "slug", "scope_text")

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if Series.objects.filter(slug=slug).exists():
            raise ValidationError(f"There is a series at the address “{slug}” already.")
        return slug


class OutsideForm(MergingForm[OutsideEdition]):
    """An edition held without DLS."""

    starts_on = DayField(label="First day", required=False)
    link = LinkField(label="Link")

    class Meta:
        model = OutsideEdition
        fields = (
            "title", "ordinal", "starts_on", "city", "country", "event", "link", "format_text",
            "submissions", "accepted", "attendance", "attendance_note",
        )  # fmt: skip
        labels = {
            "ordinal": "Number in the series", "submissions": "Papers submitted",
            "accepted": "Papers accepted", "attendance": "People who came",
            "attendance_note": "… in words",
        }  # fmt: skip
        help_texts = {
            "event": "SC18", "format_text": "Keynote and eight invited talks.",
            "attendance_note": "What pages say instead of the number: over 200.",
        }  # fmt: skip


class EditionForm(forms.Form):
    """A new edition of a series, empty or made from an earlier one."""

    name = forms.CharField(label="Short name", max_length=60, help_text="Such as DLS 2021.")
    title = forms.CharField(max_length=200, help_text="In full, as on posters.")
    slug = forms.CharField(
        label="Address", max_length=50,
        help_text="Small letters and digits, such as dls2021. It stays once the call is open.",
    )  # fmt: skip
    starts_on = DayField(label="First day", required=False, help_text="If you know it already.")
    earlier = forms.ChoiceField(label="Made from", required=False)
    parts = forms.MultipleChoiceField(
        label="Take along", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Only where an earlier edition is chosen. Nothing is sent to anybody.",
    )  # fmt: skip

    def __init__(
        self, earlier: Iterable[Conference], data: Any = None, initial: Any = None
    ) -> None:
        parts = [(part.name, part.label) for part in cloning.every()]
        super().__init__(data, initial={"parts": [name for name, _ in parts], **(initial or {})})
        self.editions = {one.slug: one for one in earlier}
        if not self.editions:
            del self.fields["earlier"], self.fields["parts"]
            return
        choices = [(slug, one.name) for slug, one in self.editions.items()]
        self.fields["earlier"].choices = [("", "nothing: an empty edition"), *choices]  # type: ignore[attr-defined]
        self.fields["parts"].choices = parts  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].strip().lower()
        if reason := may_be_called(slug).reason:
            raise ValidationError(reason)
        return slug

    @property
    def values(self) -> dict[str, Any]:
        """What the new edition is made with."""
        return {name: self.cleaned_data[name] for name in ("name", "title", "slug", "starts_on")}

    @property
    def chosen(self) -> Conference | None:
        return self.editions.get(self.cleaned_data.get("earlier", ""))

    @property
    def taken_along(self) -> list[str]:
        return list(self.cleaned_data.get("parts", []))


class ChairForm(forms.Form):
    """Somebody to run a conference."""

    email = forms.EmailField(label="Email", help_text="Your own, if you run it yourself.")
    name = forms.CharField(max_length=200, required=False, help_text="If they have no account yet.")
    at_once = forms.BooleanField(
        label="They have agreed: make them chair at once", required=False,
        help_text="Works for people with an account. Everybody else gets an invitation.",
    )  # fmt: skip

    @property
    def nominee(self) -> Nominee:
        cleaned = self.cleaned_data
        return Nominee(cleaned["email"].strip().lower(), cleaned["name"], cleaned["at_once"])
