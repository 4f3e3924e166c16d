"""Text that stands on one line: names, titles, subjects."""

import re
import unicodedata

BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# What nobody sees, and what turns the rest of a line around. The joiners of Persian and Hindi stay.
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """The text without line breaks and unseen characters; empty if nothing of it shows."""
    line = " ".join(BREAKS.sub(" ", UNSEEN.sub("", text)).split())
    return line if any(unicodedata.category(sign)[0] not in "CZ" for sign in line) else ""
