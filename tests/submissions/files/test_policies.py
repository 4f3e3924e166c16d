"""What a category's papers are judged by."""

import pytest

from submissions import policies
from submissions.checks.policy import PolicyError
from submissions.models.categories import Category


def category(**fields) -> Category:
    return Category(name="Full paper", **{"template": "ieee-conference", **fields})


def test_a_category_has_the_policy_of_its_template():
    policy = policies.of(category())
    assert (policy.name, policy.pages.most, policy.text.columns) == ("ieee-conference", None, 2)
    assert policies.of(category(template="article")).text.columns is None


def test_what_chairs_set_lies_over_the_template():
    policy = policies.of(
        category(
            pages_min=6,
            pages_max=8,
            references="counted",
            free_parts=["appendix"],
            extra_pages=1,
            levels={"submission": {"links": "block"}},
        )
    )
    pages = policy.pages
    assert (pages.least, pages.most, pages.extra) == (6, 8, 1)
    assert (pages.references_free, pages.free) == (False, ("appendix",))
    assert policy.level("links", "submission") == "block"
    assert policy.level("links", "camera-ready") == "block"
    assert policy.level("columns", "submission") == "block"


def test_a_venues_own_policy_lies_over_its_template_and_under_what_chairs_set():
    own = '[pages]\nmost = 4\nleast = 2\n[levels.submission]\nmargins = "off"\n'
    policy = policies.of(category(own_policy=own, pages_max=5))
    assert (policy.pages.least, policy.pages.most, policy.text.columns) == (2, 5, 2)
    assert policy.level("margins", "submission") == "off"


@pytest.mark.parametrize(
    ("own", "told"),
    [("[pages", "not TOML"), ("[pages]\nmoost = 4", "no pages.moost"), ("x = 1", "no x")],
)
def test_a_policy_that_cannot_be_kept_says_why(own, told):
    with pytest.raises(PolicyError, match=told):
        policies.of(category(own_policy=own))


def test_a_fingerprint_differs_with_what_holds_and_nothing_else():
    def of(stage="submission", **fields):
        return policies.fingerprint(policies.of(category(**fields)), stage)

    assert of() == of() == of(about="more words")
    changed = [
        of(),
        of("camera-ready"),
        of(pages_max=8),
        of(references="counted"),
        of(levels={"submission": {"links": "block"}}),
        of(template="lncs"),
    ]
    assert len(set(changed)) == len(changed)
