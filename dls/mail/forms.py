from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from dls.mail import audiences, merge, moments, reminders, texts
from dls.mail.kinds import Kind
from dls.web import clock

SUBJECT = forms.TextInput(attrs={"maxlength": 300})
TEXT = forms.Textarea(attrs={"rows": 14, "spellcheck": "true"})


class LetterForm(forms.Form):
    """Subject and text of a letter; placeholders must be known."""

    subject = forms.CharField(max_length=300, widget=SUBJECT)
    body = forms.CharField(
        label="Text",
        max_length=20_000,
        widget=TEXT,
        strip=False,
        help_text="Markdown. Placeholders such as {{ name }} are filled in for each recipient.",
    )

    def vocabulary(self) -> dict[str, str]:
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("subject", "body"):
            for problem in texts.problems(cleaned.get(name, ""), self.vocabulary()):
                self.add_error(name, problem)
        return cleaned

    @property
    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("subject", "body")}


class TextForm(LetterForm):
    """A conference's own words for one kind of letter."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def vocabulary(self) -> dict[str, str]:
        return self.kind.vocabulary()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for problem in texts.left_out(cleaned.get("body", ""), self.kind):
            self.add_error("body", problem)
        return cleaned


def audience_choices() -> list[Any]:
    """All audiences under their headings."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for audience in audiences.every():
        groups.setdefault(audience.group, []).append((audience.name, audience.title))
    return list(groups.items())


class MailingForm(LetterForm):
    """A draft to many people."""

    audience = forms.ChoiceField(label="To", choices=audience_choices)
    field_order = ["audience", "subject", "body"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = audiences.get(str(self["audience"].value() or ""))
        if chosen and chosen not in audiences.every():
            self._offer(chosen)

    def _offer(self, audience: audiences.Audience) -> None:
        """One that is made for this letter stands first."""
        field = self.fields["audience"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- as above
        field.choices = [(audience.name, audience.title), *audience_choices()]

    @property
    def said(self) -> dict[str, str]:
        return {"audience": self.cleaned_data["audience"], **super().said}

    def vocabulary(self) -> dict[str, str]:
        return merge.vocabulary(self.cleaned_data.get("audience", ""))


class SendForm(forms.Form):
    """Now, or at a time at the conference's place."""

    when = forms.ChoiceField(
        choices=[("now", "Now"), ("later", "At a time")], widget=forms.RadioSelect, initial="now"
    )
    at = forms.CharField(
        label="Time",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["at"].help_text = f"In the time zone of the place, {zone.replace('_', ' ')}."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["after"] = None
        if cleaned.get("when") == "later":
            cleaned["after"] = self._time(cleaned.get("at", ""))
        return cleaned

    def _time(self, given: str) -> datetime | None:
        try:
            at = datetime.fromisoformat(given).replace(tzinfo=ZoneInfo(self.zone))
        except ValueError:
            self.add_error("at", "Give a day and a time, such as 2030-11-17 09:00.")
            return None
        if at <= clock.now():
            self.add_error("at", "This time has passed. Choose a later one, or send now.")
        return at


class TimingForm(forms.Form):
    """When a reminder leaves, and whether it does."""

    is_on = forms.BooleanField(label="This reminder is on", required=False, initial=True)
    days = forms.IntegerField(label="Days", min_value=0, max_value=365)
    side = forms.ChoiceField(
        label="Before or after", choices=[("before", "before"), ("after", "after")]
    )
    hour = forms.IntegerField(
        label="Hour", min_value=0, max_value=23, help_text="0 to 23, in the zone of the place."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("side") == "before" and "days" in cleaned:
            cleaned["days"] = -cleaned["days"]
        return cleaned


class OwnReminderForm(LetterForm, TimingForm):
    """A reminder of the chairs' own."""

    moment = forms.ChoiceField(label="Moment", choices=lambda: list(moments.titles().items()))
    audience = forms.ChoiceField(label="To", choices=audience_choices)
    field_order = ["audience", "days", "side", "moment", "hour", "is_on", "subject", "body"]

    def vocabulary(self) -> dict[str, str]:
        return reminders.own_vocabulary(self.cleaned_data.get("audience", ""))

    def own(self) -> reminders.Own:
        """What was said, once it is valid."""
        names = ("moment", "days", "hour", "is_on", "audience", "subject", "body")
        return reminders.Own(**{name: self.cleaned_data[name] for name in names})
