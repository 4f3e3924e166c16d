from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from dls.jobs import kinds, rules
from dls.jobs.models import Job
from dls.jobs.wakeup import wake
from dls.web.db import locked

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope

RUN = "dls.jobs.tasks.run_jobs"


@transaction.atomic
def start(
    kind: str,
    *,
    about: Model,
    by: "Person | None",
    scope: "Scope | None" = None,
    title: str = "",
    params: dict[str, Any] | None = None,
) -> Job:
    """Write down work to be done; a worker begins once this transaction commits."""
    job: Job = Job.objects.create(
        kind=kind,
        title=(title or kinds.title(kind))[:200],
        about_kind=str(about._meta.model_name),
        about_id=about.pk,
        scope=scope.key if scope else "",
        by=by,
        params=params or {},
    )
    wake(RUN)
    return job


@transaction.atomic
def cancel(job: Job, *, by: "Person") -> None:
    """Stop work: at once if nobody has begun, else where it next tells how far it is."""
    job = locked(job)
    rules.may_cancel(by, job).require()
    job.cancel_requested = True
    if job.state == Job.State.WAITING:
        _end(job, Job.State.CANCELLED, timezone.now())
    job.save()


def _end(job: Job, state: Job.State, at: datetime) -> None:
    job.move_to(state)
    job.ended_at = at


@transaction.atomic
def retry(job: Job, *, by: "Person") -> None:
    """Do failed or cancelled work again, from the start."""
    job = locked(job)
    rules.may_retry(by, job).require()
    job.move_to(Job.State.WAITING)
    job.tries, job.done, job.problem, job.message = 0, 0, "", ""
    job.ended_at, job.cancel_requested, job.after = None, False, timezone.now()
    job.save()
    wake(RUN)
