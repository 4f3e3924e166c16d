"""The addresses of the REST interface: /api/v1/…, its description, and the page that shows it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, path, re_path

from dls.conferences.api import chairs, mine, public
from dls.people.api import MeResource, TokenResource
from dls.web import api_docs

Read = Callable[..., HttpResponseBase]


def of(resource: Any, **verbs: str) -> Read:
    """The view that answers these methods with these verbs of a resource."""
    view: Read = resource.as_view(verbs)
    return view


CONFERENCE = "v1/conferences/<slug:slug>/"
urlpatterns: list[URLPattern] = [
    path("schema/", api_docs.schema, name="api-schema"),
    path("docs/", api_docs.docs, name="api-docs"),
    path("v1/series/", of(public.SeriesResource, get="list"), name="api-series-list"),
    path("v1/series/<slug:slug>/", of(public.SeriesResource, get="retrieve"), name="api-series"),
    path("v1/conferences/", of(public.ConferenceResource, get="list"), name="api-conferences"),
    path(CONFERENCE, of(public.ConferenceResource, get="retrieve"), name="api-conference"),
    path(
        f"{CONFERENCE}deadlines/",
        of(public.DeadlineResource, get="list"),
        name="api-deadlines",
    ),
    path(
        f"{CONFERENCE}deadlines/<slug:deadline>/",
        of(public.DeadlineResource, get="retrieve"),
        name="api-deadline",
    ),
    path(
        f"{CONFERENCE}deadlines/<slug:deadline>/move/",
        of(public.DeadlineResource, post="move"),
        name="api-deadline-move",
    ),
    path(
        f"{CONFERENCE}committee/",
        of(public.CommitteeResource, get="list"),
        name="api-committee",
    ),
    path(f"{CONFERENCE}news/", of(public.NewsResource, get="list"), name="api-news"),
    path(f"{CONFERENCE}roles/", of(chairs.RoleResource, get="list"), name="api-roles"),
    path("v1/me/", of(MeResource, get="retrieve", patch="partial_update"), name="api-me"),
    path("v1/me/tokens/", of(TokenResource, get="list", post="create"), name="api-tokens"),
    path("v1/me/tokens/<slug:handle>/", of(TokenResource, delete="destroy"), name="api-token"),
    path("v1/me/roles/", of(mine.MyRoleResource, get="list"), name="api-my-roles"),
    path(
        "v1/me/roles/<slug:ref>/accept/",
        of(mine.MyRoleResource, post="accept"),
        name="api-role-accept",
    ),
    path(
        "v1/me/roles/<slug:ref>/decline/",
        of(mine.MyRoleResource, post="decline"),
        name="api-role-decline",
    ),
    re_path("", api_docs.unknown),
]
