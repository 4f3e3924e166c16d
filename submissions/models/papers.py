from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse

from dls.conferences.models.conference import Conference, Topic
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.numbered import Numbered
from dls.conferences.models.roles import Role
from dls.conferences.rules.conference import runs_here
from dls.web import clock, keys, scopes
from dls.web.verdicts import Refused
from submissions.models.categories import Category
from submissions.models.setup import Setup

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.keys import Viewer
    from submissions.models.authors import Author
    from submissions.models.manuscripts import Manuscript

ANONYMOUS = "Anonymous authors"


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, person: "Viewer") -> Self:
        """One's own; all of the conferences one runs; submitted ones for their committee.

        Never one with a conflict, unless it is one's own. Says of each row what else may be seen.
        """
        if not person.is_authenticated:
            return self.none()
        return self._seen_by(person, seats(person))

    def visible_at(self, conference: Conference, person: "Viewer") -> Self:
        """The same of one conference, quicker: a page asks once what the person is there."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(conference=conference)._seen_by(person, seats_at(conference, person))

    def _seen_by(self, person: "Person", seats: "Seats") -> Self:
        wrote = written_by(person)
        held = Q(pk__in=person.conflicts.holding().values("paper"))
        chaired = Q(conference__in=seats.run) & ~held
        inside = wrote | chaired
        seen = named = inside
        if seats.read != []:
            member = Q(status=Paper.Status.SUBMITTED, conference__in=seats.read) & ~held
            seen, named = inside | member, inside | member & ~seats.blind
        return self.filter(seen).annotate(
            is_mine=_truth(wrote), is_chaired=_truth(chaired), shows_authors=_truth(named)
        )

    def naming_authors(self) -> Self:
        """Those of what visible_to() gave whose authors are not hidden."""
        return self.filter(shows_authors=True)

    def names(self) -> dict[int, bool]:
        """Of each of what visible_to() gave, whether its authors may be known."""
        rows: Any = self
        return dict(rows.values_list("pk", "shows_authors"))

    def of_others(self) -> Self:
        """Those of what visible_to() gave that are not one's own."""
        return self.filter(is_mine=False)

    def written_by(self, person: "Viewer") -> Self:
        """One's own, as author or contact."""
        return self.filter(written_by(person)) if person.is_authenticated else self.none()

    def run_by(self, person: "Viewer") -> Self:
        """Those a chair handles: of conferences they run, without a conflict of theirs."""
        if not person.is_authenticated:
            return self.none()
        run = Conference.objects.run_by(person).values("pk")
        held = person.conflicts.holding().values("paper")
        return self.filter(conference__in=run).exclude(pk__in=held)

    def told_to(self, person: "Viewer") -> Self:
        """Those whose history a person may read: their own, and those they handle."""
        return self.written_by(person) | self.run_by(person)

    def submitted(self) -> Self:
        return self.filter(status=Paper.Status.SUBMITTED)

    def drafts(self) -> Self:
        return self.filter(status=Paper.Status.DRAFT)

    def live(self) -> Self:
        """Not withdrawn."""
        return self.exclude(status=Paper.Status.WITHDRAWN)

    def with_authors(self) -> Self:
        return self.prefetch_related("authors__affiliations")


BLIND = Conference.ReviewModel.DOUBLE_BLIND
DOUBLE_BLIND = Q(category__blindness=BLIND) | Q(
    category__blindness="", conference__review_model=BLIND
)
READERS = (Role.Kind.MEMBER, Role.Kind.AREA_CHAIR, Role.Kind.SENIOR_AREA_CHAIR)


def written_by(person: "Person") -> Q:
    wrote = person.authorships.filter(denied_at=None).order_by().values("paper")
    looks_after = Paper.contacts.through.objects.filter(person=person.pk)
    return Q(pk__in=wrote) | Q(pk__in=looks_after.values("paper"))


Keys = Iterable[int] | models.QuerySet[Any]


@dataclass(frozen=True)
class Seats:
    """The conferences a person runs, and those whose submitted papers they read."""

    run: Keys
    read: Keys
    blind: Q  # of what they read, whose authors they may not know


def seats(person: "Person") -> Seats:
    """Everywhere, as part of a larger question."""
    run = Conference.objects.run_by(person).values("pk")
    return Seats(run, read_by(person).values("pk"), DOUBLE_BLIND)


def seats_at(conference: Conference, person: "Person") -> Seats:
    """In one conference, found once for a page."""

    def read() -> list[int]:
        return list(read_by(person).filter(pk=conference.pk).values_list("pk", flat=True))

    def blind() -> list[int]:
        meant = {BLIND, ""} if conference.review_model == BLIND else {BLIND}
        rows = conference.categories.filter(blindness__in=meant)
        return list(rows.values_list("pk", flat=True))

    run = [conference.pk] if runs_here(person, conference) else []
    reads = scopes.once(conference, person, "reads papers", read)
    hidden = scopes.once(conference, person, "blind categories", blind) if reads else []
    return Seats(run, reads, Q(category__in=hidden))


def read_by(person: "Person") -> models.QuerySet[Conference]:
    """Conferences one serves whose papers are due, and open to the whole committee."""
    serves = person.roles.accepted().filter(kind__in=READERS).values("conference")
    due = Deadline.objects.filter(
        kind=Deadline.Kind.PAPERS, scope="", at__lte=clock.now(), is_proposal=False
    ).values("conference")
    closed = Setup.objects.filter(members_see=Setup.Readers.ASSIGNED).values("conference")
    rows = Conference.objects.filter(pk__in=serves).filter(pk__in=due)
    found: models.QuerySet[Conference] = rows.exclude(pk__in=closed).order_by()
    return found


