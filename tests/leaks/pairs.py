"""Two papers of which a chair has found that they share text, in the world that is hunted."""

from django.utils import timezone

from submissions.models.categories import Category
from submissions.models.likeness import Likeness
from submissions.models.papers import Paper


def plant(world, conference) -> None:
    category = Category.objects.create(conference=conference, name="Compared papers")
    one, other = (
        Paper.objects.create(
            conference=conference,
            category=category,
            title="Compared",
            status=Paper.Status.SUBMITTED,
            submitted_at=timezone.now(),
        )
        for _ in range(2)
    )
    pair = Likeness.objects.create(
        one=one,
        other=other,
        share=0.5,
        words=500,
        dismissed_at=timezone.now(),
        dismissed_by=conference.roles.running().first().person,
        reason="harmless",
    )
    pair = world.fill(pair, "likeness", at=conference.slug)
    said = pair.passages["secret"]
    told = {"words": 9, "one": said, "other": said, "page_of_one": 1, "page_of_other": 1}
    Likeness.objects.filter(pk=pair.pk).update(passages=[told])
