"""Judging needs no file: a measurement and a policy are enough."""

from dataclasses import replace

import pytest

from submissions.checks.judgement import judge, judge_failure
from submissions.checks.judging.drafts import some
from submissions.checks.judging.identity import Author
from submissions.checks.judging.length import counted_pages
from submissions.checks.policy import BUILT_IN, STAGES, PageRule, PolicyError, from_data, load
from submissions.checks.values import Failure
from submissions.checks.wire import from_plain, to_plain
from tests.submissions.checks.conftest import BODY
from tests.submissions.checks.papers import heading, numbered, prose

IEEE = load("ieee-conference")


@pytest.fixture
def paper(ieee, measured):
    return measured(ieee)


def rules(paper, policy=IEEE, stage="submission", authors=()):
    return {one.rule: one.level for one in judge(paper, policy, stage, authors)}


def test_an_honest_paper_has_no_findings(paper):
    assert rules(paper, IEEE.limited(4, 6)) == {}


def test_a_measurement_survives_the_wire(paper):
    assert from_plain(type(paper), to_plain(paper)) == paper


@pytest.mark.parametrize(
    ("least", "most", "rule"), [(6, 8, "pages-too-few"), (2, 4, "pages-too-many"), (5, 5, None)]
)
def test_limits_are_on_counted_pages(least, most, rule, paper):
    found = rules(paper, IEEE.limited(least, most))
    assert found == ({rule: "block"} if rule else {})


def test_references_count_when_a_policy_says_so(paper):
    counting = IEEE.limited(6, 6).counting("counted")
    assert (counted_pages(paper, IEEE.pages), counted_pages(paper, counting.pages)) == (5, 6)
    assert rules(paper, counting) == {}


def test_extra_pages_are_for_camera_ready(paper):
    policy = replace(IEEE, pages=PageRule(most=4, extra=1))
    assert rules(paper, policy) == {"pages-too-many": "block"}
    assert rules(paper, policy, "camera-ready") == {}


def test_a_free_appendix_counts_over_its_cap(make, measured):
    after = (heading("Appendix A: Proofs"), prose(2200, 5))
    paper = measured(make("ieee", *BODY, heading("References"), numbered(20), *after))
    free = PageRule(free=("appendix",))
    capped = PageRule(free=("appendix",), caps=(("appendix", 1),))
    assert counted_pages(paper, free) == 5
    assert (
        counted_pages(paper, capped)
        == 5 + sum("appendix" in page.counted for page in paper.each) - 1
    )
    assert counted_pages(paper, PageRule()) == paper.pages


def test_doubt_asks_instead_of_refusing(make, measured):
    paper = measured(make("ieee", *BODY))
    assert rules(paper, IEEE.limited(2, 4)) == {"pages-too-many": "warn", "no-references": "warn"}


def test_small_type_is_named(paper):
    small = replace(paper, body_font=replace(paper.body_font, size=9.5), leading=11.36)
    assert {"body-font-small", "leading"} <= set(rules(small))


def test_a_page_set_smaller_is_named(paper):
    pages = tuple(replace(page, body_size=9.0) if page.number == 3 else page for page in paper.each)
    assert rules(replace(paper, each=pages)) == {"body-font-partial": "warn"}


def test_text_in_the_margins_is_named(paper):
    pages = tuple(replace(page, left_edges=(30.0, 30.0, 30.0)) for page in paper.each)
    assert rules(replace(paper, each=pages)) == {"margins": "block"}


def test_two_overfull_lines_are_forgiven(paper):
    pages = tuple(replace(page, right_edges=(575.0, 574.0)) for page in paper.each)
    assert rules(replace(paper, each=pages)) == {}


def test_one_column_is_named(paper):
    assert rules(replace(paper, columns=1)) == {"columns": "block"}


AUTHORS = (Author("Ada Lindqvist", "ada@uni.example", "University of Queues"),)


def test_authors_are_found_in_text_but_not_in_references(make, measured):
    said = "\n\nWe, A. Lindqvist of the University of Queues, write this.\n\n"
    told = measured(make("ieee", *BODY, said, heading("References"), numbered(20)))
    found = [one.message for one in judge(told, IEEE, "submission", AUTHORS)]
    assert len(found) == 2
    assert all("page 5" in message for message in found)


def test_names_only_in_references_are_fine(paper):
    assert rules(paper, authors=AUTHORS) == {}


def test_metadata_is_at_least_a_note_everywhere(paper):
    facts = replace(
        paper.structure, metadata=(("Author", "Somebody"), ("Title", "C:\\Users\\somebody\\a.doc"))
    )
    off = from_data("own", {"levels": {"submission": {"identity": "off"}}})
    assert rules(replace(paper, structure=facts), off)["identity"] == "note"


@pytest.mark.parametrize("name", ["Anonymous", "Anonymous Author(s)", "Author", "Paper 17", ""])
def test_nobody_in_the_metadata_is_nobody(name, paper):
    facts = replace(paper.structure, metadata=(("Author", name),))
    assert rules(replace(paper, structure=facts)) == {}


def test_hidden_text_never_refuses_even_when_a_policy_says_block(one_page, measured):
    from tests.submissions.checks.overlays import SENTENCE, laid_over, words

    paper = measured(laid_over(one_page, words(SENTENCE, how="3 Tr")))
    strict = from_data("own", {"levels": {"submission": {"hidden-text": "block"}}})
    assert rules(paper, strict)["hidden-text"] == "warn"


def test_what_cannot_be_read_never_passes():
    off = from_data("own", {"levels": {"submission": {"damaged": "off"}}})
    assert judge_failure(Failure("damaged", "Broken."), off, "submission")[0].level == "block"


@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize("stage", STAGES)
def test_built_in_policies_have_a_level_for_every_rule(name, stage):
    every = dict(dict(load("article").levels)["submission"])
    assert set(dict(dict(load(name).levels)[stage])) == set(every)


def test_references_count_for_lncs_alone():
    free = {name: load(name).pages.references_free for name in BUILT_IN}
    assert free == {"ieee-conference": True, "lncs": False, "acm-sigconf": True, "article": True}


def test_a_venue_extends_a_policy_in_a_file(tmp_path):
    path = tmp_path / "venue.toml"
    path.write_text(
        'extends = "ieee-conference"\ntitle = "Venue"\n[pages]\nleast = 6\nmost = 8\nfree = ["appendix"]\n'
    )
    policy = load(str(path))
    assert (policy.name, policy.pages.most, policy.text.columns) == ("venue", 8, 2)


@pytest.mark.parametrize(
    "said",
    ["[pages]\nmots = 8", "extends = 'nature'", "[levels.submission]\nmargin = 'block'", "[pages]\nfree = ['everything']", "[pages]\nreferences = 'maybe'", "= 3", "[text]\nbody_font = 3"],
)  # fmt: skip
def test_a_policy_with_a_mistake_is_refused(said, tmp_path):
    path = tmp_path / "venue.toml"
    path.write_text(said)
    with pytest.raises(PolicyError):
        load(str(path))


def test_page_numbers_read_well():
    assert [some([3]), some([1, 2, 3, 7])] == ["page 3", "pages 1-3 and 7"]
