"""Kinds of papers, their rules, and what follows when they change."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dls.jobs import runner
from dls.jobs.models import Job
from dls.web.verdicts import Refused
from submissions import measures, policies, rule_help, rule_names
from submissions.actions import categories as actions
from submissions.actions import judging, rejudging
from submissions.checks import policy as engine
from submissions.checks.sandbox.pool import shared
from submissions.demo.manuscript import Plan, manuscript
from submissions.models.categories import Category
from submissions.models.manuscripts import Manuscript
from submissions.models.reports import FormatReport, Measured


@pytest.fixture
def url(conference):
    return lambda name, *args: reverse(f"submissions:{name}", args=[conference.slug, *args])


def test_every_rule_of_the_engine_is_named_explained_and_grouped():
    rules = {rule for rule, _ in dict(engine.load("article").levels)["submission"]}
    grouped = [rule for _, group in rule_help.GROUPS for rule in group]
    assert sorted(grouped) == sorted(rules)
    assert set(rule_help.EXPLAINED) == set(rule_names.TITLES) == rules


def test_a_conference_that_has_said_nothing_takes_full_papers(make_conference):
    conference = make_conference("quiet", profile="ieee")
    category = actions.first(conference)
    assert (category.name, category.template) == ("Full paper", "ieee-conference")
    assert actions.first(conference) == category


def test_a_chair_adds_a_category_in_the_browser(client, chair, category, url):
    client.force_login(chair)
    form = {
        "name": "Short paper", "template": "lncs", "pages_min": 4, "pages_max": 6,
        "references": "counted", "extra_pages": 0, "needs_manuscript": "on", "is_open": "on",
    }  # fmt: skip
    client.post(url("category-new"), form)
    made = Category.objects.get(name="Short paper")
    assert (made.template, made.pages_min, made.pages_max) == ("lncs", 4, 6)
    assert "4 to 6 pages, everything counted" in client.get(url("categories")).text


BAD = [
    ({"name": "full PAPER"}, "There is a category"),
    ({"pages_min": 9, "pages_max": 8}, "fewest pages are more than the most"),
    ({"own_policy": "pages = ["}, "not TOML"),
    ({"own_policy": "[text]\ncolums = 2"}, "no text.colums"),
    ({"own_policy": "[levels.submission]\nmargins = 'perhaps'"}, "no rule with a level"),
    ({"pages_max": 9000}, "At most 500 pages"),
    ({"template": "mine"}, "Select a valid choice"),
]


@pytest.mark.parametrize(("wrong", "sentence"), BAD)
def test_what_cannot_be_is_explained_and_kept_in_the_form(
    wrong, sentence, client, chair, category, url
):
    client.force_login(chair)
    form = {"name": "Short paper", "template": "lncs", "extra_pages": 0, **wrong}
    page = client.post(url("category-new"), form)
    assert sentence in page.text
    assert Category.objects.count() == 1


def test_rules_differ_from_the_template_where_chairs_say_so(client, chair, category, url):
    client.force_login(chair)
    client.post(url("category-rules", category.number), {"submission.margins": "warn"})
    category.refresh_from_db()
    assert category.levels == {"submission": {"margins": "warn"}}
    policy = policies.of(category)
    assert (policy.level("margins", "submission"), policy.level("columns", "submission")) == (
        "warn",
        engine.load("article").level("columns", "submission"),
    )


def test_a_category_with_papers_stays_and_so_does_the_last(chair, make_paper, category):
    make_paper()
    with pytest.raises(Refused, match="There are papers"):
        actions.remove(category, by=chair)
    other = actions.add(category.conference, {"name": "Poster"}, by=chair)
    actions.remove(other, by=chair)
    assert [one.name for one in Category.objects.all()] == ["Full paper"]


def test_members_change_no_category(member, category):
    with pytest.raises(Refused, match="Only a chair"):
        actions.change(category, {"pages_max": 3}, by=member)
    category.refresh_from_db()
    assert category.pages_max is None


def sample_paper(tmp_path, pages=3) -> Path:
    path = tmp_path / "sample.pdf"
    path.write_bytes(manuscript(Plan("Demo paper", "We demo.", pages)))
    return path


def judged_paper(make_paper, tmp_path):
    """A paper whose manuscript was measured and judged."""
    path = sample_paper(tmp_path)
    paper = make_paper()
    manuscript = Manuscript.objects.create(
        paper=paper, sha256="a" * 64, name="sample.pdf", size=1, kind="application/pdf"
    )
    measured = shared().measure(str(path))
    Measured.objects.create(
        sha256=manuscript.sha256, engine=policies.ENGINE, data=measures.packed(measured)
    )
    report = FormatReport.objects.create(manuscript=manuscript, state="running", claim="x")
    assert judging.judged(report, measured, 5)
    return paper


def rules_of(paper):
    return set(paper.manuscripts.get().report.findings.values_list("rule", flat=True))


def test_papers_are_judged_again_when_rules_change(make_paper, chair, category, tmp_path):
    paper = judged_paper(make_paper, tmp_path)
    assert "pages-too-many" not in rules_of(paper)
    actions.change(category, {"pages_max": 2}, by=chair)
    assert runner.run_one()
    assert "pages-too-many" in rules_of(paper)
    assert Job.objects.get().state == Job.State.DONE


def test_a_change_that_rules_nothing_judges_nothing_again(make_paper, chair, category, tmp_path):
    judged_paper(make_paper, tmp_path)
    actions.change(category, {"about": "For long work."}, by=chair)
    assert not Job.objects.exists()


def test_judging_again_twice_is_harmless(make_paper, chair, category, tmp_path):
    paper = judged_paper(make_paper, tmp_path)
    actions.change(category, {"pages_max": 2}, by=chair)
    rejudging.start(category.conference, by=chair)
    while runner.run_one():
        pass
    assert paper.manuscripts.get().report.findings.filter(rule="pages-too-many").count() == 1


def test_a_sample_is_tried_and_not_kept(client, chair, category, tmp_path, url):
    Category.objects.update(pages_max=2)
    client.force_login(chair)
    file = SimpleUploadedFile("sample.pdf", sample_paper(tmp_path).read_bytes())
    page = client.post(
        url("category-sample", category.number), {"sample": file, "stage": "submission"}
    )
    assert "Too many pages" in page.text
    assert (Manuscript.objects.count(), Measured.objects.count()) == (0, 0)


def test_a_sample_that_is_no_pdf_says_so(client, chair, category, url):
    client.force_login(chair)
    file = SimpleUploadedFile("sample.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 99)
    page = client.post(
        url("category-sample", category.number), {"sample": file, "stage": "submission"}
    )
    assert "Not a PDF" in page.text


def test_a_new_edition_takes_the_categories_over(category, make_conference):
    Category.objects.update(pages_max=8, levels=json.loads('{"submission": {"margins": "warn"}}'))
    new = make_conference("next")
    actions.take_over(category.conference, new)
    taken = new.categories.get()
    assert (taken.name, taken.pages_max, taken.number) == ("Full paper", 8, 1)
    assert taken.levels == {"submission": {"margins": "warn"}}
