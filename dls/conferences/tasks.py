from celery import shared_task

from dls.conferences.actions import subscribing, tending


@shared_task(ignore_result=True)
def tend_invitations() -> None:
    """Remind who has not answered, warn before the end, let the forgotten expire."""
    tending.tend_invitations()


@shared_task(ignore_result=True)
def forget_unconfirmed_subscribers() -> None:
    """Delete addresses that nobody confirmed for a mailing list."""
    subscribing.forget_unconfirmed()
