from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dls.jobs import actions, kinds, runner
from dls.jobs.kinds import Kind
from dls.jobs.models import Job
from dls.jobs.tasks import run_jobs
from dls.web.verdicts import Refused


@pytest.fixture
def job(conference, chair, monkeypatch):
    """Start work that does this."""
    monkeypatch.setattr(kinds, "_kinds", {})
    monkeypatch.setattr(runner, "BEAT", 0)

    def job(work, **params):
        kinds.register(Kind("test/work", "Count papers", work))
        return actions.start(
            "test/work", about=conference, scope=conference, by=chair, params=params
        )

    return job


def again(job: Job) -> Job:
    job.refresh_from_db()
    return job


def gone(job: Job) -> None:
    """Its worker stopped answering."""
    Job.objects.filter(pk=job.pk).update(claimed_until=timezone.now() - timedelta(seconds=1))


def counts(job, progress):
    for number in range(job.params["many"]):
        progress(number, job.params["many"], f"Paper {number}")
    return {"told": f"Counted {job.params['many']} papers.", "url": "/papers/"}


def test_work_is_done_once_and_keeps_its_result(job):
    made = job(counts, many=3)
    run_jobs()
    run_jobs()
    done = again(made)
    assert (done.state, done.done, done.total, done.tries) == ("done", 3, 3, 1)
    assert (done.told, done.result_url) == ("Counted 3 papers.", "/papers/")


def test_what_work_refuses_ends_it_with_that_sentence(job):
    def work(job, progress):
        raise Refused("The list is empty. Paste some addresses.")

    made = job(work)
    run_jobs()
    assert (again(made).state, made.problem) == (
        "failed",
        "The list is empty. Paste some addresses.",
    )


def test_what_breaks_is_tried_three_times_then_stops(job):
    tried = []

    def work(job, progress):
        tried.append(1)
        raise KeyError("rows")

    made = job(work)
    for _ in range(5):
        run_jobs()
        Job.objects.filter(state="waiting").update(after=timezone.now())
    assert (len(tried), again(made).state) == (3, "failed")
    assert "KeyError" in made.problem


def test_after_a_failure_it_waits_before_the_next_try(job):
    def work(job, progress):
        raise KeyError("rows")

    made = job(work)
    run_jobs()
    assert again(made).after > timezone.now() + timedelta(seconds=50)
    run_jobs()
    assert again(made).tries == 1


def test_a_dead_workers_job_is_taken_over(job):
    def dies(job, progress):
        raise KeyboardInterrupt

    made = job(dies)
    with pytest.raises(KeyboardInterrupt):
        run_jobs()
    kinds.register(Kind("test/work", "Count papers", lambda job, progress: {"told": "Done."}))
    run_jobs()
    assert again(made).state == "running"
    gone(made)
    run_jobs()
    assert (again(made).state, made.tries) == ("done", 2)


def test_work_that_kills_every_worker_is_set_aside(job):
    def dies(job, progress):
        raise KeyboardInterrupt

    made = job(dies)
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            run_jobs()
        gone(made)
    run_jobs()
    assert again(made).state == "failed"
    assert "set aside" in made.problem


def test_who_was_thought_dead_writes_nothing_over_the_new_worker(job):
    def work(job, progress):
        Job.objects.filter(pk=job.pk).update(claim="another")
        progress(1, 2)

    made = job(work)
    run_jobs()
    assert (again(made).state, made.done, made.claim) == ("running", 0, "another")


def test_work_is_cancelled_where_it_tells_how_far_it_is(job, chair):
    reached = []

    def work(job, progress):
        for number in range(5):
            if number == 2:
                actions.cancel(Job.objects.get(pk=job.pk), by=chair)
            progress(number, 5)
            reached.append(number)

    made = job(work)
    run_jobs()
    assert (again(made).state, reached) == ("cancelled", [0, 1])


def test_work_nobody_began_is_cancelled_at_once(job, chair):
    made = job(counts, many=3)
    actions.cancel(made, by=chair)
    run_jobs()
    assert (again(made).state, made.tries) == ("cancelled", 0)


def test_cancelled_work_can_be_started_again(job, chair):
    made = job(counts, many=3)
    actions.cancel(made, by=chair)
    actions.retry(made, by=chair)
    run_jobs()
    assert again(made).state == "done"


def test_others_cancel_nothing(job, member):
    made = job(counts, many=3)
    with pytest.raises(Refused, match="Only somebody who runs this"):
        actions.cancel(made, by=member)
    assert again(made).state == "waiting"


def test_unknown_work_fails_with_a_reason(job):
    made = job(counts, many=1)
    Job.objects.update(kind="gone/kind")
    run_jobs()
    assert again(made).state == "failed"
    assert "gone/kind" in made.problem


# ---- Pages


@pytest.fixture
def at(conference):
    def at(job, name="job"):
        return reverse(f"jobs:{name}", args=[conference.slug, job.ref])

    return at


@pytest.mark.parametrize("who", ["member", "other_chair", "stranger"])
def test_for_others_work_does_not_exist(client, job, request, who, at, conference):
    made = job(counts, many=1)
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("jobs:jobs", args=[conference.slug])).status_code == 404
    assert client.get(at(made)).status_code == 404
    assert client.post(at(made, "cancel")).status_code == 404


def test_the_page_polls_until_the_work_is_done(client, chair, job, at):
    made = job(counts, many=3)
    client.force_login(chair)
    first = client.get(at(made), headers={"HX-Request": "true"})
    assert "every 1s" in first.text
    asked = {"HX-Request": "true", "If-None-Match": first["ETag"]}
    assert client.get(at(made), headers=asked).status_code == 304
    run_jobs()
    done = client.get(at(made), headers=asked)
    assert "Counted 3 papers." in done.text
    assert "hx-trigger" not in done.text


def test_a_chair_cancels_and_starts_again_by_button(client, chair, job, at):
    made = job(counts, many=3)
    client.force_login(chair)
    client.post(at(made, "cancel"))
    assert again(made).state == "cancelled"
    assert "Start again" in client.get(at(made)).text
    client.post(at(made, "retry"))
    assert again(made).state == "waiting"


def test_failed_work_says_why(client, chair, job, at):
    def work(job, progress):
        raise Refused("Line 17 has no address.")

    made = job(work)
    run_jobs()
    client.force_login(chair)
    assert "Line 17 has no address." in client.get(at(made)).text


def test_the_list_asks_little_of_the_database(client, chair, job, conference):
    client.force_login(chair)
    url = reverse("jobs:jobs", args=[conference.slug])
    job(counts, many=1)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        return len(asked)

    few = queries()
    for _ in range(20):
        job(counts, many=1)
    assert queries() == few <= 12
