import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.utils import timezone

from dls.mail import kinds
from dls.web import clock, keys
from dls.web.verdicts import Refused

if TYPE_CHECKING:
    from dls.web.keys import Viewer


def new_ref() -> str:
    """A name for addresses and Message-IDs, which never show a database key."""
    return secrets.token_hex(8)


class Scoped(models.QuerySet):  # type: ignore[type-arg]
    def of(self, scope_key: str) -> Self:
        return self.filter(scope=scope_key)


class MailingQuerySet(Scoped):
    def visible_to(self, person: "Viewer") -> Self:
        """Mailings of conferences this person runs."""
        return self.filter(keys.may_read_about(person))

    def with_open(self) -> Self:
        """Each with whether any of its letters has not left yet."""
        waits = [Letter.State.WAITING, Letter.State.HELD]
        open_ones = Letter.objects.filter(mailing=models.OuterRef("pk"), state__in=waits)
        return self.annotate(has_open=models.Exists(open_ones))

    def due(self) -> Self:
        """Mailings whose letters are to be written now, and by nobody yet."""
        free = Q(claimed_until=None) | Q(claimed_until__lt=timezone.now())
        return self.filter(free, state=Mailing.State.QUEUED, after__lte=clock.now())


class Mailing(keys.About):
    """One text to many people: a draft first, then written out as letters by a worker."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        QUEUED = "queued", "Queued"  # for now, or for its time
        OUT = "out", "Written"  # every letter is a row
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    MOVES: ClassVar = {
        State.DRAFT: {State.QUEUED},
        State.QUEUED: {State.OUT, State.HELD, State.CANCELLED, State.DRAFT},
        State.OUT: {State.HELD, State.CANCELLED},
        State.HELD: {State.QUEUED, State.OUT, State.CANCELLED},
        State.CANCELLED: set(),
    }
    OFFERS: ClassVar = {
        State.DRAFT: ("edit", "send", "test", "discard"),
        State.QUEUED: ("hold", "cancel"),
        State.OUT: ("hold", "cancel", "resend", "copy"),
        State.HELD: ("continue", "cancel"),
        State.CANCELLED: ("copy",),
    }

    has_open = True  # unless with_open() found that every letter has left
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    audience = models.CharField(max_length=80)
    audience_title = models.CharField(max_length=200)  # as it was called then
    subject = models.CharField(max_length=300)
    body = models.TextField()  # Markdown with placeholders
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="mailings"
    )
    made_at = models.DateTimeField(default=clock.now)
    queued_at = models.DateTimeField(null=True, blank=True)
    after = models.DateTimeField(null=True, blank=True)  # the time to send at
    written = models.PositiveIntegerField(default=0)  # letters so far
    total = models.PositiveIntegerField(default=0)  # recipients, once they are counted
    finished_at = models.DateTimeField(null=True, blank=True)  # the last letter was written
    claimed_until = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = MailingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["scope", "-id"], name="mailing_by_scope"),
            models.Index(fields=["after"], condition=Q(state="queued"), name="mailing_queued"),
        ]
        constraints = [
            models.CheckConstraint(
                name="mailing_queued_has_a_time",
                condition=~Q(state="queued") | Q(after__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.subject or "A letter without a subject"

    @property
    def is_due(self) -> bool:
        return self.after is not None and self.after <= clock.now()

    @property
    def is_written(self) -> bool:
        return self.finished_at is not None

    @property
    def offers(self) -> tuple[str, ...]:
        """The deeds its state allows."""
        if self.state == self.State.QUEUED and not self.written:
            return ("unschedule", "hold", "cancel")
        found: tuple[str, ...] = self.OFFERS[self.State(self.state)]
        return found

    def move_to(self, state: State) -> None:
        if state not in self.MOVES[self.State(self.state)]:
            raise Refused(
                f"A mailing that is {self.get_state_display().lower()} "
                f"cannot become {state.label.lower()}."
            )
        self.state = state


class LetterQuerySet(Scoped):
    def visible_to(self, person: "Viewer") -> Self:
        """Letters about things this person may read about; never codes and sign-in links.

        Of a conference's letter with a secret, an invitation, its chairs see that it was sent.
        """
        shown = Case(
            When(is_secret=True, then=Value("")), default=F("body"), output_field=models.TextField()
        )
        of_a_conference = Q(is_secret=False) | ~Q(scope="")
        return self.filter(of_a_conference, keys.may_read_about(person)).annotate(shown_body=shown)

    def of_the_site(self) -> Self:
        """Letters of no conference, such as codes, without what they say."""
        return self.filter(scope="").defer("subject", "body", "leave_url")

    def due(self, at: datetime) -> Self:
        """Letters to send now: waiting, their time has come, and nobody is sending them."""
        free = Q(claimed_until=None) | Q(claimed_until__lt=timezone.now())
        return self.filter(free, state=Letter.State.WAITING, after__lte=at)

    def counted(self) -> dict[str, int]:
        """How many there are in each state."""
        rows = self.order_by().values_list("state").annotate(many=Count("pk"))
        return dict(rows)


class Letter(keys.About):
    """One email to one person, written in the same transaction as its cause."""

    LEASE = timedelta(seconds=settings.MAIL_LEASE)
    shown_body = ""  # hidden unless visible_to() says otherwise
    PAUSES = (1, 5, 15, 60, 240, 720, 1440)  # minutes between one try and the next

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        HELD = "held", "Held"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    MOVES: ClassVar = {
        State.WAITING: {State.HELD, State.CANCELLED, State.SENT, State.FAILED},
        State.HELD: {State.WAITING, State.CANCELLED},
        State.FAILED: {State.WAITING, State.CANCELLED},
        State.SENT: set(),
        State.CANCELLED: {State.WAITING},
    }
    OFFERS: ClassVar = {
        State.WAITING: ("hold", "cancel"),
        State.HELD: ("continue", "cancel"),
        State.FAILED: ("resend", "cancel"),
        State.SENT: (),
        State.CANCELLED: ("resend",),
    }

    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    kind = models.CharField(max_length=80, db_index=True)  # conferences/invitation
    key = models.CharField(max_length=200, unique=True, null=True, blank=True)
    mailing = models.ForeignKey(
        Mailing, models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    to = models.EmailField()
    to_name = models.CharField(max_length=200, blank=True)
    sender = models.CharField(max_length=100, blank=True)  # the name before our own address
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=300)
    body = models.TextField(blank=True)  # Markdown, the source of both parts
    leave_url = models.CharField(max_length=500, blank=True)  # one-click unsubscribe, if any
    is_secret = models.BooleanField(default=False)  # codes and sign-in links: body goes once sent
    is_urgent = models.BooleanField(default=False)  # somebody waits for it: before all others

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    written_at = models.DateTimeField(default=clock.now)
    after = models.DateTimeField(default=clock.now)
    claim = models.CharField(max_length=20, blank=True)  # which sender has it
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=200, blank=True, db_index=True)

    objects: ClassVar = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "-is_urgent", "after", "id"], name="letter_in_order"),
            models.Index(fields=["scope", "-id"], name="letter_by_scope"),
            models.Index(fields=["scope", "state"], name="letter_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                name="letter_sent_is_dated",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    @property
    def offers(self) -> tuple[str, ...]:
        """The deeds its state allows; what was erased cannot be sent again."""
        found: tuple[str, ...] = self.OFFERS[self.State(self.state)]
        return tuple(deed for deed in found if deed != "resend" or self.body)

    @property
    def kind_title(self) -> str:
        return kinds.title(self.kind)

    @property
    def is_being_sent(self) -> bool:
        """A sender holds it this moment."""
        held = self.claimed_until is not None and self.claimed_until > timezone.now()
        return self.state == self.State.WAITING and held

    def move_to(self, state: State) -> None:
        if state not in self.MOVES[self.State(self.state)]:
            raise Refused(
                f"A letter that is {self.get_state_display().lower()} "
                f"cannot become {state.label.lower()}."
            )
        self.state = state


class LetterText(models.Model):
    """A conference's own words for a kind of letter, instead of those that came with the house."""

    scope = models.CharField(max_length=40)
    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar = Scoped.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "kind"], name="letter_text_once_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.scope}"


