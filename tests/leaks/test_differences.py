"""What one may not know changes nothing one sees: no count, no order, no status, no version."""

from datetime import UTC, datetime

import pytest

from dls.conferences.models.conference import Conference
from dls.web import clock
from tests.leaks import differences, values, world
from tests.leaks.conftest import FIGURES
from tests.leaks.hunt import Hunt, undone

pytestmark = [pytest.mark.django_db, pytest.mark.whole]
NOON = datetime(2030, 8, 1, 12, tzinfo=UTC)
OUTSIDERS = ["anonymous", "stranger", "stranger-token"]


def changed(hunt: Hunt, viewers: list[str], places: list[values.Place], change) -> list[str]:
    """The addresses that look different once something has changed."""
    asked = [(viewer, place) for viewer in viewers for place in places if hunt.chosen()]
    with clock.at(NOON):
        before = {one: seen(hunt, *one) for one in asked}
        with undone():
            change()
            return [
                f"{viewer} GET {place.url}: {difference}"
                for viewer, place in asked
                if (difference := _first(before[viewer, place], seen(hunt, viewer, place)))
            ]


def _first(one: bytes, other: bytes) -> str:
    """Where two answers part."""
    lines = zip(one.splitlines(), other.splitlines(), strict=False)
    parted = (f"{was[:120]!r} became {now[:120]!r}" for was, now in lines if was != now)
    return "" if one == other else next(parted, "longer or shorter")


def seen(hunt: Hunt, viewer: str, place: values.Place) -> bytes:
    return differences.still(hunt.get(viewer, place.url))


def outside(hunt: Hunt) -> list[values.Place]:
    """Addresses that nobody needs a link or a role for."""
    return [place for place in values.places(hunt.world) if not place.grants]


@pytest.mark.parametrize("phase", ["public", "archived"])
def test_secrets_that_go_leave_no_trace(phase, record_property):
    hunt = Hunt(world.build(phase))
    places = [
        place for place in outside(hunt) if "/join/" not in place.url and "/leave/" not in place.url
    ]
    found = changed(hunt, OUTSIDERS, places, differences.forget_secrets)
    assert not found, "\n".join(found[:40])
    record_property(FIGURES, (hunt.tried, hunt.searched))


def test_a_conference_in_preparation_is_like_none_at_all(record_property):
    hunt = Hunt(world.build("preparing"))
    places = [place for place in outside(hunt) if "series" not in place.url]

    def rename() -> None:
        Conference.objects.filter(slug=world.HERE).update(slug="renamed")

    viewers = [*OUTSIDERS, "elsewhere-chair", "elsewhere-token"]
    found = changed(hunt, viewers, places, rename)
    assert not found, "\n".join(found[:40])
    record_property(FIGURES, (hunt.tried, hunt.searched))
