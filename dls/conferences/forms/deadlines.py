from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from dls.conferences import days
from dls.conferences.actions.deadlines import Move
from dls.conferences.days import When
from dls.conferences.forms.fields import DayField, TimeField, ZoneField
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.mail import audiences
from dls.people.models import Person
from dls.web.forms import MergingForm

INNER = "Usually not: the committee sees it anyway, and nobody else waits for it."
PRIVATE = "Otherwise chairs alone see it: not in calendars, not in the REST interface."
OPENS = {Deadline.Kind.RESPONSE_OPENS}


def people_of(conference: Conference) -> list[tuple[str, str]]:
    """Who may be responsible for something: everybody with a role, by name."""
    held = conference.roles.accepted().filter(person__isnull=False).order_by("family_name", "name")
    named = dict(held.values_list("person_id", "name"))
    return [("", "Nobody in particular"), *((str(pk), name) for pk, name in named.items())]


class WhenForm(forms.Form):
    """A date: a day or a time of it, in a zone; for milestones also a range of days."""

    day = DayField(label="Day")
    time = TimeField(label="Time", required=False, help_text="Empty: the whole day, until 23:59.")
    last_day = DayField(label="Last day", required=False, help_text="Empty unless it is a range.")
    zone = ZoneField(label="Time zone")

    @staticmethod
    def shown(deadline: Deadline) -> dict[str, Any]:
        """The date of a deadline as these fields have it."""
        zone = ZoneInfo(deadline.zone)
        at = deadline.at.astimezone(zone)
        until = deadline.until.astimezone(zone) if deadline.until else None
        return {
            "day": at.date(),
            "time": None if deadline.whole_day else at.time(),
            "last_day": until.date() if until else None,
            "zone": deadline.zone,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error(
                "last_day",
                f"The last day ({days.day(last)}) comes before the first ({days.day(first)}).",
            )
        elif first and "zone" in cleaned and "time" in cleaned:
            self._moment(cleaned)
        return cleaned

    def _moment(self, cleaned: dict[str, Any]) -> None:
        try:
            cleaned["when"] = self.when(cleaned)
        except days.NoSuchTime as error:
            self.add_error("time", str(error))

    def when(self, cleaned: dict[str, Any]) -> When:
        day: date = cleaned["day"]
        if cleaned["time"] is not None:
            return days.exactly(day, cleaned["time"], cleaned["zone"], cleaned.get("last_day"))
        if self.kind in OPENS:
            return days.start_of(day, cleaned["zone"])
        return days.whole_days(day, cleaned.get("last_day"), cleaned["zone"])

    kind: str = Deadline.Kind.PAPERS


class DetailsFields(forms.Form):
    """What belongs to a date besides the date."""

    note = forms.CharField(
        max_length=300, required=False, help_text="A line below it, for those who see it."
    )
    is_public = forms.BooleanField(
        label="On the public page", required=False, initial=True,
        help_text=PRIVATE,
    )  # fmt: skip


class NewDeadlineForm(WhenForm, DetailsFields):
    """A date that was not there."""

    kind = ""
    which = forms.ChoiceField(label="Which date")
    grace = forms.IntegerField(
        label="Grace in minutes", required=False, min_value=0, max_value=10_080,
        help_text="Submissions are taken so much longer. Nobody is told.",
    )  # fmt: skip
    field_order = ("which", "day", "time", "zone", "grace", "note", "is_public")
    is_public = forms.BooleanField(
        label="On the public page", required=False, initial=True,
        help_text="Otherwise chairs alone see it; bids and reviews due, the committee.",
    )  # fmt: skip

    def __init__(self, conference: Conference, data: Any = None) -> None:
        super().__init__(data, initial={"zone": conference.deadline_zone})
        taken = {one.kind for one in conference.deadlines.all() if not one.scope}
        free = [kind for kind in Deadline.Kind if kind not in taken and kind != "milestone"]
        which = self.fields["which"]
        assert isinstance(which, forms.ChoiceField)  # noqa: S101 -- as declared above
        which.choices = [(kind.value, kind.label) for kind in free]
        which.widget.attrs |= {"data-unticks": "is_public", "data-for": " ".join(Deadline.INNER)}
        which.error_messages["invalid_choice"] = (
            "This date is set already. Open it in the list to move it."
        )
        del self.fields["last_day"]
        self.kind = self.data.get("which", "")

    def details(self) -> dict[str, Any]:
        return {
            "note": self.cleaned_data["note"],
            "is_public": self.cleaned_data["is_public"],
            "grace": self.cleaned_data["grace"] or 0,
        }


class NewMilestoneForm(WhenForm, DetailsFields):
    """Something to be done by a day, or on days."""

    kind = Deadline.Kind.MILESTONE
    title = forms.CharField(label="What", max_length=120)
    responsible = forms.ChoiceField(label="Responsible", required=False)
    field_order = ("title", "day", "last_day", "time", "zone", "responsible", "note", "is_public")

    def __init__(self, conference: Conference, data: Any = None) -> None:
        super().__init__(data, initial={"zone": conference.zone, "is_public": False})
        responsible = self.fields["responsible"]
        assert isinstance(responsible, forms.ChoiceField)  # noqa: S101 -- as declared above
        responsible.choices = people_of(conference)

    def details(self) -> dict[str, Any]:
        responsible = self.cleaned_data["responsible"]
        return {
            "title": self.cleaned_data["title"],
            "note": self.cleaned_data["note"],
            "is_public": self.cleaned_data["is_public"],
            "responsible_id": int(responsible) if responsible else None,
        }


class MoveForm(WhenForm):
    """A new date, why, and who is told."""

    seen = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        max_length=300, required=False, help_text="Goes on record; the announcement quotes it."
    )
    news = forms.BooleanField(label="Tell it as news on the public page", required=False)
    audience = forms.MultipleChoiceField(
        label="Write a letter to", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, deadline: Deadline, data: Any = None) -> None:
        shown = {**self.shown(deadline), "seen": deadline.at.isoformat()}
        super().__init__(data, initial=shown)
        self.kind = deadline.kind
        if not deadline.is_milestone:
            del self.fields["last_day"]
        if not deadline.conference.is_public or deadline.is_proposal:
            del self.fields["news"], self.fields["audience"]
        elif deadline.is_inner:
            del self.fields["news"]
        elif not deadline.is_public:
            del self.fields["news"], self.fields["audience"]
        if "audience" in self.fields:
            self._count(deadline.conference)

    def _count(self, conference: Conference) -> None:
        """Each audience with how many people a letter would go to."""
        audience = self.fields["audience"]
        assert isinstance(audience, forms.MultipleChoiceField)  # noqa: S101 -- as declared above
        many = audiences.sizes(conference)
        audience.choices = [
            (one.name, f"{one.title} ({many[one.name]:,})") for one in audiences.every()
        ]

    @property
    def move(self) -> Move:
        """Where the date goes, and why."""
        cleaned = self.cleaned_data
        return Move(cleaned["when"], cleaned["reason"], cleaned["seen"])

    def clean_seen(self) -> datetime | None:
        found: datetime | None = self.cleaned_data["seen"]
        return found


