from typing import ClassVar

from django.db import models

from dls.conferences.models.conference import Conference


class Setup(models.Model):
    """What a conference asks of its papers, and who may read them."""

    class Asked(models.TextChoices):
        NO = "no", "Not asked"
        MAY = "may", "May be given"
        MUST = "must", "Must be given to submit"

    class Readers(models.TextChoices):
        ALL = "all", "All papers they have no conflict with, once papers are due"
        ASSIGNED = "assigned", "Papers assigned to them"

    conference = models.OneToOneField(Conference, models.CASCADE, related_name="paper_setup")
    abstract_words = models.PositiveSmallIntegerField("most words of an abstract", default=300)
    authors_most = models.PositiveSmallIntegerField("most authors", default=60)
    topics_least = models.PositiveSmallIntegerField("topics to choose, at least", default=1)
    topics_most = models.PositiveSmallIntegerField("topics to choose, at most", default=6)
    keywords = models.CharField(max_length=4, choices=Asked, default=Asked.MAY)
    collaborators = models.CharField(max_length=4, choices=Asked, default=Asked.MAY)
    countries = models.CharField("authors’ countries", max_length=4, choices=Asked,
        default=Asked.MUST,
    )  # fmt: skip
    reproducibility = models.CharField(max_length=4, choices=Asked, default=Asked.MUST)
    declarations = models.CharField(max_length=4, choices=Asked, default=Asked.MUST)
    links = models.CharField("links to code, data and arXiv", max_length=4, choices=Asked,
        default=Asked.MAY,
    )  # fmt: skip
    supplements = models.PositiveSmallIntegerField("most supplements", default=5)
    manuscript_mb = models.PositiveSmallIntegerField("largest PDF, MB", default=50)
    supplement_mb = models.PositiveSmallIntegerField("largest supplement, MB", default=200)
    members_see = models.CharField(
        "the committee sees", max_length=8, choices=Readers, default=Readers.ALL
    )

    objects: ClassVar = models.Manager()

    def __str__(self) -> str:
        return f"Papers of {self.conference}"


def of(conference: Conference) -> Setup:
    """What this conference asks; the usual where chairs have said nothing."""
    kept: Setup | None = conference.__dict__.get("_asked")
    found = kept or Setup.objects.filter(conference=conference).first()
    return found or Setup(conference=conference)


def keep(conference: Conference) -> None:
    """Ask once for a page that looks at many papers."""
    conference.__dict__["_asked"] = of(conference)
