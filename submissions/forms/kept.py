"""Forms that save themselves while somebody types: what can be saved is, the rest stays typed."""

import re
from collections.abc import Collection
from typing import Any, TypeVar

from django import forms
from django.core import signing
from django.db import models
from django.http import QueryDict

from dls.web.forms import LineField, MergingForm
from dls.web.lines import UNSEEN

M = TypeVar("M", bound=models.Model)

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
BOTH = (
    "Somebody else changed this while you were editing: what it is now stands below. "
    "What you typed is still here; save again to replace theirs."
)
TOO_LONG = "These are %(show_value)d characters; %(limit_value)d are the most. Shorten it."


class Uncut(forms.CharField):
    """Browsers cut what is pasted at a field’s limit, and say nothing; we say it instead."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs: dict[str, Any] = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class TextField(Uncut):
    """Text of several lines, cleared of what nobody sees; its lines end in one way."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(widget=widget, error_messages={"max_length": TOO_LONG}, **options)

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        return CONTROL.sub("", UNSEEN.sub("", text))


class OneLine(Uncut, LineField):
    """A text on one line that says in a sentence when it is too long."""

    def __init__(self, **options: Any) -> None:
        messages = {"max_length": TOO_LONG, **options.pop("error_messages", {})}
        super().__init__(error_messages=messages, **options)


class YesNo(forms.TypedChoiceField):
    """Yes, no, or not said yet."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=[("yes", "Yes"), ("no", "No")],
            coerce=lambda value: value == "yes",
            empty_value=None,
            widget=forms.RadioSelect,
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)

    def clean(self, value: Any) -> Any:
        return super().clean(self.prepare_value(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != (data or ""))


class KeptForm(MergingForm[M]):
    """Two tabs or two authors may have it open; each field is saved and merged for itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened: dict[str, str] = {}
        self.theirs: dict[str, str] = {}  # what somebody else made of a field I changed, too
        self.mending = "All is saved but what is marked below."

    def clean(self) -> dict[str, Any]:
        self.opened = dict(self.cleaned_data.get("base") or {})
        return super().clean()

    def _merge(self, cleaned: dict[str, Any], name: str, opened: str) -> None:
        super()._merge(cleaned, name, opened)
        if name not in cleaned:
            self.theirs[name] = self._in_words(name)
            del self.errors[name]
            self.add_error(name, BOTH)

    def _in_words(self, name: str) -> str:
        """What a field holds now, as people read it."""
        field, value = self.fields[name], self.get_initial_for_field(self.fields[name], name)
        if isinstance(field, forms.ModelMultipleChoiceField):
            return ", ".join(str(one) for one in value) or "nothing"
        if isinstance(field, forms.BooleanField):
            return "ticked" if value else "not ticked"
        return str(_label(field, self._now[name])) or "nothing"

    def base_after(self, fresh: "KeptForm[M]", seen: Collection[str]) -> str:
        """What the page holds from now on; what was not saved is compared with what it was."""
        unsaved = {name for name in self.errors if name in self.opened and name not in seen}
        held = fresh._now | {name: self.opened[name] for name in unsaved}
        return signing.dumps(held, salt="form-base")

    def renew(self, fresh: "KeptForm[M]") -> None:
        """Show the page again after part of it was saved: saving again replaces theirs."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("base")] = self.base_after(fresh, self.theirs)
        self.data = data

    def told(self, fresh: "KeptForm[M]") -> dict[str, Any]:
        """What a script needs to keep the page true."""
        return {
            "base": self.base_after(fresh, ()),
            "replacing": self.base_after(fresh, self.theirs) if self.theirs else "",
            "taken": {name: self._controls(name) for name in self._taken_over},
            "errors": {
                name: [str(one) for one in found]
                for name, found in self.errors.items()
                if name != "__all__"
            },
            "theirs": {
                name: {"words": words, "values": self._controls(name)}
                for name, words in self.theirs.items()
            },
        }

    def _controls(self, name: str) -> list[str]:
        """What its controls say when they show what is there now."""
        field = self.fields[name]
        value = self.get_initial_for_field(field, name)
        if isinstance(field, forms.BooleanField):
            return ["on"] if value else []
        shown = field.widget.format_value(field.prepare_value(value))
        if isinstance(shown, (list, tuple)):
            return [str(part) for part in shown]
        return ["" if shown is None else str(shown)]


def _label(field: forms.Field, shown: str) -> str:
    """The words of a choice for its value."""
    choices = getattr(field, "choices", ())
    return next((str(label) for value, label in choices if str(value) == shown), shown)