def _truth(condition: Q) -> "ExpressionWrapper[Q]":
    return ExpressionWrapper(condition, output_field=BooleanField())


class Paper(Numbered):
    """What authors submit to a conference."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"
        WITHDRAWN = "withdrawn", "Withdrawn"

    MOVES: ClassVar = {
        Status.DRAFT: {Status.SUBMITTED, Status.WITHDRAWN},
        Status.SUBMITTED: {Status.WITHDRAWN},
        Status.WITHDRAWN: {Status.SUBMITTED, Status.DRAFT},
    }

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="papers")
    category = models.ForeignKey(Category, models.PROTECT, related_name="papers")
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    title = models.CharField(max_length=300)
    abstract = models.TextField(blank=True, max_length=20_000)
    topics = models.ManyToManyField(Topic, blank=True, related_name="papers")
    keywords = models.CharField(max_length=500, blank=True)  # separated by commas
    collaborators = models.TextField(
        blank=True, max_length=20_000
    )  # Name (Affiliation), one a line
    contacts = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="contact_for"
    )

    algorithms = models.TextField(blank=True, max_length=5_000)
    releases = models.TextField("software releases", blank=True, max_length=5_000)
    data_sets = models.TextField(blank=True, max_length=5_000)
    hardware = models.TextField(blank=True, max_length=5_000)
    studies_performance = models.BooleanField("is a performance study", null=True, blank=True)
    benchmark = models.CharField(max_length=300, blank=True)
    is_original = models.BooleanField("is original and unpublished", default=False)
    all_agree = models.BooleanField("all authors agree", default=False)
    arxiv = models.CharField("arXiv number", max_length=30, blank=True)
    arxiv_comment = models.CharField("comment on arXiv", max_length=500, blank=True)  # as pasted
    code_link = models.URLField("code", blank=True, max_length=500)
    data_link = models.URLField("data", blank=True, max_length=500)

    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    updated_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True, blank=True)  # first
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True, max_length=2_000)
    ties_found_at = models.DateTimeField(null=True, blank=True)  # when conflicts were looked for

    # What visible_to() has said of this row: unsaid, it shows too little.
    is_mine = False
    is_chaired = False
    shows_authors = False
    found_for = 0  # for whom a page has found it: rules need not ask again who that is to it

    objects: ClassVar = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["conference", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conference", "number"], name="paper_numbered_once"),
            models.CheckConstraint(
                name="paper_submitted_is_dated",
                condition=~Q(status="submitted") | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="paper_withdrawn_is_dated",
                condition=Q(status="withdrawn") ^ Q(withdrawn_at__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["conference", "status", "number"], name="paper_by_status"),
            models.Index(fields=["conference", "updated_at"], name="paper_by_change"),
        ]

    def __str__(self) -> str:
        return f"Paper {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("submissions:paper", args=[self.conference.slug, self.number])

    @property
    def key(self) -> str:
        return keys.key(self)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_submitted(self) -> bool:
        return self.status == self.Status.SUBMITTED

    @property
    def is_withdrawn(self) -> bool:
        return self.status == self.Status.WITHDRAWN

    @property
    def shown_authors(self) -> "list[Author]":
        """Its authors for whoever may know them; for all others, none."""
        return list(self.authors.all()) if self.shows_authors else []

    @property
    def byline(self) -> str:
        """Ada Lovelace, Charles Babbage; or that they are hidden."""
        if not self.shows_authors:
            return ANONYMOUS
        return ", ".join(one.name for one in self.shown_authors)

    @property
    def latest(self) -> "Manuscript | None":
        """Its newest manuscript, as fetched by manuscripts.with_latest() or now."""
        if "newest" in self.__dict__:
            return next(iter(self.__dict__["newest"]), None)
        found: Manuscript | None = self.manuscripts.select_related("report").first()
        return found

    @property
    def due(self) -> Deadline | None:
        """The date that holds for this paper: its own, its category's, or the general one."""
        return self.conference.due(Deadline.Kind.PAPERS, self.key, f"category:{self.category_id}")

    @property
    def closes_at(self) -> datetime | None:
        """When authors can no longer change it, grace included."""
        return self.due.closes_at if self.due else None

    def move_to(self, status: Status) -> None:
        if status not in self.MOVES.get(self.Status(self.status), set()):
            raise Refused(
                f"A paper that is {self.get_status_display().lower()} "
                f"cannot become {status.label.lower()}."
            )
        self.status = status


class PaperWord(models.Model):
    """A word of a paper, or two side by side, for search: the same answers on every database."""

    class Place(models.TextChoices):
        TEXT = "t", "title, abstract or keywords"
        KEYWORD = "k", "keywords"
        AUTHOR = "a", "names and addresses of authors"
        INSTITUTION = "i", "affiliations of authors"
        COUNTRY = "c", "countries of authors, by their codes"
        TEXT_PAIR = "T", "two words of title, abstract or keywords"
        KEYWORD_PAIR = "K", "two words of a keyword"
        AUTHOR_PAIR = "A", "two words of an author’s name or address"
        INSTITUTION_PAIR = "I", "two words of an affiliation"

    conference = models.ForeignKey(Conference, models.CASCADE, db_index=False, related_name="+")
    paper = models.ForeignKey(Paper, models.CASCADE, db_index=False, related_name="words")
    place = models.CharField(max_length=1, choices=Place)
    word = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "place", "word"], name="word_once_a_paper")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["conference", "place", "word", "paper"],
                name="word_by_beginning",
                opclasses=["", "", "varchar_pattern_ops", ""],
            )
        ]

    def __str__(self) -> str:
        return self.word
