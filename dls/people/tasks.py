from celery import shared_task

from dls.people.actions.accounts import forget_unconfirmed


@shared_task(ignore_result=True)
def forget_unfinished_sign_ups() -> None:
    """Delete accounts whose address nobody ever proved."""
    forget_unconfirmed()
