import pytest
from django.core.exceptions import ValidationError

from dls.web.forms import LineField
from dls.web.lines import one_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Demo\r\nBcc: x@demo.example", "Demo Bcc: x@demo.example"),
        ("\u202egnp.exe", "gnp.exe"),
        ("a\u200bb\ufeff", "ab"),
        ("  van  der\u00a0Demo ", "van der Demo"),
        ("\u200f\u00ad", ""),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("\u5c71\u7530\u592a\u90ce", "\u5c71\u7530\u592a\u90ce"),
    ],
)
def test_a_line_keeps_what_shows_and_nothing_else(typed, kept):
    assert one_line(typed) == kept


def test_a_field_of_one_line_asks_for_something_that_shows():
    field = LineField()
    with pytest.raises(ValidationError, match="required"):
        field.clean("\u200b\u2060")
