from celery import shared_task

from submissions.actions import checking, likeness, sweeping, ties, uploads


@shared_task(ignore_result=True)
def check_manuscripts() -> None:
    """Check the manuscripts that wait."""
    checking.check()


@shared_task(ignore_result=True)
def tend_uploads() -> None:
    """Finish uploads that were left complete, and forget those that nobody went on with."""
    uploads.tend()


@shared_task(ignore_result=True)
def find_ties() -> None:
    """Look for conflicts that nobody has declared, where something changed."""
    ties.find()


@shared_task(ignore_result=True)
def find_likenesses() -> None:
    """Compare the text of new manuscripts with that of other papers."""
    likeness.find()


@shared_task(ignore_result=True)
def sweep_files() -> None:
    """Delete kept files that nothing names any more."""
    sweeping.sweep()
