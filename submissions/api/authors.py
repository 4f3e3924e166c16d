"""The list of authors of a paper."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponseBase, QueryDict
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import exceptions
from rest_framework import serializers as drf
from rest_framework.response import Response

from dls.web.api import Request
from submissions.actions import authors as actions
from submissions.api import finding, serializers
from submissions.api.finding import OfPaper
from submissions.bylines import Entry
from submissions.forms.authors import AuthorsForm, base_of
from submissions.models.authors import Author
from submissions.models.papers import Paper

MOST = 1_000  # in one request; how many a paper may have, its conference says


def text(about: str = "") -> drf.CharField:
    return drf.CharField(allow_blank=True, default="", help_text=about)


class PlaceSerializer(drf.Serializer[Any]):
    institution = text()
    country = text("Two letters, or its name in English.")


class GivenAuthorSerializer(drf.Serializer[Any]):
    """An author; who was there before is known again by address, else by name."""

    given_name = text()
    family_name = text("Needed, if there is no given name.")
    email = drf.CharField(allow_blank=True, allow_null=True, default="")
    orcid = text()
    is_corresponding = drf.BooleanField(default=False)
    is_presenter = drf.BooleanField(default=False)
    affiliations = drf.ListField(child=PlaceSerializer(), default=list, max_length=20)


ADA = {
    "given_name": "Demo",
    "family_name": "Author 7",
    "email": "author7@university.example",
    "is_corresponding": True,
    "affiliations": [{"institution": "Demo University", "country": "DE"}],
}


@extend_schema_serializer(
    examples=[OpenApiExample("One author", {"authors": [ADA]}, request_only=True)]
)
class GivenAuthorsSerializer(drf.Serializer[Any]):
    """All authors, in their order."""

    authors = drf.ListField(child=GivenAuthorSerializer(), max_length=MOST)


class AuthorsSerializer(drf.Serializer[Any]):
    """The authors in their order; null, where you may not know them."""

    byline = drf.CharField()
    authors = serializers.AuthorSerializer(many=True, allow_null=True)


class AuthorsResource(OfPaper[Author]):
    serializer_class = AuthorsSerializer
    queryset = Author.objects.none()

    def retrieve(self, request: Request, slug: str, number: int) -> HttpResponseBase:
        """The authors of a paper."""
        data = _shown(self.paper(slug, number), request)
        return self.unless_known([data], lambda: Response(data))

    @extend_schema(request=GivenAuthorsSerializer)
    def update(self, request: Request, slug: str, number: int) -> Response:
        """Let these be the authors, in this order; whoever is not among them is taken off.

        With If-Match, only if the list still is what you read.
        """
        paper = self.own_paper(slug, number)
        if "If-Match" in request.headers:
            self.require_known([_shown(self.own_paper(slug, number), request)])
        sent = GivenAuthorsSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        form = AuthorsForm(paper, _typed(paper, sent.validated_data["authors"]))
        _require(form)
        actions.put(paper, form.entries(), by=request.user)
        return Response(_shown(self.own_paper(slug, number), request))


def _shown(paper: Paper, request: Request) -> dict[str, Any]:
    finding.fetch_all(paper, request.user)
    told = serializers.PaperSerializer(paper, context={"request": request})
    return {"byline": paper.byline, "authors": told.get_authors(paper)}


def _require(form: AuthorsForm) -> None:
    """Every problem with the place of its author, from 0, and its field."""
    if form.check():
        return
    order = form.data.getlist("row") if form.data else []
    wrong = {
        str(order.index(row.ref)): {name: [told] for name, told in row.errors.items()}
        for row in form.rows
        if row.errors
    }
    raise exceptions.ValidationError({"authors": wrong or form.problems})


def _typed(paper: Paper, sent: Sequence[Mapping[str, Any]]) -> QueryDict:
    """The list as its page would send it."""
    there = AuthorsForm(paper).now
    refs = _recognised(there, sent)
    data = QueryDict(mutable=True)
    data["base"] = base_of(there)
    data.setlist("row", refs)
    data.setlist("corresponding", _marked(refs, sent, "is_corresponding"))
    presenters = _marked(refs, sent, "is_presenter")
    if len(presenters) > 1:
        raise finding.invalid("authors", "One author presents the paper, not several.")
    data["presenter"] = "".join(presenters)
    for ref, one in zip(refs, sent, strict=True):
        for name in ("given_name", "family_name", "email", "orcid"):
            data[f"{ref}-{name}"] = one[name] or ""
        data.setlist(f"{ref}-institution", [place["institution"] for place in one["affiliations"]])
        data.setlist(f"{ref}-country", [place["country"] for place in one["affiliations"]])
    return data


def _marked(refs: Iterable[str], sent: Iterable[Mapping[str, Any]], mark: str) -> list[str]:
    return [ref for ref, one in zip(refs, sent, strict=True) if one[mark]]


def _recognised(there: Sequence[Entry], sent: Sequence[Mapping[str, Any]]) -> list[str]:
    """Which entries they are: a claimed one stays claimed when the list is sent again."""
    left = list(there)
    refs: dict[int, str] = {}
    for what in (_address, _name):
        known = {what(_values(one)): one for one in reversed(left)}
        for place, one in enumerate(sent):
            found = known.get(what(one)) if place not in refs and what(one) else None
            if found in left:
                refs[place] = found.ref
                left.remove(found)
    return [refs.get(place, f"new-{place + 1}") for place in range(len(sent))]


def _values(entry: Entry) -> dict[str, str]:
    return {name: getattr(entry, name) for name in ("given_name", "family_name", "email")}


def _address(one: Mapping[str, Any]) -> str:
    return (one["email"] or "").strip().lower()


def _name(one: Mapping[str, Any]) -> str:
    return f"{one['given_name']} {one['family_name']}".strip().casefold()
