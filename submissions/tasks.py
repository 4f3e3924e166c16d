from celery import shared_task

from submissions.actions import checking, uploads


@shared_task(ignore_result=True)
def check_manuscripts() -> None:
    """Check the manuscripts that wait."""
    checking.check()


@shared_task(ignore_result=True)
def tend_uploads() -> None:
    """Finish uploads that were left complete, and forget those that nobody went on with."""
    uploads.tend()
