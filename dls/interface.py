"""How the REST interface describes itself."""

from typing import Any


def description(site_url: str) -> dict[str, Any]:
    return {
        "TITLE": "DLS",
        "VERSION": "1",
        "DESCRIPTION": "Conferences, their dates and committees, and what you may see of them.",
        "SERVERS": [{"url": site_url}],
        "LICENSE": {"name": "Apache-2.0"},
        "SERVE_INCLUDE_SCHEMA": False,
        "SCHEMA_PATH_PREFIX": "/api/v1",
        "COMPONENT_SPLIT_REQUEST": True,
        "SORT_OPERATIONS": False,
        "POSTPROCESSING_HOOKS": [
            "drf_spectacular.hooks.postprocess_schema_enums",
            "dls.web.schema.complete",
        ],
        "ENUM_NAME_OVERRIDES": {
            "ConferenceState": "dls.conferences.models.conference.Conference.State",
            "DeadlineKind": "dls.conferences.models.deadlines.Deadline.Kind",
            "PartnerKind": "dls.conferences.models.conference.Partner.Kind",
            "RoleKind": "dls.conferences.models.roles.Role.Kind",
            "RoleState": "dls.conferences.models.roles.Role.State",
        },
    }
