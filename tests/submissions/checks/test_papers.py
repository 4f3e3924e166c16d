"""What is measured of papers from many writers: papers/make.py made them, and knows the truth."""

import json
from functools import cache
from pathlib import Path

import pytest

from submissions.checks import pdfium
from submissions.checks.judgement import judge
from submissions.checks.judging.length import SURE, counted_pages
from submissions.checks.measuring import measure
from submissions.checks.policy import load

PAPERS = Path(__file__).parent / "papers"
LABELS = json.loads((PAPERS / "labels.json").read_text())
REFUSED = {
    "ieee_heads_and_numbers": {"page-numbers", "running-header"},
    "ieee_line_numbers": {"line-numbers"},
    "ieee_narrow_margins": {"margins"},
    "ieee_nine_points": {"body-font-small", "leading"},
    "lncs_final_paper": {"paper-size"},
    "lncs_landscape_appendix": {"page-rotation"},
    "typst_landscape": {"paper-size"},
}
WITHOUT_HEADING = {"article_no_heading"}
every_paper = pytest.mark.parametrize("name", LABELS)


@cache
def of(name):
    pdfium.init_library()
    return measure(str(PAPERS / f"{name}.pdf"), lambda _: None)


@every_paper
def test_the_type_is_measured(name):
    paper, truth = of(name), LABELS[name]
    assert (paper.pages, paper.columns) == (truth["pages"], truth["columns"])
    assert paper.body_font.size == pytest.approx(truth["font"], abs=0.1)
    if truth["leading"]:
        assert paper.leading == pytest.approx(truth["leading"], abs=0.2)


@every_paper
def test_the_list_is_found_where_it_stands(name):
    found, truth = of(name).references, LABELS[name]
    wanted = [
        truth[key] for key in ("reference_page", "reference_column", "starts_page", "end_page")
    ]
    assert [found.page, found.column, found.starts_page, found.end_page] == wanted
    assert (found.confidence < SURE) == (name in WITHOUT_HEADING)


@every_paper
def test_pages_are_counted_and_what_follows_is_named(name):
    paper, truth = of(name), LABELS[name]
    assert paper.body_pages == truth["body_pages"]
    assert counted_pages(paper, load("article").pages) == truth["counted_pages"]
    assert {part.kind for part in paper.after} - {"floats"} == set(truth["after"])


@every_paper
def test_only_what_breaks_a_rule_is_refused(name):
    policy = load(LABELS[name]["policy"])
    said = judge(of(name), policy, "camera-ready")
    assert {one.rule for one in said if one.level == "block"} == REFUSED.get(name, set())
    assert "hidden-text" not in {one.rule for one in said}
