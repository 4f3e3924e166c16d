"""Judges measured papers again, after the rules have changed: no file is opened."""

from typing import Any, cast

from django.db import transaction

from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import may_change
from dls.jobs import actions as jobs
from dls.jobs.kinds import Kind, Progress
from dls.jobs.models import Job
from dls.journal import ledger
from dls.people.models import Person
from dls.web import scopes
from dls.web.db import locked
from submissions import measures, policies
from submissions.actions.categories import REJUDGE
from submissions.actions.judging import judged_anew
from submissions.models.reports import FormatReport, Measured

CHUNK = 100


@transaction.atomic
def start(conference: Conference, *, by: Person) -> Job:
    """Judge all papers again, by the rules as they are now."""
    conference = locked(conference)
    may_change(by, conference).require()
    ledger.record_within(by, "had all papers judged again", conference.name, conference)
    return jobs.start(REJUDGE, about=conference, by=by, scope=conference)


def work(job: Job, progress: Progress) -> dict[str, Any]:
    """Every report of the conference, or of one category, that other rules have judged."""
    conference = cast(Conference, scopes.by_key(job.scope))
    done = FormatReport.objects.done().filter(manuscript__paper__conference=conference)
    if number := job.params.get("category"):
        done = done.filter(manuscript__paper__category__number=number)
    keys = list(done.order_by("pk").values_list("pk", flat=True))
    changed = 0
    for start in range(0, len(keys), CHUNK):
        progress(start, len(keys), "Judging again")
        changed += _again(keys[start : start + CHUNK])
    told = f"{len(keys)} manuscripts judged, {changed} by rules that had changed."
    return {"told": told}


def _again(keys: list[int]) -> int:
    reports = FormatReport.objects.filter(pk__in=keys)
    reports = reports.select_related("manuscript__paper__category__conference")
    stale = [one for one in reports if one.judged_by != _fingerprint(one)]
    digests = {one.manuscript.sha256 for one in stale}
    measured = {row.sha256: row for row in Measured.objects.filter(sha256__in=digests)}
    for report in stale:
        if row := measured.get(report.manuscript.sha256):
            judged_anew(report, measures.unpacked(row))
    return len(stale)


def _fingerprint(report: FormatReport) -> str:
    category = report.manuscript.paper.category
    return policies.fingerprint(policies.of(category), report.manuscript.stage)


KIND = Kind(REJUDGE, "Judge papers again", work)
