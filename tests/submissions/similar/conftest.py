"""Papers whose manuscripts say what a test wants, as if they had been checked."""

import hashlib

import pytest

from dls.conferences.models.roles import Role
from submissions import measures
from submissions.checks.values import Failure, Measurement, PageMeasure, Passage, Structure
from submissions.models.manuscripts import Manuscript
from submissions.models.reports import FormatReport, Measured
from submissions.policies import ENGINE
from tests.conftest import holds, person
from tests.submissions.likeness.writing import Writer

STRUCTURE = Structure(
    "1.7", False, False, (), (), 0, 0, 0, (), (), (), (), False, False, False
)  # fmt: skip


def page(number: int, *passages: Passage) -> PageMeasure:
    return PageMeasure(
        number, 0, 0, 1, 10.0, 0.0, 12.0, None, 0, (), (), (), (), None, 0.0, 0, False, (), None, 0,
        ("main",), passages,
    )  # fmt: skip


def measurement(*pages: str, references: str = "") -> Measurement:
    """A paper of pages that say this, and a list of references behind."""
    each = [page(place, Passage("main", text)) for place, text in enumerate(pages, start=1)]
    each.append(page(len(each) + 1, Passage("references", references)))
    return Measurement(
        len(each), STRUCTURE, (), 1, None, None, None, None, None, (), len(pages), float(len(pages)),
        (), tuple(each),
    )  # fmt: skip


@pytest.fixture
def says():
    """Give a paper a manuscript that says this, checked; what is equal is the same file."""

    def upload(paper, *pages: str, references: str = "", state=FormatReport.State.DONE, raw=b""):
        content = hashlib.sha256(raw or repr((pages, references)).encode()).hexdigest()
        found = measurement(*pages, references=references) if pages else Failure("broken", "no")
        Measured.objects.get_or_create(
            sha256=content, defaults={"engine": ENGINE, "data": measures.packed(found)}
        )
        made = Manuscript.objects.create(
            paper=paper, number=paper.manuscripts.count() + 1, sha256=content, name="paper.pdf",
            size=1, kind="application/pdf",
        )  # fmt: skip
        FormatReport.objects.create(manuscript=made, state=state)
        return made

    return upload


@pytest.fixture(scope="session")
def writer():
    return Writer(11)


@pytest.fixture(scope="session")
def original(writer):
    """A paper of two pages."""
    paper = writer.paper("original", 1)
    return ". ".join(paper.sentences[:150]), ". ".join(paper.sentences[150:])


@pytest.fixture
def two(make_paper, says, original, writer):
    """Two papers, the second a reworded copy of the first."""
    first, second = make_paper(title="The first"), make_paper(title="The second", number=2)
    says(first, *original)
    changed = ". ".join(writer.altered(one, 0.1) for one in " ".join(original).split(". "))
    says(second, changed)
    return first, second


@pytest.fixture
def second_chair(conference):
    who = person("second")
    holds(who, conference, Role.Kind.CHAIR)
    return who
