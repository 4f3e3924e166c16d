"""What is too large is turned away before anything reads it."""

import pytest


@pytest.mark.django_db
def test_what_is_too_large_gets_a_page_that_says_so(client, settings):
    settings.UPLOAD_LIMIT = 1000
    answer = client.post("/look/", {"theme": "x" * 2000})
    assert answer.status_code == 413
    assert answer.headers["Connection"] == "close"
    assert "<h1" in answer.text


@pytest.mark.django_db
def test_what_is_just_small_enough_goes_through(client, settings):
    settings.UPLOAD_LIMIT = 1000
    assert client.post("/look/", {"theme": "dark"}).status_code == 302
