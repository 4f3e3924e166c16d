"""Programs of authors, chairs and members, and the addresses they ask."""

from datetime import timedelta

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from dls.conferences.models.conference import Conference
from submissions.models.papers import Paper
from tests.api.conftest import signed_in, token_of  # noqa: F401 -- fixtures
from tests.conftest import due


@pytest.fixture(autouse=True)
def _no_limits(settings):
    settings.RATE_LIMITS = False


@pytest.fixture
def program(signed_in, author):  # noqa: F811 -- a fixture
    return signed_in(author)


@pytest.fixture
def draft(make_paper):
    return make_paper(Paper.Status.DRAFT)


@pytest.fixture
def blind(open_call, make_paper):
    """A submitted paper of a double-blind conference whose papers were due."""
    Conference.objects.update(review_model=Conference.ReviewModel.DOUBLE_BLIND)
    made = make_paper(
        arxiv="1909.07817", code_link="https://code.example/demo", arxiv_comment="Sent to Demo",
        collaborators="Demo Colleague (Demo Laboratory)",
    )  # fmt: skip
    due(open_call, -timedelta(days=1))
    return made


def at(paper, name="api-paper", *more):
    return reverse(name, args=[paper.conference.slug, paper.number, *more])


def here(conference, name="api-papers", *more):
    return reverse(name, args=[conference.slug, *more])


@pytest.fixture
def anonymous(db):
    return APIClient()
