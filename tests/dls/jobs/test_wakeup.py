"""Waking tasks once a transaction commits."""

import pytest
from django.db import transaction

from dls.jobs.wakeup import wake

pytestmark = pytest.mark.django_db


def test_one_wake_up_is_enough_for_all_that_a_transaction_writes(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks() as woken:
        for _ in range(1000):
            wake("dls.mail.tasks.deliver_letters")
        wake("dls.jobs.tasks.run_jobs")
    assert len(woken) == 2


def test_a_wake_up_of_what_was_undone_is_not_counted(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as woken:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            wake("dls.jobs.tasks.run_jobs")
            raise ZeroDivisionError
        wake("dls.jobs.tasks.run_jobs")
    assert len(woken) == 1
