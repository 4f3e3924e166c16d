"""Manuscripts to send: typeset ones, and one page of the simplest PDF that there is."""

import io
from datetime import timedelta

import pikepdf
import pytest

from submissions.actions import checking, manuscripts
from tests.conftest import due
from tests.submissions.checks.papers import heading, numbered, prose, set_paper


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """A folder of files for each test."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture(scope="session")
def ieee_pdf(tmp_path_factory):
    """A real paper of some pages, in two columns, with references."""
    parts = [heading("1 Introduction"), prose(2500), heading("2 Method"), prose(1800, 2)]
    parts += [heading("References"), numbered(20)]
    made = set_paper(tmp_path_factory.mktemp("papers"), "ieee", *parts, name="ieee")
    return made.read_bytes()


def simple_pdf(words="one", **info):
    """A page with a few words; other words make another file."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(612, 792))
    page.Contents = made.make_stream(f"BT /F1 10 Tf 72 700 Td ({words}) Tj ET".encode())
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    for name, value in info.items():
        made.docinfo[f"/{name}"] = value
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.fixture
def a_pdf():
    return simple_pdf()


@pytest.fixture
def draft(make_paper):
    return make_paper("draft")


@pytest.fixture
def send(author):
    """Upload a manuscript as the author does."""

    def upload(paper, content, name="paper.pdf", by=author):
        return manuscripts.upload(paper, name, io.BytesIO(content), by=by)

    return upload


@pytest.fixture
def checked(send):
    """Upload one, and have it checked here and now."""

    def upload(paper, content, **more):
        made = send(paper, content, **more)
        checking.check()
        made.report.refresh_from_db()
        return made

    return upload


@pytest.fixture
def too_late(open_call):
    """Let the papers have been due a minute ago."""
    return lambda: due(open_call, -timedelta(minutes=1))
