"""Reports for people and for programs."""

import json
from typing import Any

from submissions.checks.judging.layout import common_size, paper_name
from submissions.checks.policy import Policy
from submissions.checks.values import Finding, Measurement, PageMeasure, Report
from submissions.checks.wire import to_plain

NOTHING: dict[str, Any] = {
    "pages": None,
    "paper": None,
    "columns": None,
    "body_font": None,
    "leading": None,
    "text_block": None,
    "margins": None,
    "references": None,
    "body_pages": None,
    "counted_pages": None,
    "body_length": None,
}


def as_json(report: Report, policy: Policy) -> str:
    """One line for one file."""
    said: dict[str, Any] = {"file": report.file, "sha256": report.sha256, "ok": report.ok}
    said |= {"policy": report.policy, "stage": report.stage} | NOTHING
    if report.measurement is not None:
        said |= measured(report.measurement, policy) | {"counted_pages": report.counted_pages}
    said["findings"] = [to_plain(finding) for finding in report.findings]
    return json.dumps(said, ensure_ascii=False)


def measured(paper: Measurement, policy: Policy) -> dict[str, Any]:
    width, height = common_size(paper)
    block = paper.text_block
    found = paper.references
    return {
        "pages": paper.pages,
        "paper": {"name": paper_name(paper, policy), "width": width, "height": height},
        "columns": paper.columns,
        "gutter": paper.gutter,
        "body_font": to_plain(paper.body_font),
        "leading": paper.leading,
        "text_block": None if block is None else [round(one, 2) for one in block],
        "margins": None if block is None else margins(block, width, height),
        "references": None
        if found is None
        else {
            "page": found.page,
            "column": found.column,
            "height": found.height,
            "starts_page": found.starts_page,
            "end_page": found.end_page,
            "heading": found.heading,
            "confidence": found.confidence,
        },
        "after": [to_plain(part) for part in paper.after],
        "body_pages": paper.body_pages,
        "body_length": paper.body_length,
        "hidden": [to_plain(one) for one in paper.hidden],
        "fonts": [to_plain(font) for font in paper.fonts],
        "file_facts": to_plain(paper.structure),
        "each": [page_of(page) for page in paper.each],
    }


SHOWN = (
    "number", "columns", "body_size", "leading", "block", "counted", "blank", "image_share",
    "line_numbers", "page_number", "heads",
)  # fmt: skip


def page_of(page: PageMeasure) -> dict[str, Any]:
    """What is said of each page; its text has a file of its own."""
    return {name: to_plain(getattr(page, name)) for name in SHOWN}


def margins(
    block: tuple[float, float, float, float], width: float, height: float
) -> dict[str, float]:
    left, top, right, bottom = block
    return {
        "left": round(left, 2),
        "right": round(width - right, 2),
        "top": round(top, 2),
        "bottom": round(height - bottom, 2),
    }


def as_text(report: Report, policy: Policy) -> str:
    """The file, what was measured, and one line a finding."""
    lines = [f"{report.file}: {'in order' if report.ok else 'not in order'}"]
    if report.measurement is not None:
        lines.append(f"  {summary(report.measurement, policy, report.counted_pages)}")
    lines += [f"  {finding_line(finding)}" for finding in report.findings]
    return "\n".join(lines)


def summary(paper: Measurement, policy: Policy, counted: int | None) -> str:
    parts = [
        f"{paper.pages} pages {paper_name(paper, policy)}",
        f"{counted} counted, body {paper.body_length:.2f}",
        f"{paper.columns} columns" if paper.columns else "",
        f"{paper.body_font.family} {paper.body_font.size:g} pt" if paper.body_font else "",
        f"on {paper.leading:g} pt" if paper.leading else "",
    ]
    if paper.references is not None:
        found = paper.references
        parts.append(
            f"references from page {found.page}, column {found.column}, {found.height:.0%} down"
        )
    return ", ".join(part for part in parts if part)


def finding_line(finding: Finding) -> str:
    where = f"page {finding.page}: " if finding.page else ""
    figures = f" ({finding.measured}; allowed: {finding.allowed})" if finding.allowed else ""
    return f"{finding.level:5} {finding.rule}: {where}{finding.message}{figures}"


def text_of(paper: Measurement) -> str:
    """The text in reading order with its marks, one JSON object a passage."""
    return "".join(
        json.dumps({"page": page.number, "mark": one.mark, "text": one.text}, ensure_ascii=False)
        + "\n"
        for page in paper.each
        for one in page.passages
    )
