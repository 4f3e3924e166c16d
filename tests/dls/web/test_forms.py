"""Two people edit one thing, and nothing either typed is lost."""

import pytest

from dls.conferences.models.conference import Conference
from dls.web.forms import MergingForm


class BasicsForm(MergingForm[Conference]):
    class Meta:
        model = Conference
        fields = ["title", "city", "starts_on"]


def opened(conference):
    """What a browser would send back unchanged from a form opened now."""
    form = BasicsForm(instance=Conference.objects.get(pk=conference.pk))
    return {
        name: form[name].value() if name != "starts_on" else form["starts_on"].value().isoformat()
        for name in ("title", "city", "starts_on", "base")
    }


def sent(conference, data):
    return BasicsForm(data, instance=Conference.objects.get(pk=conference.pk))


def test_a_form_nobody_else_touched_saves(conference):
    data = opened(conference) | {"city": "Denver"}
    form = sent(conference, data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["city"] == "Denver"


def test_what_only_the_other_one_changed_stays_theirs(conference):
    data = opened(conference) | {"city": "Denver"}
    Conference.objects.update(title="Their title")
    form = sent(conference, data)
    assert form.is_valid(), form.errors
    form.save()
    conference.refresh_from_db()
    assert (conference.title, conference.city) == ("Their title", "Denver")


def test_what_both_changed_is_told_and_kept(conference):
    data = opened(conference) | {"title": "My title"}
    Conference.objects.update(title="Their title")
    form = sent(conference, data)
    assert not form.is_valid()
    assert "to “Their title”" in form.errors["title"][0]
    assert form["title"].value() == "My title"


def test_saving_again_after_having_been_told_replaces_theirs(conference):
    data = opened(conference) | {"title": "My title"}
    Conference.objects.update(title="Their title")
    told = sent(conference, data)
    assert not told.is_valid()
    again = sent(conference, data | {"base": told["base"].value()})
    assert again.is_valid(), again.errors
    assert again.cleaned_data["title"] == "My title"


def test_both_changing_it_to_the_same_is_no_conflict(conference):
    data = opened(conference) | {"title": "One title"}
    Conference.objects.update(title="One title")
    assert sent(conference, data).is_valid()


@pytest.mark.parametrize("base", ["", "forged", "a:b:c"])
def test_a_forged_base_is_taken_as_none(conference, base):
    assert sent(conference, opened(conference) | {"base": base, "title": "Mine"}).is_valid()


class WideForm(MergingForm[Conference]):
    class Meta:
        model = Conference
        fields = ["title", "city", "starts_on", "country", "attendance", "second_factor_required"]


@pytest.mark.parametrize(
    ("name", "theirs", "shown"),
    [
        ("city", "Bremen", "Bremen"),
        ("starts_on", "2030-11-16", "16/11/2030"),
        ("country", "NL", "NL"),
        ("attendance", 120, "120"),
        ("second_factor_required", True, "True"),
    ],
)
def test_what_only_the_other_one_changed_survives_a_second_save(conference, name, theirs, shown):
    def made(data):
        return WideForm(data, instance=Conference.objects.get(pk=conference.pk))

    def as_shown(form):
        return {field.html_name: str(field.value()) for field in form if field.value()}

    data = as_shown(made(None)) | {"title": "My title"}
    Conference.objects.update(title="Their title", **{name: theirs})
    told = made(data)
    assert not told.is_valid()
    assert as_shown(told)[name] == shown
    again = made(as_shown(told))
    assert again.is_valid(), again.errors
    again.save()
    conference.refresh_from_db()
    assert (conference.title, str(getattr(conference, name))) == ("My title", str(theirs))
