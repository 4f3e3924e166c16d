from celery import shared_task

from dls.conferences.actions import tending


@shared_task(ignore_result=True)
def tend_invitations() -> None:
    """Remind who has not answered, warn before the end, let the forgotten expire."""
    tending.tend_invitations()
