"""Two papers of which a chair has found that they share text, in the world that is hunted."""

from django.utils import timezone

from submissions.models.categories import Category
from submissions.models.conflicts import Conflict
from submissions.models.likeness import Likeness
from submissions.models.papers import Paper
from tests.leaks import fields

HERE = "hunted"


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
        dismissed_by=world.people["chair" if conference.slug == HERE else "elsewhere-chair"],
        reason="harmless",
    )
    here = conference.slug == HERE
    if here:
        Conflict.objects.create(
            paper=other,
            person=world.people["conflicted-chair"],
            kind=Conflict.Kind.OTHER,
            source=Conflict.Source.CHAIR,
            state=Conflict.State.CONFIRMED,
        )
    handling = {"chair"} if here else {"elsewhere-chair"}
    pair = world.fill(pair, "likeness", at="nowhere", reach={fields.HANDLING: handling})
    said = pair.passages["secret"]
    told = {"words": 9, "one": said, "other": said, "page_of_one": 1, "page_of_other": 1}
    Likeness.objects.filter(pk=pair.pk).update(passages=[told])
