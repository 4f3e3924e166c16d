"""What lists of the REST interface can be asked for."""

import django_filters as filters
from django.db.models import Q, QuerySet

from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.roles import Role
from dls.web import countries


class ConferenceFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(choices=Conference.State.choices)
    series = filters.CharFilter(field_name="series__slug", help_text="The slug of a series.")
    country = filters.ChoiceFilter(choices=countries.choices, help_text="Where it is held.")
    starts_after = filters.DateFilter(
        field_name="starts_on", lookup_expr="gte", help_text="First day on or after this."
    )
    starts_before = filters.DateFilter(
        field_name="starts_on", lookup_expr="lte", help_text="First day on or before this."
    )
    q = filters.CharFilter(method="search", help_text="Words in name, title or city.")

    class Meta:
        model = Conference
        fields: tuple[str, ...] = ()

    def search(self, rows: QuerySet[Conference], name: str, words: str) -> QuerySet[Conference]:
        for word in words.split()[:10]:
            said = Q(title__icontains=word) | Q(name__icontains=word) | Q(city__icontains=word)
            rows = rows.filter(said)
        return rows


class DeadlineFilter(filters.FilterSet):
    kind = filters.MultipleChoiceFilter(choices=Deadline.Kind.choices)
    after = filters.IsoDateTimeFilter(
        field_name="at", lookup_expr="gte", help_text="At this moment or later."
    )
    before = filters.IsoDateTimeFilter(
        field_name="at", lookup_expr="lte", help_text="At this moment or earlier."
    )

    class Meta:
        model = Deadline
        fields: tuple[str, ...] = ()


class CommitteeFilter(filters.FilterSet):
    kind = filters.MultipleChoiceFilter(choices=Role.Kind.choices)

    class Meta:
        model = Role
        fields: tuple[str, ...] = ()


class RoleFilter(CommitteeFilter):
    state = filters.MultipleChoiceFilter(choices=Role.State.choices)
