from typing import TYPE_CHECKING, ClassVar, Self

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from dls.people import names, orcid
from dls.web import countries
from submissions.models.papers import Paper

if TYPE_CHECKING:
    from dls.web.keys import Viewer


class AuthorQuerySet(models.QuerySet["Author"]):
    def visible_to(self, person: "Viewer") -> Self:
        """The authors of papers whose authors this person may know."""
        shown = Paper.objects.visible_to(person).naming_authors()
        return self.filter(paper__in=shown.order_by().values("pk"))

    def claimable_by(self, person: "Viewer") -> Self:
        """Entries nobody has claimed, with an address this person has proven."""
        if not person.is_authenticated:
            return self.none()
        mine = EmailAddress.objects.filter(user=person, verified=True)
        proven = mine.values(address=Lower("email"))
        open_ones = self.filter(person=None, denied_at=None).exclude(email="")
        return open_ones.filter(email__in=proven).exclude(paper__status=Paper.Status.WITHDRAWN)

    def with_paper(self) -> Self:
        return self.select_related("paper__conference")


class Author(models.Model):
    """Somebody named as an author of a paper, as given for this paper."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="authors")
    position = models.PositiveSmallIntegerField()  # from 1
    given_name = models.CharField("given name", max_length=100, blank=True)
    family_name = models.CharField("family name", max_length=100, blank=True)
    email = models.EmailField(blank=True)  # in small letters
    orcid = models.CharField("ORCID", max_length=19, blank=True, validators=[orcid.validate])
    is_corresponding = models.BooleanField("corresponding", default=False)
    is_presenter = models.BooleanField("presents it", default=False)

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="authorships",
    )  # whoever has claimed the entry by a verified address
    told_at = models.DateTimeField(null=True, blank=True)  # that the paper names them
    denied_at = models.DateTimeField(null=True, blank=True)  # they say that they are no author
    denied_why = models.CharField(max_length=500, blank=True)

    objects: ClassVar = AuthorQuerySet.as_manager()

    class Meta:
        ordering = ["paper", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["paper", "position"],
                name="author_once_a_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["paper", "email"], condition=~Q(email=""), name="author_email_once"
            ),
            models.UniqueConstraint(
                fields=["paper"], condition=Q(is_presenter=True), name="author_one_presents"
            ),
            models.CheckConstraint(
                name="author_has_a_name", condition=~Q(given_name="") | ~Q(family_name="")
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["email"], name="author_by_email"),
            models.Index(  # most have claimed nothing: an index over them all would tell nothing
                fields=["person", "paper"],
                name="author_who_claimed",
                condition=Q(person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return names.full(self.given_name, self.family_name)

    @property
    def institutions(self) -> str:
        """Argonne National Laboratory; University of Chicago."""
        return "; ".join(one.institution for one in self.affiliations.all())

    @property
    def is_denied(self) -> bool:
        return self.denied_at is not None


class AuthorAffiliation(models.Model):
    """Where an author worked on this paper; one may have several."""

    author = models.ForeignKey(Author, models.CASCADE, related_name="affiliations")
    position = models.PositiveSmallIntegerField(default=1)
    institution = models.CharField(max_length=200)
    country = models.CharField(max_length=2, blank=True, choices=countries.choices)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.institution
