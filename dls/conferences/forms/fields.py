"""Fields that several forms of chairs share, with errors that say how to mend them."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from dls.conferences.models.conference import is_colour
from dls.web import images, zones

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


class DayField(forms.DateField):
    """A day; years that cannot be meant are refused."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {
        "invalid": "This is not a day of the calendar. Write it as 2026-11-17."
    }

    def clean(self, value: Any) -> date | None:
        found: date | None = super().clean(value)
        if found and not FIRST <= found <= LAST:
            raise ValidationError(f"The year {found.year} cannot be right. Write it as 2026-11-17.")
        return found


class TimeField(forms.TimeField):
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    default_error_messages = {"invalid": "This is not a time of the day. Write it as 14:30."}

    def clean(self, value: Any) -> time | None:
        found: time | None = super().clean(value)
        return found


class ZoneField(forms.ChoiceField):
    """A time zone by its name."""

    default_error_messages = {
        "invalid_choice": "There is no time zone “%(value)s”. Choose one from the list, such as "
        "AoE, UTC or Europe/Amsterdam."
    }

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(label=label, help_text=help_text, choices=zones.choices)


class LinkField(forms.URLField):
    """The address of a page."""

    default_error_messages = {
        "invalid": "This is not the address of a page. Copy it whole, with https:// in front."
    }

    def __init__(self, *, label: str, help_text: str = "", required: bool = False) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            assume_scheme="https",
            max_length=200,
        )

    def clean(self, value: Any) -> str:
        found: str = super().clean(value)
        if found and not found.startswith(("http://", "https://")):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class LogoField(forms.FileField):
    """A picture, drawn anew; what is no picture is refused with the way to mend it."""

    widget = forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        found = super().clean(data, initial)
        if isinstance(found, UploadedFile):
            return images.redrawn(found)
        return found


class ColourField(forms.CharField):
    """A colour as browsers write it: #1d5a8a."""

    widget = forms.TextInput(attrs={"type": "color"})
    default_validators = [is_colour]

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").lower()


class LongText(forms.Textarea):
    """A field for Markdown, as high as its text."""

    def __init__(self, rows: int = 10) -> None:
        super().__init__(attrs={"rows": rows})


def changed(form: forms.BaseForm) -> dict[str, Any]:
    """The clean values of what differs from what was there; a logo taken off is empty."""
    return {
        name: _emptied(form.fields[name], form.cleaned_data[name])
        for name in form.changed_data
        if name in form.cleaned_data and name != "base"
    }


def _emptied(field: forms.Field, value: Any) -> Any:
    return "" if isinstance(field, forms.FileField) and value is False else value