class ReminderRule(models.Model):
    """What chairs decided about a reminder: one the house knows, or one of their own."""

    scope = models.CharField(max_length=40)
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    name = models.CharField(max_length=80, blank=True)  # empty: the chairs' own
    is_on = models.BooleanField(default=True)
    days = models.SmallIntegerField(default=0)  # −3 is three days before
    hour = models.PositiveSmallIntegerField(default=9)
    moment = models.CharField(max_length=40, blank=True)  # of their own, from here on
    audience = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)

    objects: ClassVar = Scoped.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "name"], condition=~Q(name=""), name="reminder_rule_once"
            ),
            models.CheckConstraint(name="reminder_hour", condition=Q(hour__lte=23)),
            models.CheckConstraint(
                name="reminder_within_a_year", condition=Q(days__gte=-365, days__lte=365)
            ),
            models.CheckConstraint(
                name="reminder_of_their_own_is_whole",
                condition=~Q(name="") | (~Q(moment="") & ~Q(audience="") & ~Q(subject="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.subject


class ReminderRun(models.Model):
    """A reminder went out for a moment as due on its date: once."""

    scope = models.CharField(max_length=40, db_index=True)
    key = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=300)
    due = models.DateTimeField()
    at = models.DateTimeField(default=clock.now)
    letters = models.PositiveIntegerField(default=0)

    objects: ClassVar = Scoped.as_manager()

    def __str__(self) -> str:
        return self.title


class StoppedAddressQuerySet(models.QuerySet["StoppedAddress"]):
    def visible_to(self, person: "Viewer", scope_key: str) -> Self:
        """Addresses of letters of this conference that the person may read about."""
        letters = Letter.objects.visible_to(person).of(scope_key)
        wrote = letters.filter(to__iexact=models.OuterRef("email"))
        return self.filter(models.Exists(wrote))


class StoppedAddress(models.Model):
    """An address that does not take mail, or whose owner called ours a nuisance."""

    class Why(models.TextChoices):
        REFUSED = "refused", "The mail server refused it"
        BOUNCED = "bounced", "A letter came back"
        COMPLAINED = "complained", "Its owner reported a letter as spam"

    email = models.EmailField(unique=True)  # lower case
    why = models.CharField(max_length=10, choices=Why)
    detail = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = StoppedAddressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stopped addresses"

    def __str__(self) -> str:
        return self.email
