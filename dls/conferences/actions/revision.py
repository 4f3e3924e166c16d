"""The one way in which a conference's pages learn that what they show has changed."""

from django.db.models import F

from dls.conferences.models.conference import Conference
from dls.conferences.models.series import Series


def grow(conference: Conference) -> None:
    """Make the pages of this conference and its series new: their ETags name the revision."""
    Conference.objects.filter(pk=conference.pk).update(revision=F("revision") + 1)
    Series.objects.filter(pk=conference.series_id).update(revision=F("revision") + 1)
    conference.revision += 1


def grow_series(series: Series) -> None:
    """Make the pages of a series and of all its editions new."""
    Series.objects.filter(pk=series.pk).update(revision=F("revision") + 1)
    Conference.objects.filter(series=series).update(revision=F("revision") + 1)
