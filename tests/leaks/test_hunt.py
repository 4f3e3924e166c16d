"""Nobody gets what they may not have, whatever they open or send."""

import pytest

from dls.web import api_pages, schema
from tests.leaks import fields, values, world
from tests.leaks.conftest import FIGURES
from tests.leaks.hunt import Hunt

pytestmark = [pytest.mark.django_db, pytest.mark.whole]


def told(hunt: Hunt) -> str:
    lines = sorted(map(str, hunt.leaks))
    return f"{len(lines)} leaks:\n" + "\n".join(lines[:60])


def test_every_field_says_who_may_read_it():
    assert fields.undeclared() == []


def test_every_part_of_an_address_has_something_to_stand_for_it():
    assert values.without_rows() == []


PARTS = 3  # so that several processes share the work


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("phase", world.PHASES)
def test_nobody_gets_what_they_may_not_have(phase, part, record_property):
    hunt = Hunt(world.build(phase))
    every = list(values.places(hunt.world))
    mine = set(sorted({place.name for place in every})[part::PARTS])
    places = [place for place in every if place.name in mine]
    for viewer in world.VIEWERS:
        for place in places:
            if worth_a_look(phase, viewer, place.url) and hunt.chosen():
                look(hunt, viewer, place, fragments=phase == "public")
    _send_forms(hunt, phase, places, {place.url: place.grants for place in every})
    _change_by_api(hunt, part)
    record_property(FIGURES, (hunt.tried, hunt.searched))
    assert not hunt.leaks, told(hunt)
    assert not hunt.faults, "\n".join(sorted(hunt.faults)[:40])


def worth_a_look(phase: str, viewer: str, url: str) -> bool:
    """The other conference is the same in every phase, and pages take no tokens: once will do."""
    if viewer in world.TOKENS and not url.startswith("/api/"):
        return phase == "public" and viewer == "elsewhere-token"
    return phase == "public" or not (world.ELSEWHERE in url or world.OTHER_SERIES in url)


def look(hunt: Hunt, viewer: str, place: values.Place, *, fragments: bool) -> None:
    """The whole page, and the fragment that htmx would get."""
    whole = hunt.get(viewer, place.url, place.grants)
    if fragments and whole.status_code == 200 and "HX-Request" in whole.headers.get("Vary", ""):
        hunt.get(viewer, place.url, place.grants, **{"HX-Request": "true"})


def _send_forms(hunt: Hunt, phase: str, places: list[values.Place], grants: dict[str, str]) -> None:
    """Every form that any page showed to anybody, sent by everybody; and addresses without one."""
    bare = {place.url for place in places} - {form.action for form in hunt.forms.values()}
    for viewer in [*world.PEOPLE, "anonymous"]:
        for form in list(hunt.forms.values()):
            if worth_a_look(phase, viewer, form.action) and hunt.chosen():
                grant = grants.get(form.action.partition("?")[0], "")
                hunt.post(viewer, form.action, dict(form.fields), grant)
    for viewer in ("anonymous", "stranger", "elsewhere-chair"):
        for url in sorted(bare):
            if worth_a_look(phase, viewer, url) and hunt.chosen():
                hunt.post(viewer, url, {}, grants[url])


def _change_by_api(hunt: Hunt, part: int) -> None:
    """Every operation of the REST interface that changes something, by everybody."""
    described = schema.document()
    reader = api_pages.Reader(described["components"]["schemas"])
    for path, operations in sorted(described["paths"].items())[part::PARTS]:
        pattern = path.lstrip("/").replace("{", "<").replace("}", ">")
        for method in set(operations) - {"get"}:
            body = reader.body(operations[method]) or {}
            for place in values.fill(hunt.world, path, pattern):
                for viewer in world.VIEWERS:
                    if hunt.chosen():
                        hunt.send(viewer, method, place.url, body)
