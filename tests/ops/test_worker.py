"""A real worker over the real broker of this run: files, or Redis."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from dls.jobs.wakeup import wake
from dls.web import health
from tests.services import until

pytestmark = pytest.mark.services


@pytest.fixture
def ended_session(transactional_db):
    return Session.objects.create(
        session_key="ended", session_data="", expire_date=timezone.now() - timedelta(days=1)
    )


def gone() -> bool:
    return not Session.objects.filter(session_key="ended").exists()


def test_a_wake_up_reaches_a_worker_within_two_seconds(ended_session, worker):
    with transaction.atomic():
        wake("dls.web.tasks.clear_sessions")
    until(gone, seconds=2, what="the task")


def test_what_is_rolled_back_wakes_nobody(ended_session, worker):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        wake("dls.web.tasks.clear_sessions")
        raise ZeroDivisionError
    with pytest.raises(AssertionError, match="did not happen"):
        until(gone, seconds=1.5, what="the task")


def test_tasks_are_never_eager():
    assert not getattr(settings, "CELERY_TASK_ALWAYS_EAGER", False)


@pytest.mark.django_db
def test_the_site_knows_that_it_can_work():
    assert health.look() == {"database": "ok", "cache": "ok", "broker": "ok"}
