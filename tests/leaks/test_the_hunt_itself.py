"""A hunt that finds nothing is worth something only if it would find what is there."""

import base64

import pytest
from django.test import override_settings

from tests.leaks import differences, leaky, values, world
from tests.leaks.canaries import Canaries, harmless
from tests.leaks.hunt import Hunt
from tests.leaks.test_differences import changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def hunt():
    with override_settings(ROOT_URLCONF="tests.leaks.leaky"):
        yield Hunt(world.build("public"))


@pytest.mark.parametrize("hole", leaky.PLAIN, ids=lambda view: view.__name__)
def test_a_hole_is_found(hunt, hole):
    hunt.get("stranger", f"/leak/{hole.__name__}/")
    assert {leak.viewer for leak in hunt.leaks} == {"stranger"}


@pytest.mark.parametrize("hole", leaky.PLAIN, ids=lambda view: view.__name__)
def test_who_may_have_it_makes_no_leak(hunt, hole):
    hunt.get("chair", f"/leak/{hole.__name__}/")
    assert hunt.leaks == set()


@pytest.mark.parametrize("hole", leaky.SILENT, ids=lambda view: view.__name__)
def test_a_hole_that_says_nothing_by_itself_is_found_by_comparing(hunt, hole):
    place = values.Place("leak", f"/leak/{hole.__name__}/")
    found = changed(hunt, ["stranger"], [place], differences.forget_secrets)
    assert [one.partition(": ")[0] for one in found] == [f"stranger GET {place.url}"]


def test_a_fault_is_noted(hunt, monkeypatch):
    monkeypatch.setattr(leaky, "declined", lambda: 1 / 0)
    hunt.get("stranger", "/leak/header/")
    assert any("ZeroDivisionError" in fault for fault in hunt.faults)


def test_an_address_that_is_new_fails_until_something_stands_for_its_parts():
    assert list(values.fill(world.World("public"), "new", "plain/"))
    assert values.row_for("<slug:slug>/rooms/<uuid:room>/", "room") is None


def test_nothing_a_request_writes_is_kept(hunt):
    from dls.mail.models import Letter

    before = Letter.objects.count()
    hunt.get("stranger", "/leak/letter/")
    assert Letter.objects.count() == before


@pytest.mark.parametrize("wrap", [str.upper, lambda text: text.encode().hex(),
                                  lambda text: base64.b64encode(f"xy{text}".encode()).decode(),
                                  lambda text: f"%7B{text}%7D"])  # fmt: skip
def test_a_secret_is_known_in_many_forms(wrap):
    canaries = Canaries()
    text = canaries.plant("x", frozenset())
    assert [one.name for one in canaries.found_in(wrap(text).encode())] == ["x"]
    assert canaries.found_in(harmless(text).encode()) == set()
