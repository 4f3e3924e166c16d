"""What is drawn and listed of files, for whatever they may be."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from submissions import measures, reporting, sniffing, zips
from submissions.checks.policy import load
from submissions.checks.sandbox.pool import shared
from submissions.checks.values import Failure, Measurement
from submissions.models.reports import FormatReport, Measured
from submissions.outlines import outline

lengths = st.floats(0, 60).map(lambda value: round(value, 2))
pages = st.none() | st.integers(0, 40)


@given(lengths, lengths, lengths, pages, pages, st.lists(st.sampled_from(["references"])))
def test_a_budget_fits_its_picture(body, references, appendix, least, most, free):
    report = FormatReport(
        pages=round(body + references + appendix),
        outline={
            "body": body,
            "parts": {"references": references, "appendix": appendix},
            "least": least,
            "most": most,
            "free": free,
        },
    )
    budget = reporting._budget(report)
    for span in budget.spans.values():
        assert span.wide >= 0
        assert span.at >= -0.05
        assert span.at + span.wide <= 100.1
    assert all(0 <= limit.at <= 100 for limit in budget.limits)
    assert all(0 < at < 100 for at, _ in budget.ticks)
    assert budget.over == 0 or most is not None


def test_what_is_measured_survives_its_row(tmp_path, ieee_pdf):
    paper = measured(tmp_path, ieee_pdf)
    assert measures.unpacked(Measured(data=measures.packed(paper))) == paper
    failure = Failure("damaged", "It is damaged.", 3)
    assert measures.unpacked(Measured(data=measures.packed(failure))) == failure


def measured(folder, content) -> Measurement:
    path = folder / "paper.pdf"
    path.write_bytes(content)
    return shared().measure(str(path))


def test_what_authors_say_of_their_references_moves_the_end_of_the_body(tmp_path, ieee_pdf):
    paper = measured(tmp_path, ieee_pdf)
    assert measures.is_sure(paper)
    start = paper.references.page
    told = measures.as_told(paper, start - 1)
    assert (told.references.page, told.references.confidence) == (start - 1, 1.0)
    assert all(page.counted == ("references",) for page in told.each[start:-1])
    assert told.body_length <= paper.body_length
    for nonsense in (0, -1, paper.pages + 1):
        assert measures.as_told(paper, nonsense) == paper


def test_an_outline_tells_lengths_that_add_up(tmp_path, ieee_pdf):
    paper = measured(tmp_path, ieee_pdf)
    told = outline(paper, load("ieee-conference").limited(2, 4), "submission", paper.pages)
    assert (told["least"], told["most"], told["free"]) == (2, 4, ["references"])
    assert len(told["sheets"]) == paper.pages
    assert 0 < told["body"] + sum(told["parts"].values()) <= paper.pages + 0.5
    assert told["sure"]


@given(st.binary(max_size=3000))
def test_no_bytes_break_the_listing_of_an_archive(content):
    assert zips.listed(io.BytesIO(content)).problem
    zips.listed(io.BytesIO(content + zips.END + content[:40]))
    sniffing.kind(content)


def test_an_archive_of_a_million_names_is_not_even_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for number in range(zips.MOST_ENTRIES + 1):
            made.writestr(f"{number}", b"")
    assert "lists more than" in zips.listed(out).problem


def test_links_inside_an_archive_are_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    assert "holds a link" in zips.listed(out).problem
