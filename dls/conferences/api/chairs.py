"""What only chairs read of their conference."""

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from dls.conferences.api import filters, serializers
from dls.conferences.api.public import PRINTED, ByRank, ranked
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.web.api import Request, Resource

INVITED = (
    "ref", "email", "state", "is_listed", "invited_at", "expires_at", "reminders", "answered_at",
    "answer", "suggestion",
)  # fmt: skip


class RoleResource(Resource[Role]):
    tag = "Committee"
    serializer_class = serializers.RoleSerializer
    filterset_class = filters.RoleFilter
    pagination_class = ByRank
    private = True
    queryset = Role.objects.none()
    shown = (*PRINTED, *INVITED)

    def list(self, request: Request, slug: str) -> HttpResponseBase:
        """All roles and invitations of a conference you run, with their answers."""
        conference = get_object_or_404(Conference.objects.run_by(request.user), slug=slug)
        roles = Role.objects.visible_to(request.user).filter(conference=conference)
        return self.listed(ranked(roles))
