"""What conferences tell the rooms below."""

from django.db.models import QuerySet

from dls.conferences import finder, gathering, registered_chairs, registered_site
from dls.conferences.demo import cast, editions, workshops
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.roles import Role
from dls.web import chapters, keys, scopes


def _dates_of(conferences: QuerySet[Conference]) -> QuerySet[Deadline]:
    found: QuerySet[Deadline] = Deadline.objects.listed().filter(conference__in=conferences)
    return found


def register() -> None:
    scopes.provide(finder)
    run_by = Conference.objects.run_by
    keys.show(Conference, run_by)
    keys.show(Deadline, lambda person: _dates_of(run_by(person)))
    keys.show(Role, lambda person: Role.objects.filter(conference__in=run_by(person)))
    chapters.register(cast.CHAPTER)
    chapters.register(editions.CHAPTER)
    chapters.register(workshops.CHAPTER)
    gathering.register()
    registered_chairs.register()
    registered_site.register()
