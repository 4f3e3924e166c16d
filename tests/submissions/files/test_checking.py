"""From a new manuscript to its report, whatever happens on the way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dls.conferences.models.conference import Conference
from submissions import store
from submissions.actions import checking, judging, manuscripts
from submissions.checks.sandbox.pool import Pool
from submissions.models.reports import Finding, FormatReport, Measured
from tests.submissions.files.conftest import simple_pdf

pytestmark = pytest.mark.django_db
State = FormatReport.State


def rules(manuscript) -> set[str]:
    return set(manuscript.report.findings.values_list("rule", flat=True))


def test_a_manuscript_is_checked_and_its_findings_are_kept(draft, checked, ieee_pdf):
    draft.category.template = "ieee-conference"
    draft.category.pages_max = 3
    draft.category.save()
    made = checked(draft, ieee_pdf)
    report = made.report
    assert (report.state, report.tries) == (State.DONE, 1)
    assert report.pages == report.outline["sheets"].__len__()
    assert report.outline["most"] == 3
    assert report.outline["parts"]["references"] > 0.1
    assert "pages-too-many" in rules(made)
    assert report.findings.get(rule="pages-too-many").level == "block"


def test_the_same_file_is_measured_once(make_paper, send, a_pdf, monkeypatch):
    asked = []
    measure = Pool.measure
    monkeypatch.setattr(
        Pool, "measure", lambda pool, path: asked.append(path) or measure(pool, path)
    )
    for _ in range(3):
        send(make_paper("draft"), a_pdf)
    checking.check()
    assert (FormatReport.objects.done().count(), len(asked)) == (3, 1)
    send(make_paper("draft"), a_pdf)
    checking.check()
    assert (FormatReport.objects.done().count(), len(asked)) == (4, 1)


def test_a_second_wake_up_does_nothing(draft, checked, a_pdf):
    report = checked(draft, a_pdf).report
    before = list(report.findings.values_list("pk", flat=True))
    checking.check()
    report.refresh_from_db()
    assert (report.tries, list(report.findings.values_list("pk", flat=True))) == (1, before)


def test_two_checkers_do_not_take_the_same(make_paper, send, a_pdf):
    for _ in range(3):
        send(make_paper("draft"), a_pdf)
    first = checking._claimed("a" * 16, 2)
    second = checking._claimed("b" * 16, 2)
    assert [len(first), len(second)] == [2, 1]
    assert not {one.pk for one in first} & {one.pk for one in second}


def test_while_one_process_of_a_machine_checks_another_leaves_it_to_it(draft, send, a_pdf):
    send(draft, a_pdf)
    with checking._alone() as alone:
        assert alone
        checking.check()
    assert FormatReport.objects.get().state == State.WAITING


def test_who_lost_the_claim_writes_nothing(draft, send, a_pdf):
    send(draft, a_pdf)
    [late] = checking._claimed("a" * 16, 1)
    FormatReport.objects.update(claim="b" * 16)
    with store.on_disk(late.manuscript.sha256) as path:
        measured = checking.shared().measure(str(path))
    assert not judging.judged(late, measured, 5)
    assert Finding.objects.count() == 0


def test_a_dead_workers_report_is_taken_over(draft, send, a_pdf):
    made = send(draft, a_pdf)
    checking._claimed("a" * 16, 1)
    checking.check()
    made.report.refresh_from_db()
    assert made.report.state == State.RUNNING
    FormatReport.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    checking.check()
    made.report.refresh_from_db()
    assert (made.report.state, made.report.tries) == (State.DONE, 2)


def test_a_file_that_kills_the_checker_three_times_is_set_aside(draft, send, a_pdf):
    made = send(draft, a_pdf)
    for _ in range(3):
        checking._claimed("a" * 16, 1)
        FormatReport.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    checking.check()
    made.report.refresh_from_db()
    assert made.report.state == State.FAILED
    assert "stopped the check three times" in made.report.problem


def test_a_check_that_fails_is_tried_again_after_pauses_and_then_set_aside(draft, send, a_pdf):
    made = send(draft, a_pdf)
    store.forget(store.name_of(made.sha256))
    for state in (State.WAITING, State.WAITING, State.FAILED):
        FormatReport.objects.update(after=timezone.now() - timedelta(seconds=1))
        checking.check()
        made.report.refresh_from_db()
        assert made.report.state == state
    assert "hardly the fault of your file" in made.report.problem


def test_a_broken_file_does_not_keep_others_waiting(make_paper, send, a_pdf):
    lost = send(make_paper("draft"), simple_pdf("lost"))
    store.forget(store.name_of(lost.sha256))
    good = send(make_paper("draft"), a_pdf)
    checking.check()
    good.report.refresh_from_db()
    assert good.report.state == State.DONE


def test_rules_that_cannot_be_kept_are_told_to_whoever_looks(draft, send, a_pdf):
    draft.category.own_policy = "nonsense = ["
    draft.category.save()
    made = send(draft, a_pdf)
    checking.check()
    made.report.refresh_from_db()
    assert made.report.state == State.FAILED
    assert "not TOML" in made.report.problem


@pytest.mark.parametrize(("blind", "found"), [("double-blind", True), ("single-blind", False)])
def test_names_are_looked_for_where_authors_are_hidden(draft, checked, blind, found):
    assert blind in Conference.ReviewModel.values
    draft.category.blindness = blind
    draft.category.save()
    made = checked(draft, simple_pdf("x", Author="Demo Author"))
    assert ("identity" in rules(made)) is found


def test_authors_who_say_where_the_references_start_are_believed(draft, checked, ieee_pdf, author):
    made = checked(draft, simple_pdf("no references at all"))
    assert "no-references" in rules(made)
    assert not made.report.outline["sure"]
    manuscripts.tell_references(made, 0, by=author)
    checking.check()
    made.report.refresh_from_db()
    assert made.report.state == State.DONE
    assert "no-references" not in rules(made)


def test_what_an_older_engine_measured_is_measured_again(draft, checked, send, a_pdf):
    made = checked(draft, a_pdf)
    Measured.objects.update(engine="0", data=b"nothing")
    manuscripts.again(made.report)
    checking.check()
    made.report.refresh_from_db()
    assert made.report.state == State.DONE
    assert Measured.objects.get().engine != "0"
