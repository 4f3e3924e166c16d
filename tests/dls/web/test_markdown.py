import pytest
from hypothesis import given
from hypothesis import strategies as st

from dls.web.markdown import to_html


def test_headings_start_below_the_title_of_the_page():
    assert "<h2>Call</h2>" in to_html("# Call")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>)",
        "<img src=x onerror=alert(1)>",
        "<style>*{display:none}</style>",
        '[x](https://a.example "onmouseover=alert(1)")',
    ],
)
def test_html_in_markdown_stays_text(text):
    html = to_html(text).lower()
    assert "<script" not in html
    assert "<img" not in html
    assert "<style" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html


@given(st.text())
def test_nothing_typed_makes_a_script_or_a_handler(text):
    html = to_html(text).lower()
    assert "<script" not in html
    assert "<iframe" not in html
