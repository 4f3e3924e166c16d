"""The list of authors for programs; claims, and contacts."""

import pytest
from allauth.account.models import EmailAddress

from dls.mail.models import Letter
from submissions import links
from submissions.models.authors import Author
from submissions.models.setup import Setup
from tests.conftest import wrote
from tests.submissions.api.conftest import at
from tests.submissions.api.test_papers import fields

pytestmark = pytest.mark.django_db

TWO = {
    "given_name": "Demo", "family_name": "Author 2", "email": "Two@demo.example",
    "affiliations": [{"institution": "Demo Laboratory", "country": "France"}],
}  # fmt: skip


def listed(client, paper, *authors):
    return client.put(at(paper, "api-authors"), {"authors": [*authors]}, format="json")


def test_the_list_that_was_read_can_be_sent_back_with_one_more(program, author, draft):
    there = program.get(at(draft, "api-authors")).json()["authors"]
    answer = listed(program, draft, TWO, *there)
    assert answer.status_code == 200, answer.content
    first, second = answer.json()["authors"]
    assert (first["family_name"], first["email"]) == ("Author 2", "two@demo.example")
    assert first["affiliations"] == [{"institution": "Demo Laboratory", "country": "FR"}]
    assert (second["email"], second["is_claimed"]) == (author.email, True)
    assert second == there[0]
    assert Author.objects.get(email=author.email).person == author


def test_a_claimed_entry_is_known_again_by_its_name(program, author, draft):
    EmailAddress.objects.create(user=author, email="new@demo.example", verified=True)
    there = program.get(at(draft, "api-authors")).json()["authors"]
    key = draft.authors.get().pk
    answer = listed(program, draft, {**there[0], "email": "new@demo.example"})
    assert answer.status_code == 200, answer.content
    assert (draft.authors.get().pk, draft.authors.get().person) == (key, author)


def test_what_is_wrong_is_told_by_its_place_and_nothing_is_saved(program, draft):
    answer = listed(
        program, draft, TWO, {**TWO, "orcid": "1", "email": "x"},
        {**TWO, "email": "", "affiliations": [{"institution": "A", "country": "Atlantis"}]},
    )  # fmt: skip
    assert answer.status_code == 400
    assert set(fields(answer)) == {"authors.1.email", "authors.1.orcid", "authors.2.affiliations"}
    twice = listed(program, draft, TWO, TWO)
    assert "have the same address" in fields(twice)["authors.1.email"]
    presenters = listed(program, draft, *({**TWO, "email": f"{n}@demo.example",
                                           "is_presenter": True} for n in (1, 2)))  # fmt: skip
    assert presenters.status_code == 400
    assert draft.authors.count() == 1


def test_nobody_takes_themselves_off_and_nobody_has_too_many_authors(program, draft):
    assert "take yourself off" in listed(program, draft, TWO).json()["detail"]
    Setup.objects.update(authors_most=2)
    there = program.get(at(draft, "api-authors")).json()["authors"]
    more = [{**TWO, "email": f"{n}@demo.example"} for n in range(299)]
    answer = listed(program, draft, *there, *more)
    assert (answer.status_code, "takes 2 at most" in answer.json()["detail"]) == (409, True)
    assert draft.authors.count() == 1


def test_a_list_that_somebody_changed_meanwhile_is_not_replaced(program, stranger, draft):
    url = at(draft, "api-authors")
    read = program.get(url)
    wrote(draft, stranger)
    stale = program.put(url, read.json(), format="json", headers={"If-Match": read["ETag"]})
    assert (stale.status_code, draft.authors.count()) == (412, 2)


@pytest.fixture
def named(draft, stranger):
    """An entry with an address that somebody has proven, and not claimed."""
    EmailAddress.objects.create(user=stranger, email=stranger.email, verified=True, primary=True)
    return Author.objects.create(
        paper=draft, position=2, given_name="Demo", family_name="Stranger", email=stranger.email
    )


def of(entry, name):
    return at(entry.paper, f"api-named-{name}", links.mark(entry))


def test_whoever_is_named_finds_the_entry_and_claims_it(signed_in, stranger, draft, named):
    client = signed_in(stranger)
    [row] = client.get("/api/v1/me/papers/named/").json()["results"]
    assert (row["paper"], row["mark"], row["is_claimed"]) == (
        draft.number, links.mark(named), False
    )  # fmt: skip
    assert client.get(at(draft)).status_code == 404
    assert client.post(of(named, "claim")).json()["is_claimed"] is True
    assert client.post(of(named, "claim")).status_code == 200
    assert client.get(at(draft)).status_code == 200
    assert client.get("/api/v1/me/papers/named/").json()["results"] == []


def test_whoever_is_named_denies_and_takes_it_back(signed_in, stranger, named):
    client = signed_in(stranger)
    answer = client.post(of(named, "deny"), {"reason": "Never heard of it"}, format="json")
    assert (answer.status_code, answer.json()["is_denied"]) == (200, True)
    assert client.post(of(named, "deny")).status_code == 409
    assert client.post(of(named, "claim")).status_code == 409
    assert client.post(of(named, "undo")).json()["is_denied"] is False


def test_the_mark_alone_opens_nothing_to_others(signed_in, member, program, named):
    for client in (signed_in(member), program):
        for name in ("claim", "deny", "undo"):
            assert client.post(of(named, name)).status_code == 404
    assert signed_in(member).get("/api/v1/me/papers/named/").json()["results"] == []
    named.refresh_from_db()
    assert (named.person, named.denied_at) == (None, None)


def test_contacts_are_asked_and_dropped(program, stranger, draft):
    url, gone = at(draft, "api-contacts"), at(draft, "api-contact-remove")
    draft.contacts.add(stranger)
    assert program.get(url).json()["contacts"] == [{"name": stranger.name, "email": stranger.email}]
    assert program.post(url, {"email": "new@demo.example"}, format="json").status_code == 202
    assert Letter.objects.filter(to="new@demo.example").exists()
    wrong = program.post(url, {"email": "nobody"}, format="json")
    assert (wrong.status_code, list(fields(wrong))) == (400, ["email"])
    assert program.post(gone, {"email": stranger.email}, format="json").status_code == 204
    assert program.post(gone, {"email": stranger.email}, format="json").status_code == 404
    assert program.get(url).json()["contacts"] == []


@pytest.mark.parametrize("viewer", ["stranger", "member"])
def test_authors_and_contacts_are_the_insiders_to_change(request, signed_in, blind, viewer):
    client = signed_in(request.getfixturevalue(viewer))
    assert listed(client, blind, TWO).status_code == 404
    url = at(blind, "api-contacts")
    assert client.get(url).status_code == 404
    assert client.post(url, {"email": "x@demo.example"}, format="json").status_code == 404
