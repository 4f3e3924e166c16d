from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from dls.web import clock, zones
from dls.web.templatetags.ui import distance

DUE = datetime(2019, 9, 17, 11, 59, tzinfo=UTC)


def rendered(source, **context):
    return Template(source).render(Context(context))


def test_a_moment_is_told_in_its_zone():
    text = rendered("{% at due %}", due=DUE)
    assert text == '<time datetime="2019-09-17T11:59+00:00">16 Sep 2019, 23:59 AoE</time>'


def test_a_moment_is_told_in_the_readers_zone_too():
    request = RequestFactory().get("/")
    request.COOKIES["zone"] = "Europe/Amsterdam"
    assert "17 Sep 2019, 13:59 CEST" in rendered("{% at_mine due %}", due=DUE, request=request)


@pytest.mark.parametrize("cookie", ["", "Mars/Olympus", "../../etc/passwd", "<script>"])
def test_a_zone_nobody_knows_is_ignored(cookie):
    request = RequestFactory().get("/")
    request.COOKIES["zone"] = cookie
    assert zones.of_reader(request) == ""


@pytest.mark.parametrize(
    ("delta", "told"),
    [
        (timedelta(days=2, hours=17, minutes=5), "in 2 days, 17 hours"),
        (timedelta(days=40, minutes=58), "in 40 days"),
        (timedelta(hours=1), "in 1 hour"),
        (timedelta(minutes=-3), "3 minutes ago"),
        (timedelta(seconds=20), "now"),
    ],
)
def test_distances_are_told_in_the_two_largest_units(delta, told):
    assert distance(DUE + delta, DUE) == told


def test_the_clock_can_be_set_and_goes_on_afterwards():
    with clock.at(DUE):
        assert clock.now() == DUE
    assert clock.now() > DUE


@pytest.mark.parametrize("name", [name for name, _ in zones.choices()][::40])
def test_every_zone_has_a_label(name):
    assert zones.label(DUE, name)
