"""What was measured of a file, packed for its row and unpacked again."""

import json
import zlib
from dataclasses import replace

from submissions.checks.headings import heads_references
from submissions.checks.references import LABELLED
from submissions.checks.values import Failure, Measurement, PageMeasure, References
from submissions.checks.wire import from_plain, to_plain
from submissions.models.reports import Measured


def packed(measured: Measurement | Failure) -> bytes:
    kind = "failure" if isinstance(measured, Failure) else "measurement"
    return zlib.compress(json.dumps({kind: to_plain(measured)}, ensure_ascii=False).encode(), 6)


def unpacked(row: Measured) -> Measurement | Failure:
    plain = json.loads(zlib.decompress(bytes(row.data)))
    if "failure" in plain:
        return from_plain(Failure, plain["failure"])
    return from_plain(Measurement, plain["measurement"])


def is_sure(measured: Measurement) -> bool:
    """Whether it is certain where the references start; otherwise the authors are asked."""
    return measured.references is not None and measured.references.confidence >= 0.6


def as_told(measured: Measurement, page: int) -> Measurement:
    """The same paper with its references starting on the page that its authors named."""
    if not 1 <= page <= measured.pages:
        return measured
    at_top = _starts_with_references(measured.each[page - 1])
    body = page - 1 if at_top else page
    found = References(
        page=page,
        column=1,
        height=0.0,
        box=measured.text_block or (0.0, 0.0, 0.0, 0.0),
        starts_page=at_top,
        end_page=measured.pages,
        heading="",
        confidence=1.0,
    )
    each = tuple(_marked(one, page, at_top) for one in measured.each)
    length = min(measured.body_length, float(body)) if measured.references else float(body)
    return replace(measured, references=found, body_pages=body, body_length=length, each=each)


def _starts_with_references(page: PageMeasure) -> bool:
    said = (one.text for one in page.passages if one.mark != "head" and one.text.strip())
    first = next(said, "").strip().splitlines()
    return bool(first) and bool(heads_references(first[0]) or LABELLED.match(first[0]))


def _marked(page: PageMeasure, start: int, at_top: bool) -> PageMeasure:
    """From where the references start, what was taken for main text is theirs."""
    if page.number < start:
        parts = tuple("main" if part == "references" else part for part in page.counted)
        return replace(page, counted=tuple(dict.fromkeys(parts)))
    if page.number == start and not at_top:
        return replace(page, counted=tuple(dict.fromkeys((*page.counted, "main", "references"))))
    parts = tuple("references" if part == "main" else part for part in page.counted)
    return replace(page, counted=tuple(dict.fromkeys(parts)))
