import io
import time

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from submissions.checks import pdfium, policy
from submissions.checks.judgement import judge
from submissions.checks.measuring import measure
from submissions.demo.manuscript import Flaw, Plan, Writer, manuscript
from submissions.demo.prose import Prose
from submissions.demo.sheets import SHEETS

WRITERS = tuple(
    Writer(f"Demo Author {n}", f"Demo Institute {n}", f"demo.author.{n}@demo.example")
    for n in range(1, 5)
)
LIMITS = {"ieee-conference": (6, 8), "lncs": (6, 12), "article": (6, 12)}
LENGTHS_2019 = (11, 8, 9, 7, 9, 7, 10, 7, 7, 8, 11)


def plan(**values):
    abstract = Prose("Demo", 1, 0).paragraph(6)
    return Plan(
        **{"title": "Demo paper on storage", "abstract": abstract, "pages": 7, "writers": WRITERS}
        | values
    )


def pages_of(data):
    return len(pikepdf.open(io.BytesIO(data)).pages)


@pytest.fixture
def findings(tmp_path):
    """The rules a plan’s paper does not keep, by the built-in policy of its template."""
    pdfium.init_library()

    def judged(made):
        path = tmp_path / "paper.pdf"
        path.write_bytes(manuscript(made))
        rules = policy.load(made.sheet).limited(*LIMITS[made.sheet])
        measurement = measure(str(path), lambda _: None)
        found = judge(measurement, rules, "submission", ())
        return [(finding.rule, finding.level) for finding in found if finding.level != "note"]

    return judged


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("pages", [6, 7, 8])
@pytest.mark.parametrize("writers", [(), WRITERS, WRITERS * 3])
def test_a_demo_paper_keeps_every_rule_of_its_template(findings, sheet, pages, writers):
    assert findings(plan(sheet=sheet, pages=pages, writers=writers)) == []


@pytest.mark.parametrize("pages", sorted(set(LENGTHS_2019)))
def test_the_lengths_of_2019_keep_its_limit_where_references_are_free(findings, pages):
    made = plan(pages=pages, body=min(pages, 8))
    assert pages_of(manuscript(made)) == pages
    assert findings(made) == []


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(sorted(SHEETS)), st.integers(2, 14), st.integers(0, 99), st.sampled_from(Flaw)
)
def test_a_paper_has_exactly_the_pages_planned(sheet, pages, seed, flaw):
    for one in (None, flaw):
        assert pages_of(manuscript(plan(sheet=sheet, pages=pages, seed=seed, flaw=one))) == pages


@pytest.mark.parametrize(
    ("flaw", "found"),
    [
        (Flaw.SMALL, [("body-font-small", "block")]),
        (Flaw.WIDE, [("margins", "block")]),
        (Flaw.BARE, [("no-references", "warn")]),
        (Flaw.HIDDEN, [("hidden-text", "warn")]),
        (Flaw.SIGNED, [("identity", "warn")]),
    ],
)
@pytest.mark.parametrize("sheet", ["ieee-conference", "lncs"])
def test_a_flawed_paper_breaks_one_rule_and_no_other(findings, sheet, flaw, found):
    assert findings(plan(sheet=sheet, pages=8, flaw=flaw)) == found


def test_a_paper_that_is_too_long_is_only_that(findings):
    assert findings(plan(pages=10)) == [("pages-too-many", "block")]


def test_the_same_plan_gives_the_same_bytes_and_another_seed_does_not():
    assert manuscript(plan()) == manuscript(plan())
    assert manuscript(plan()) != manuscript(plan(seed=2))


def test_every_font_is_embedded_and_names_in_many_scripts_can_be_read():
    writers = (Writer("Łukasz Çelik", "Universität Zürich"), Writer("山田太郎", "東京"))
    pdf = pikepdf.open(io.BytesIO(manuscript(plan(writers=writers))))
    fonts = [
        font.DescendantFonts[0].FontDescriptor for font in pdf.pages[0].Resources.Font.values()
    ]
    assert all("/FontFile3" in font for font in fonts)


def test_two_papers_share_no_sentence():
    one, other = (set(Prose(f"Demo paper {n}", 1, 20).paragraph(300).split(". ")) for n in (1, 2))
    assert len(one & other) < 6


def test_a_paper_is_made_in_a_moment():
    manuscript(plan())
    took = []
    for seed in range(5):
        begun = time.process_time()
        manuscript(plan(pages=8, seed=seed))
        took.append(time.process_time() - begun)
    assert min(took) < 0.05
