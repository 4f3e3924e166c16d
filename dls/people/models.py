from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from knox.models import AbstractAuthToken, AuthTokenManager

from dls.people import names, orcid
from dls.web import clock, countries, zones

if TYPE_CHECKING:
    from dls.web.keys import Viewer


CLOSED = "Closed account"


def new_handle() -> str:
    """What stands in an address instead of a database key."""
    return get_random_string(12)


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, person: "Viewer") -> Self:
        """Oneself; people one invited to conferences one runs; everybody, for operators."""
        if not person.is_authenticated:
            return self.none()
        if person.is_operator:
            return self.all()
        runs = Q(roles__conference__in=person.roles.managed_by(person).values("conference"))
        return self.filter(Q(pk=person.pk) | Q(pk__in=self.model.objects.filter(runs).values("pk")))

    def self_only(self, person: "Viewer") -> Self:
        """Whose accounts’ history a person may read: their own; everybody’s, for operators."""
        if not person.is_authenticated:
            return self.none()
        return self.all() if person.is_operator else self.filter(pk=person.pk)

    def active(self) -> Self:
        return self.filter(is_active=True)

    def confirmed(self) -> Self:
        """People who have proved an address theirs: before that, nobody has an account."""
        return self.filter(Q(emailaddress__verified=True) | Q(last_login__isnull=False)).distinct()

    def unconfirmed(self) -> Self:
        """Sign-ups nobody finished: no address proved, never signed in."""
        proved = self.model.objects.filter(emailaddress__verified=True).values("pk")
        kept = self.filter(last_login=None, is_active=True, is_operator=False, is_demo=False)
        return kept.filter(roles=None).exclude(pk__in=proved)

    def demo(self) -> Self:
        """People anybody may sign in as, where the demo runs."""
        return self.active().filter(is_demo=True, email__endswith=".example")

    def operators(self) -> Self:
        return self.active().filter(is_operator=True).order_by("family_name", "given_name", "pk")

    def other_operators(self, person: "Person") -> Self:
        return self.active().filter(is_operator=True).exclude(pk=person.pk)

    def matching(self, asked: str) -> Self:
        """Whoever has every one of these words in name, address or affiliation."""
        found = self
        for word in asked.split()[:8]:
            found = found.filter(
                Q(given_name__icontains=word)
                | Q(family_name__icontains=word)
                | Q(email__icontains=word)
                | Q(affiliation__icontains=word)
            )
        return found

    def by_email(self, email: str) -> Self:
        """Whoever has verified this address, or has it as the main one."""
        address = email.strip().lower()
        verified = Q(emailaddress__email__iexact=address, emailaddress__verified=True)
        return self.filter(Q(email=address) | verified).distinct()


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person: Person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str, **fields: Any) -> "Person":
        return self.create_user(email, password, is_operator=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "Person":
        found: Person = self.get(email=(email or "").lower())
        return found


class Person(AbstractBaseUser):  # type: ignore[django-manager-missing]
    """Somebody with an account."""

    email = models.EmailField("email", unique=True)
    given_name = models.CharField("given name", max_length=100, blank=True)
    family_name = models.CharField("family name", max_length=100, blank=True)
    affiliation = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True, choices=countries.choices)
    orcid = models.CharField(
        "ORCID", max_length=19, blank=True, validators=[orcid.validate],
        help_text="Sixteen digits, such as 0000-0002-1825-0097.",
    )  # fmt: skip
    home_page = models.URLField(blank=True)
    expertise = models.TextField(
        blank=True,
        max_length=5_000,
        help_text="What you know well, in your own words, separated by commas.",
    )
    zone = models.CharField("time zone", max_length=40, blank=True, choices=zones.choices)

    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)  # signs in by a click, where the demo runs
    joined_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )

    objects: ClassVar[PersonManager] = PersonManager()
    if TYPE_CHECKING:  # what allauth ties to a person, without types of its own
        emailaddress_set: models.Manager[Any]

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_any_case"),
            models.CheckConstraint(
                name="person_closed_is_inactive",
                condition=Q(closed_at__isnull=True) | Q(is_active=False),
            ),
            models.CheckConstraint(
                name="person_merged_is_inactive",
                condition=Q(merged_into__isnull=True) | Q(is_active=False),
            ),
            models.CheckConstraint(
                name="person_demo_ends_in_example",
                condition=Q(is_demo=False) | Q(email__endswith=".example"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name as written; the part before the @ as long as there is none."""
        if self.closed_at:
            return CLOSED
        return names.full(self.given_name, self.family_name) or self.email.partition("@")[0]

    @property
    def has_name(self) -> bool:
        return bool(self.given_name or self.family_name)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.given_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("people:profile")


class OwnQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: "Viewer") -> Self:
        """What one keeps about oneself is one’s own."""
        return self.filter(person=person) if person.is_authenticated else self.none()


class Publication(models.Model):
    """Something a person has published, as they told us: from BibTeX, for expertise."""

    MOST = 5_000  # for one person

    handle = models.CharField(max_length=12, unique=True, default=new_handle, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="publications")
    title = models.CharField(max_length=500)
    authors = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    venue = models.CharField(max_length=300, blank=True)
    abstract = models.TextField(blank=True)
    added_at = models.DateTimeField(default=clock.now)

    objects: ClassVar = OwnQuerySet.as_manager()

    class Meta:
        ordering = [F("year").desc(nulls_last=True), "title", "pk"]
        constraints = [
            models.UniqueConstraint("person", Lower("title"), "year", name="publication_once"),
            models.UniqueConstraint(
                "person",
                Lower("title"),
                condition=Q(year__isnull=True),
                name="publication_without_year_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Connection(models.Model):
    """Somebody a person works with, or a place they came from: where conflicts come from."""

    class Kind(models.TextChoices):
        COLLABORATOR = "collaborator", "Collaborator"
        INSTITUTION = "institution", "Former institution"

    MOST = 2_000  # for one person

    handle = models.CharField(max_length=12, unique=True, default=new_handle, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="connections")
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=200)
    affiliation = models.CharField(max_length=200, blank=True)
    until = models.PositiveSmallIntegerField("until the year", null=True, blank=True)

    objects: ClassVar = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint("person", "kind", Lower("name"), name="connection_once")
        ]

    def __str__(self) -> str:
        return self.name


class TokenQuerySet(models.QuerySet["Token"]):
    def visible_to(self, person: "Viewer") -> Self:
        """One’s own."""
        return self.filter(user=person) if person.is_authenticated else self.none()

    def live(self) -> Self:
        """Those that still open something."""
        return self.filter(expiry__gt=timezone.now())


class TokenManager(AuthTokenManager.from_queryset(TokenQuerySet)):  # type: ignore[misc]
    pass


class Token(AbstractAuthToken):
    """A key to the REST interface: named, limited to scopes, shown once, revocable."""

    handle = models.CharField(max_length=12, unique=True, default=new_handle, editable=False)
    name = models.CharField(max_length=80)
    scopes = models.JSONField(default=list)
    last_used_at = models.DateTimeField(null=True)
    hint = models.CharField(max_length=12, blank=True)  # how it begins

    objects: ClassVar = TokenManager()

    class Meta(AbstractAuthToken.Meta):
        swappable = ""
        ordering = ["-created"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_expired(self) -> bool:
        return self.expiry is not None and self.expiry <= timezone.now()
