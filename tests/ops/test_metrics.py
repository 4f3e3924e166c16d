"""Figures for Prometheus: for who holds the token, and for nobody else."""

import pytest

from dls.web import metrics


@pytest.fixture
def token(settings):
    settings.METRICS_TOKEN = "only-for-prometheus"
    return {"Authorization": "Bearer only-for-prometheus"}


@pytest.mark.django_db
def test_who_holds_the_token_reads_what_waits_and_what_was_asked(client, token):
    client.get("/health/alive/")
    answer = client.get("/metrics", headers=token)
    assert answer.status_code == 200
    assert "dls_letters_waiting 0" in answer.text
    assert "dls_letters_oldest_seconds 0" in answer.text
    assert "dls_jobs_waiting 0" in answer.text
    asked = [line for line in answer.text.splitlines() if line.startswith("dls_requests_total")]
    assert int(asked[1].split()[-1]) >= 1


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", "Bearer ünïcode"])
@pytest.mark.django_db
def test_for_all_others_there_are_no_figures(client, token, given):
    assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


@pytest.mark.django_db
def test_without_a_token_nobody_reads_them(client, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
def test_every_class_of_status_is_counted():
    before = metrics.text()
    metrics.count(503, 0.5)
    assert metrics.text() != before
