import pytest

from submissions.checks import pdfium
from submissions.checks.measuring import measure
from submissions.checks.sandbox.pool import Pool
from tests.submissions.checks.papers import heading, numbered, prose, set_paper, title

BODY = (
    title(),
    heading("1 Introduction"),
    prose(2500),
    heading("2 Method"),
    prose(1800, 2),
)
SHORT = (heading("1 Introduction"), prose(1500), heading("2 Method"), prose(800, 2))


@pytest.fixture(scope="session")
def pool():
    """Two warm children for all tests."""
    made = Pool(2)
    yield made
    made.close()


@pytest.fixture(scope="session")
def measured():
    """Measure in this process: only for papers that the tests make."""
    pdfium.init_library()
    return lambda path: measure(str(path), lambda _: None)


@pytest.fixture
def make(tmp_path):
    """Typeset a paper: its class, then its parts."""
    return lambda kind, *parts, name="paper": set_paper(tmp_path, kind, *parts, name=name)


@pytest.fixture
def ieee(make):
    return make("ieee", *BODY, heading("References"), numbered(20))


@pytest.fixture
def one_page(make):
    return make("lncs", heading("1 Introduction"), prose(200))
