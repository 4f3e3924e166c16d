"""ORCID numbers: sixteen digits, the last one a checksum (ISO 7064 mod 11-2)."""

import re

from django.core.exceptions import ValidationError

FORM = re.compile(
    r"(?:https?://orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])/?\Z", re.ASCII
)


def check_digit(digits: str) -> str:
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def normalised(text: str) -> str:
    """0000-0002-1825-0097 from however it was typed; says what is wrong otherwise."""
    found = FORM.match(text.strip())
    if not found:
        raise ValidationError(
            "An ORCID has sixteen digits in four groups, such as 0000-0002-1825-0097."
        )
    number = "-".join(found.groups()).upper()
    right = check_digit(number.replace("-", ""))
    if number[-1] != right:
        group = f"{number[-4:-1]}{right}"
        raise ValidationError(
            f"The last digit does not fit the others: {number[-4:]} should be {group} if the rest "
            "is right. Compare with your ORCID page."
        )
    return number


def validate(text: str) -> None:
    normalised(text)
