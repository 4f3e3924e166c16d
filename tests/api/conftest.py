"""Programs that ask: as nobody, or with somebody's token."""

import pytest
from rest_framework.test import APIClient

from dls.people.models import Token


@pytest.fixture(autouse=True)
def _no_limits(settings):
    settings.RATE_LIMITS = False


@pytest.fixture
def api(db):
    return APIClient()


@pytest.fixture
def token_of(db):
    def make(person, *scopes, days=30):
        from datetime import timedelta

        _, text = Token.objects.create(
            user=person, expiry=timedelta(days=days), name="Program", scopes=list(scopes)
        )
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {text}")
        return client

    return make


@pytest.fixture
def signed_in(db):
    def sign_in(person):
        client = APIClient()
        client.force_login(person)
        return client

    return sign_in
