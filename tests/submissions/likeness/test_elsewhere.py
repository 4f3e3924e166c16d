"""What authors write beside a preprint, and what it means for "original and unpublished"."""

import pytest

from submissions.likeness.elsewhere import PUBLISHED, UNDER_REVIEW, elsewhere


@pytest.mark.parametrize(
    ("comment", "state"),
    [
        ("12 pages, 5 figures. Under review at Demo Conf 2031", UNDER_REVIEW),
        ("Currently under double-blind review", UNDER_REVIEW),
        ("Submitted to the Demo Journal; code available", UNDER_REVIEW),
        ("In submission", UNDER_REVIEW),
        ("Minor revision requested by a journal", UNDER_REVIEW),
        ("Accepted at Demo Conf 2030 (oral)", PUBLISHED),
        ("To appear in the proceedings of Demo Conf", PUBLISHED),
        ("8 pages; camera-ready version", PUBLISHED),
        ("Published in Demo Letters", PUBLISHED),
        ("Preliminary version; accepted, still in revision", PUBLISHED),
        ("10 pages, 3 figures", None),
        ("Not under review anywhere. 9 pages", None),
        ("This work has not been published elsewhere", None),
        ("Submitted to arXiv", None),
        ("We review methods; the appendix was accepted practice"[:17], None),
        ("Submitted to Demo Workshop 2031", None),
        ("Accepted at DW31. Under review at another place", UNDER_REVIEW),
        ("", None),
    ],
)
def test_a_comment_says_where_a_preprint_stands(comment, state):
    found = elsewhere(comment, own=["Demo Workshop 2031", "DW31", "x"])
    assert (found.state if found else None) == state


def test_the_words_that_say_so_are_quoted():
    found = elsewhere("12 pages. Under review at Demo Conf 2031. Comments welcome")
    assert found.words == "Under review at Demo Conf 2031"
