from celery import shared_task
from django.core.management import call_command


@shared_task(ignore_result=True)
def clear_sessions() -> None:
    """Forget sessions that have ended."""
    call_command("clearsessions")
