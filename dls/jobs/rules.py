from typing import TYPE_CHECKING

from dls.jobs import kinds
from dls.jobs.models import Job
from dls.web.verdicts import YES, Verdict, no

if TYPE_CHECKING:
    from dls.people.models import Person


def _hidden(person: "Person", job: Job) -> bool:
    return not Job.objects.visible_to(person).filter(pk=job.pk).exists()


def may_cancel(person: "Person", job: Job) -> Verdict:
    if _hidden(person, job):
        return no("Only somebody who runs this can cancel it.")
    if not job.is_open:
        return no(f"This work is {job.get_state_display().lower()}; there is nothing to cancel.")
    if job.cancel_requested:
        return no("This work was told to stop and will do so at its next step.")
    return YES


def may_retry(person: "Person", job: Job) -> Verdict:
    if _hidden(person, job):
        return no("Only somebody who runs this can start it again.")
    if job.state not in {Job.State.FAILED, Job.State.CANCELLED}:
        return no(f"This work is {job.get_state_display().lower()}; there is nothing to repeat.")
    if kinds.get(job.kind) is None:
        return no("This kind of work is no longer known.")
    return YES
