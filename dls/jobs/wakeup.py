from celery import current_app
from django.db import transaction


def wake(task: str) -> None:
    """Start a task once this transaction commits, rather than at its next tick.

    Tasks find their work in the database, so a wake-up that is lost only costs a minute.
    """
    transaction.on_commit(lambda: _send(task), robust=True)


def _send(task: str) -> None:
    current_app.send_task(task, ignore_result=True, retry=False, expires=55)
