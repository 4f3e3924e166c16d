from dls.conferences.models import (  # noqa: F401 -- so that Django finds them
    audience,
    conference,
    deadlines,
    invitations,
    pages,
    roles,
    series,
)
