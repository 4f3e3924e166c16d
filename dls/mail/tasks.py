from celery import shared_task

from dls.mail import delivery
from dls.mail.actions import mailings, reminders


@shared_task(ignore_result=True)
def deliver_letters() -> None:
    """Send the letters that wait."""
    delivery.deliver()


@shared_task(ignore_result=True)
def expand_mailings() -> None:
    """Write the letters of mailings whose time has come."""
    mailings.write_out()


@shared_task(ignore_result=True)
def write_reminders() -> None:
    """Write the reminders that are due."""
    reminders.write_due()
