from functools import partial

from celery import current_app
from django.db import transaction


def wake(task: str) -> None:
    """Start a task once this transaction commits, rather than at its next tick.

    Tasks find their work in the database, so a wake-up that is lost only costs a minute, and one
    is enough for all that a transaction writes.
    """
    waiting = transaction.get_connection().run_on_commit
    if not any(getattr(call, "args", None) == (task,) for _, call, _ in waiting):
        transaction.on_commit(partial(_send, task), robust=True)


def _send(task: str) -> None:
    current_app.send_task(task, ignore_result=True, retry=False, expires=55)
