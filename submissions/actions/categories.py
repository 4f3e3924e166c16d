"""The kinds of papers a conference takes."""

from dls.conferences.models.conference import Conference
from submissions.models.categories import Category

TEMPLATES = {
    Conference.Profile.IEEE: "ieee-conference",
    Conference.Profile.LNCS: "lncs",
}


def first(conference: Conference) -> Category:
    """The first kind of paper it takes; a conference that has said nothing takes full papers."""
    found = conference.categories.filter(is_open=True).first() or conference.categories.first()
    if found:
        return found
    template = TEMPLATES.get(Conference.Profile(conference.profile), "article")
    made: Category = Category.objects.create(
        conference=conference, name="Full paper", template=template
    )
    return made
