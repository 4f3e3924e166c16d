"""Words that stand in addresses: anything else is no address of ours."""

from django.urls import register_converter

from dls.conferences.models.conference import Conference
from dls.conferences.models.pages import Page


class Word:
    """One of a few words."""

    regex: str

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


class State(Word):
    regex = "|".join(Conference.State.values)


class PageKind(Word):
    regex = "|".join(Page.Kind.values)


class Way(Word):
    regex = "up|down"


register_converter(State, "state")
register_converter(PageKind, "pagekind")
register_converter(Way, "way")
