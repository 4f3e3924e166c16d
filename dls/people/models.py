from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from knox.models import AbstractAuthToken

from dls.people import names, orcid
from dls.web import clock, countries, zones

if TYPE_CHECKING:
    from dls.web.keys import Viewer


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, person: "Viewer") -> Self:
        """Oneself; people one invited to conferences one runs; everybody, for operators."""
        if not person.is_authenticated:
            return self.none()
        if person.is_operator:
            return self.all()
        runs = Q(roles__conference__in=person.roles.running().values("conference"))
        return self.filter(Q(pk=person.pk) | Q(pk__in=self.model.objects.filter(runs).values("pk")))

    def active(self) -> Self:
        return self.filter(is_active=True)

    def demo(self) -> Self:
        """People anybody may sign in as, where the demo runs."""
        return self.active().filter(is_demo=True, email__endswith=".example")

    def other_operators(self, person: "Person") -> Self:
        return self.active().filter(is_operator=True).exclude(pk=person.pk)

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


class Person(AbstractBaseUser):
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
        blank=True, help_text="What you know well, in your own words, separated by commas."
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
    mail_stopped_at = models.DateTimeField(null=True, blank=True)  # the address does not take mail
    mail_stopped_why = models.CharField(max_length=300, blank=True)

    objects: ClassVar[PersonManager] = PersonManager()

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


class Publication(models.Model):
    """Something a person has published, as they told us: from BibTeX, for expertise."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="publications")
    title = models.CharField(max_length=500)
    authors = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    venue = models.CharField(max_length=300, blank=True)
    abstract = models.TextField(blank=True)
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-year", "title"]
        constraints = [
            models.UniqueConstraint("person", Lower("title"), "year", name="publication_once")
        ]

    def __str__(self) -> str:
        return self.title


class Connection(models.Model):
    """Somebody a person works with, or a place they came from: where conflicts come from."""

    class Kind(models.TextChoices):
        COLLABORATOR = "collaborator", "Collaborator"
        INSTITUTION = "institution", "Former institution"

    person = models.ForeignKey(Person, models.CASCADE, related_name="connections")
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=200)
    affiliation = models.CharField(max_length=200, blank=True)
    until = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint("person", "kind", Lower("name"), name="connection_once")
        ]

    def __str__(self) -> str:
        return self.name


class Token(AbstractAuthToken):
    """A key to the REST interface: named, limited to scopes, shown once, revocable."""

    name = models.CharField(max_length=80)
    scopes = models.JSONField(default=list)
    last_used_at = models.DateTimeField(null=True)
    hint = models.CharField(max_length=8, blank=True)

    class Meta(AbstractAuthToken.Meta):
        swappable = ""

    def __str__(self) -> str:
        return self.name
