"""How forms look, and how two people edit one thing without losing what either typed."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.renderers import TemplatesSetting
from django.http import QueryDict

from dls.web.lines import one_line

M = TypeVar("M", bound=models.Model)


class Renderer(TemplatesSetting):
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


class LineField(forms.CharField):
    """A text on one line, cleared of what nobody sees, whoever sends it."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class BaseField(forms.CharField):
    """What the fields held when the form was opened, signed so that nobody invents it."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> dict[str, str]:
        try:
            opened: dict[str, str] = signing.loads(value or "", salt="form-base")
        except signing.BadSignature:
            return {}
        return opened


class MergingForm(forms.ModelForm[M]):
    """A form over a row that somebody else may be editing, too.

    A field only the other one changed keeps the other's value; a field both changed is an error
    that shows theirs and keeps mine, and saving again then replaces theirs.
    """

    base = BaseField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keep_lines()
        self._now = self._shown_values()
        self._taken_over: list[str] = []  # fields that only the other one changed
        self.initial["base"] = signing.dumps(self._now, salt="form-base")

    def _keep_lines(self) -> None:
        """Fields that browsers show as one line take one line, from programs, too."""
        for field in self.fields.values():
            if type(field) is forms.CharField and isinstance(field.widget, forms.TextInput):
                field.__class__ = LineField

    def _merged_names(self) -> list[str]:
        """Fields that can be compared: files cannot."""
        return [
            name
            for name, field in self.fields.items()
            if name != "base" and not isinstance(field, forms.FileField)
        ]

    def _shown(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(value, (list, tuple, models.QuerySet)):
            value = [field.prepare_value(part) for part in value]
            return ", ".join(sorted(str(part) for part in value))
        prepared = field.prepare_value(value)
        return "" if prepared is None else str(prepared)

    def _shown_values(self) -> dict[str, str]:
        shown = {}
        for name in self._merged_names():
            initial = self.get_initial_for_field(self.fields[name], name)
            try:
                shown[name] = self._shown(name, self.fields[name].clean(initial))
            except ValidationError:
                shown[name] = self._shown(name, initial)
        return shown

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opened: Mapping[str, str] = cleaned.pop("base", None) or {}
        for name in self._merged_names():
            if name in cleaned and name in opened:
                self._merge(cleaned, name, opened[name])
        if self.errors:
            self.data = self._seen_again()
        return cleaned

    def _seen_again(self) -> QueryDict:
        """The same answers, from what is there now and has been told; theirs where I was silent."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for name in self._taken_over:
            self._show_theirs(data, name)
        data[self.add_prefix("base")] = self.initial["base"]
        return data

    def _show_theirs(self, data: QueryDict, name: str) -> None:
        """Else saving again would bring my old value back over theirs."""
        field, key = self.fields[name], self.add_prefix(name)
        value = self.get_initial_for_field(field, name)
        shown = field.widget.format_value(field.prepare_value(value))
        if isinstance(field, forms.BooleanField):
            data.setlist(key, ["on"] if value else [])
        elif isinstance(shown, (list, tuple)):
            data.setlist(key, [str(part) for part in shown])
        else:
            data[key] = "" if shown is None else str(shown)

    def _merge(self, cleaned: dict[str, Any], name: str, opened: str) -> None:
        theirs, mine = self._now[name], self._shown(name, cleaned[name])
        if theirs in (opened, mine):
            return
        if mine == opened:
            field = self.fields[name]
            cleaned[name] = field.clean(self.get_initial_for_field(field, name))
            self._taken_over.append(name)
            return
        self.add_error(
            name,
            f"Somebody else changed this while you were editing, to “{theirs[:300]}”. "
            "What you typed is still here; save again to replace theirs.",
        )
