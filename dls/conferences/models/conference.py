from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, Q
from django.urls import reverse

from dls.conferences.models.numbered import Numbered
from dls.conferences.models.series import Series
from dls.people.rules import second_factors
from dls.web import countries, keys, zones
from dls.web.verdicts import Refused

if TYPE_CHECKING:
    from dls.conferences.models.deadlines import Deadline
    from dls.web.keys import Viewer

is_colour = RegexValidator(r"^#[0-9a-f]{6}$", "A colour is written as #1d5a8a.")


class ConferenceQuerySet(models.QuerySet["Conference"]):
    def visible_to(self, person: "Viewer") -> Self:
        """What is public or archived; what is in preparation, for its chairs and operators."""
        public = ~Q(state=Conference.State.PREPARING)
        if not person.is_authenticated:
            return self.filter(public)
        if person.is_operator:
            return self.all()
        return self.filter(public | Q(pk__in=person.roles.running().values("conference")))

    def known_to(self, person: "Viewer") -> Self:
        """What they see; and what they serve, even where its pages are closed to them yet."""
        if not person.is_authenticated:
            return self.visible_to(person)
        serves = self.filter(pk__in=person.roles.accepted().values("conference"))
        return self.visible_to(person) | serves

    def matching(self, asked: str, state: str = "") -> Self:
        """Those with these words in name, title or address, in this state."""
        words = Q(name__icontains=asked) | Q(title__icontains=asked) | Q(slug__icontains=asked)
        found = self.filter(words) if asked else self.all()
        return found.filter(state=state) if state in Conference.State.values else found

    def run_by(self, person: "Viewer") -> Self:
        """Conferences this person is a chair of, with the second factor those ask for."""
        if not person.is_authenticated:
            return self.none()
        lets_in = Q(second_factor_required=False) | Q(Exists(second_factors(person)))
        return self.filter(lets_in, pk__in=person.roles.running().values("conference"))


