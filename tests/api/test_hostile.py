"""Whatever is sent, the interface keeps to its description: no fault, nothing undescribed."""

from datetime import UTC, datetime, timedelta

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from dls.conferences.models.deadlines import Deadline
from dls.people.models import Token
from dls.wsgi import application
from tests.leaks.hunt import undone

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
BOUNDED = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _same_connection():
    """The application runs in this process, so the end of a request must not close the database."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def programs(chair, member):
    """What each sends along: nothing, or a token with every scope."""
    found = {"anonymous": {}}
    for name, person in {"chair": chair, "member": member}.items():
        _, text = Token.objects.create(
            user=person, expiry=timedelta(days=1), name="x", scopes=["read", "write", "tokens"]
        )
        found[name] = {"Authorization": f"Bearer {text}"}
    return found


@pytest.mark.parametrize("who", ["anonymous", "member", "chair"])
def test_nothing_breaks_it(who, programs, conference):
    Deadline.objects.create(
        conference=conference, kind="papers", at=datetime(2030, 9, 1, tzinfo=UTC)
    )
    described = schemathesis.openapi.from_wsgi("/api/schema/", application)
    tried = 0
    for operation in described.get_all_operations():

        @BOUNDED
        @given(operation.ok().as_strategy())
        def keeps_to_its_description(case):
            nonlocal tried
            tried += 1
            if "slug" in case.path_parameters and tried % 2:
                case.path_parameters["slug"] = conference.slug
            if "deadline" in case.path_parameters and tried % 3:
                case.path_parameters["deadline"] = "papers"
            with undone():
                case.call_and_validate(headers=programs[who], checks=CHECKS)

        keeps_to_its_description()
    assert tried > 100
