"""Whatever is sent about a paper that is there, the interface keeps to its description."""

import json
from datetime import timedelta
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import given

from dls.conferences.models.conference import Topic
from dls.conferences.models.roles import Role
from dls.people.models import Token
from dls.wsgi import application
from submissions import links
from submissions.models.papers import Paper
from submissions.models.questions import Question
from submissions.models.tags import Tag
from tests.api.test_hostile import BOUNDED, CHECKS, _same_connection  # noqa: F401 -- a fixture
from tests.leaks.hunt import undone
from tests.submissions.api.conftest import at

ABOUT = ("Papers", "Conflicts", "Tags", "Me")


@pytest.fixture
def draft(make_paper):
    paper = make_paper(Paper.Status.DRAFT)
    Topic.objects.create(conference=paper.conference, name="Storage")
    for kind in ("line", "number", "choice", "several", "yes-no"):
        Question.objects.create(conference=paper.conference, label=kind, kind=kind, choices=["a"])
    Tag.objects.create(conference=paper.conference, name="rank", readers="chairs", has_value=True)
    return paper


@pytest.fixture
def parts(draft, member):
    """What stands for the parts of addresses, so that something is there."""
    return {
        "slug": draft.conference.slug,
        "number": draft.number,
        "ref": Role.objects.get(person=member).ref,
        "mark": links.mark(draft.authors.get()),
        "readers": "chairs",
        "name": "rank",
    }


def headers_of(who):
    _, text = Token.objects.create(
        user=who, expiry=timedelta(days=1), name="x", scopes=["read", "write"]
    )
    return {"Authorization": f"Bearer {text}"}


@pytest.mark.parametrize("viewer", ["author", "chair"])
def test_nothing_breaks_it(request, viewer, chair, draft, parts):
    headers = headers_of(request.getfixturevalue(viewer))
    described = schemathesis.openapi.from_wsgi("/api/schema/", application)
    tried = 0
    for operation in described.get_all_operations():
        found = operation.ok()
        if not set(found.tags or ()) & set(ABOUT):
            continue

        @BOUNDED
        @given(found.as_strategy())
        def keeps_to_its_description(case):
            nonlocal tried
            tried += 1
            for name in set(case.path_parameters) & set(parts):
                case.path_parameters[name] = parts[name]
            with undone():
                case.call_and_validate(headers=headers, checks=CHECKS)

        keeps_to_its_description()
    assert tried > 200


@pytest.mark.parametrize(
    "text",
    ["a\x00b", "\ud800", "\u202eevil", "x" * 30_000, "<script>", "=1+1", "🙂" * 300, " \u200b "],
)
def test_no_text_breaks_a_field(program, draft, text):
    names = ("title", "abstract", "keywords", "collaborators", "arxiv", "code_link")
    texts = [{name: text} for name in names]
    texts += [{"topics": [text]}, {"answers": [{"question": 1, "value": text}]}]
    for sent in texts:
        answer = program.patch(at(draft), json.dumps(sent), content_type="application/json")
        assert answer.status_code in (200, 400), (sent.keys(), answer.content)
    one = {"given_name": text, "family_name": text, "email": text, "orcid": text,
           "affiliations": [{"institution": text, "country": text}]}  # fmt: skip
    listed = json.dumps({"authors": [one]})
    told = program.put(at(draft, "api-authors"), listed, content_type="application/json")
    assert told.status_code in (400, 409), told.content
    quoted = quote(text.encode("utf-8", "surrogatepass"))
    found = program.get(f"/api/v1/conferences/{draft.conference.slug}/papers/?q={quoted}")
    assert found.status_code in (200, 400), found.content


@pytest.mark.parametrize("value", [{}, [[1]], [{}], 10**400, -(10**30), 1e308, [True], ["a"] * 501])
def test_no_value_breaks_an_answer(program, draft, value):
    for number in range(1, 6):
        sent = {"answers": [{"question": number, "value": value}]}
        answer = program.patch(at(draft), sent, format="json")
        assert answer.status_code in (200, 400), (number, answer.content)


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, 10**30])
def test_no_number_breaks_it(program, signed_in, chair, draft, number):
    assert program.patch(at(draft), {"category": number}, format="json").status_code == 400
    for found in (number, str(number)):
        url = at(draft).replace(f"/{draft.number}/", f"/{abs(int(found))}/")
        assert program.get(url).status_code in (200, 404)
    conflicts = f"/api/v1/conferences/{draft.conference.slug}/conflicts/?paper={number}"
    assert signed_in(chair).get(conflicts).status_code in (200, 400)