class Conference(models.Model):
    """One edition of a series."""

    class State(models.TextChoices):
        PREPARING = "preparing", "In preparation"
        PUBLIC = "public", "Public"
        ARCHIVED = "archived", "Archived"

    class ReviewModel(models.TextChoices):
        SINGLE_BLIND = "single-blind", "Single-blind: reviewers know the authors"
        DOUBLE_BLIND = "double-blind", "Double-blind: neither side knows the other"
        OPEN = "open", "Open: both sides know each other"

    class Profile(models.TextChoices):
        IEEE = "ieee", "IEEE"
        LNCS = "lncs", "Springer LNCS"
        CEUR = "ceur", "CEUR-WS"
        NONE = "none", "No proceedings"

    class Agreement(models.TextChoices):
        NONE = "none", "Not asked"
        TENTATIVE = "tentative", "Tentative"
        CONDITIONAL = "conditional", "Conditional"
        CONFIRMED = "confirmed", "Confirmed"

    MOVES: ClassVar = {
        State.PREPARING: {State.PUBLIC},
        State.PUBLIC: {State.PREPARING, State.ARCHIVED},
        State.ARCHIVED: {State.PUBLIC},
    }

    series = models.ForeignKey(Series, models.PROTECT, related_name="conferences")
    slug = models.SlugField(unique=True, max_length=50)
    name = models.CharField("short name", max_length=60)  # DLS 2019
    title = models.CharField(max_length=200)
    ordinal = models.PositiveSmallIntegerField("number in the series", null=True, blank=True)
    theme = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PREPARING)

    starts_on = models.DateField("first day", null=True, blank=True)
    ends_on = models.DateField("last day", null=True, blank=True)
    city = models.CharField(max_length=100, blank=True)
    region = models.CharField("state or region", max_length=100, blank=True)
    country = models.CharField(max_length=2, blank=True, choices=countries.choices)
    venue = models.CharField(max_length=200, blank=True)
    map_link = models.URLField(blank=True)
    zone = models.CharField(
        "time zone of the place", max_length=40, default="UTC", choices=zones.choices
    )
    deadline_zone = models.CharField(
        "time zone of deadlines", max_length=40, default=zones.AOE, choices=zones.choices
    )

    review_model = models.CharField(
        max_length=12, choices=ReviewModel, default=ReviewModel.SINGLE_BLIND
    )
    profile = models.CharField(
        "publication profile", max_length=5, choices=Profile, default=Profile.NONE
    )
    agreement = models.CharField(
        "publisher’s agreement", max_length=11, choices=Agreement, default=Agreement.NONE
    )
    call_text = models.TextField("call for papers", blank=True)  # Markdown
    submit_text = models.TextField("what to submit", blank=True)  # Markdown
    relevance_text = models.TextField("relevance and impact", blank=True)  # Markdown, proposal
    format_text = models.TextField("format of the event", blank=True)  # Markdown, proposal
    outcome_text = models.TextField("expected outcome", blank=True)  # Markdown, proposal
    outreach_text = models.TextField("how it is advertised", blank=True)  # Markdown, proposal
    contact = models.EmailField("contact address", blank=True)
    accent = models.CharField(max_length=7, default="#1d5a8a", validators=[is_colour])
    logo = models.FileField(upload_to="logos/", blank=True)

    expected_attendance = models.CharField(max_length=60, blank=True)  # 100 to 150
    attendance = models.PositiveIntegerField(null=True, blank=True)
    attendance_note = models.CharField(max_length=60, blank=True)  # more than 400
    recorded_submissions = models.PositiveIntegerField(null=True, blank=True)
    recorded_accepted = models.PositiveIntegerField(null=True, blank=True)
    second_factor_required = models.BooleanField("chairs need a second factor", default=False)

    made_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    cloned_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)  # grows with whatever its pages show

    # What a page has found out about its reader, where it has: see finder.seen().
    runs: bool
    is_armed: bool

    objects: ClassVar = ConferenceQuerySet.as_manager()

    class Meta:
        ordering = [F("starts_on").desc(nulls_first=True), "name"]
        constraints = [
            models.CheckConstraint(
                name="conference_days_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="The last day comes before the first day.",
            ),
            models.CheckConstraint(
                name="conference_accepts_some",
                condition=Q(recorded_accepted__isnull=True)
                | Q(recorded_submissions__isnull=True)
                | Q(recorded_accepted__lte=F("recorded_submissions")),
                violation_error_message="More papers were accepted than were submitted.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("conferences:home", args=[self.slug])

    @property
    def key(self) -> str:
        return keys.key(self)

    @property
    def is_public(self) -> bool:
        return self.state != self.State.PREPARING

    @property
    def last_day(self) -> date | None:
        return self.ends_on or self.starts_on

    @property
    def place(self) -> str:
        """Denver, Colorado, USA."""
        parts = (self.city, self.region, countries.name(self.country))
        return ", ".join(part for part in parts if part)

    def dated(self) -> "list[Deadline]":
        """The dates listed for it, with who is responsible, as fetched before or now."""
        fetched = "deadlines" in getattr(self, "_prefetched_objects_cache", {})
        every = self.deadlines.all() if fetched else self.deadlines.with_people()
        return [one for one in every if one.is_listed]

    def due(self, kind: str, *scopes: str) -> "Deadline | None":
        """The deadline of the narrowest given scope, else the general one."""
        found = {
            deadline.scope: deadline
            for deadline in self.deadlines.all()
            if deadline.kind == kind and not deadline.is_proposal
        }
        return next((found[scope] for scope in (*scopes, "") if scope in found), None)

    def closes(self, kind: str, *scopes: str) -> datetime | None:
        """When something ends, grace not counted."""
        due = self.due(kind, *scopes)
        return due.at if due else None

    def moves(self) -> list[State]:
        """The states it can come to from here."""
        return sorted(self.MOVES.get(self.State(self.state), set()))

    def move_to(self, state: State) -> None:
        if state not in self.MOVES.get(self.State(self.state), set()):
            raise Refused(
                f"A conference that is {self.get_state_display().lower()} "
                f"cannot become {state.label.lower()}."
            )
        self.state = state


class Topic(Numbered):
    """A field the call names; it may stand under another."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="topics")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    name = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "name"], name="topic_named_once"),
            models.UniqueConstraint(fields=["conference", "number"], name="topic_numbered_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Partner(Numbered):
    """An event, society, sponsor or host that stands beside the conference."""

    class Kind(models.TextChoices):
        PARENT = "parent", "Held with"
        COOPERATION = "cooperation", "In cooperation with"
        SPONSOR = "sponsor", "Sponsor"
        HOST = "host", "Host"

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="partners")
    kind = models.CharField(max_length=11, choices=Kind)
    name = models.CharField(max_length=200)
    link = models.URLField(blank=True)
    logo = models.FileField(upload_to="logos/", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="partner_numbered_once")
        ]

    def __str__(self) -> str:
        return self.name