class DeadlineForm(MergingForm[Deadline]):
    """Everything of a date but the date."""

    class Meta:
        model = Deadline
        fields = ("title", "grace", "note", "is_public")
        labels = {"title": "Called", "grace": "Grace in minutes", "is_public": "On the public page"}
        help_texts = {
            "title": "Empty: the usual name.",
            "grace": "Submissions are taken so much longer. Nobody is told.",
            "note": "A line below it, for those who see it.",
            "is_public": PRIVATE,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.kind in Deadline.INNER:
            self.fields["is_public"].help_text = INNER


class MilestoneForm(MergingForm[Deadline]):
    """What a milestone is, and whose."""

    title = forms.CharField(label="What", max_length=120)

    class Meta:
        model = Deadline
        fields = ("title", "responsible", "note", "is_public")
        labels = {"is_public": "On the public page"}
        help_texts = {"note": "A line below it, for those who see it.", "is_public": PRIVATE}

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = conference.roles.accepted().filter(person__isnull=False)
        responsible = self.fields["responsible"]
        assert isinstance(responsible, forms.ModelChoiceField)  # noqa: S101 -- a foreign key
        people = Person.objects.filter(pk__in=held.values("person"))
        responsible.queryset = people.order_by("family_name", "given_name")
        responsible.empty_label = "Nobody in particular"
