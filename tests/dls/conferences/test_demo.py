from datetime import date
import pytest
from dls.conferences.demo import director, cast, editions
from dls.web import chapters

@pytest.fixture
def demo(db, settings):
    settings.DEMO = True
    return director.play(date(2030, 3, 4))

def test_x(demo):
    print(demo)
