"""What is true of a made paper, read from the marks in it: on which page each part stands."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2

MARK = re.compile(r"Z(?:body|rone|rend|pic|pa[a-z]+|pz[a-z]+)")


class Mark(NamedTuple):
    page: int
    x: float
    width: float


def marks(path: Path) -> tuple[dict[str, list[Mark]], int]:
    found: dict[str, list[Mark]] = {}
    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document, start=1):
        text = page.get_textpage()
        for hit in MARK.finditer(text.get_text_range()):
            x = text.get_charbox(hit.start())[0]
            found.setdefault(hit.group(), []).append(Mark(number, x, page.get_width()))
    return found, len(document)


def truth(path: Path, columns: int) -> dict[str, Any]:
    """Pages, columns, and where the body, the list and what follows stand."""
    found, pages = marks(path)
    last = max(mark.page for mark in found["Zbody"])
    counted = {*range(1, last + 1), *(mark.page for mark in found.get("Zpic", []))}
    after = set()
    for word in (word for word in found if word.startswith("Zpa")):
        ends = found["Zpz" + word[3:]][0].page
        counted |= set(range(found[word][0].page, ends + 1))
        after.add(word[3:])
    first = found["Zrone"][0]
    return {
        "pages": pages,
        "columns": columns,
        "reference_page": first.page,
        "reference_column": 2 if columns == 2 and first.x > first.width / 2 - 5 else 1,
        "starts_page": last < first.page,
        "end_page": found["Zrend"][-1].page,
        "body_pages": last,
        "counted_pages": len(counted),
        "after": sorted(after),
    }
