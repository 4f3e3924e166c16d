"""Days as people write them."""

from datetime import date

ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
SHORT, LONG = "%b", "%B"


def day(when: date, month: str = SHORT) -> str:
    """16 Sep 2019."""
    return f"{when.day} {when:{month}} {when.year}"


def without_year(when: date) -> str:
    """16 Sep."""
    return f"{when.day} {when:%b}"


def span(first: date, last: date | None = None, month: str = SHORT) -> str:
    """17 Nov 2019; 17–18 Nov 2019; 30 Nov – 2 Dec 2019."""
    if last is None or last == first:
        return day(first, month)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last, month)}"
    if first.year == last.year:
        return f"{first.day} {first:{month}} – {day(last, month)}"
    return f"{day(first, month)} – {day(last, month)}"


def ordinal(number: int) -> str:
    """third; 21st."""
    if 1 <= number <= len(ORDINALS):
        return ORDINALS[number - 1]
    endings = {1: "st", 2: "nd", 3: "rd"}
    ending = "th" if number % 100 in {11, 12, 13} else endings.get(number % 10, "th")
    return f"{number}{ending}"
