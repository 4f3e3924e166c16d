"""The list of authors: its page, its action, and two people at it at once."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dls.journal.models import Entry as Told
from dls.web.verdicts import Refused
from submissions.actions import authors as actions
from submissions.bylines import Entry
from submissions.forms.authors import AuthorsForm, entries_of
from submissions.models.authors import Author
from submissions.models.papers import Paper, PaperWord
from submissions.models.setup import Setup
from tests.conftest import due


@pytest.fixture
def paper(make_paper):
    return make_paper("draft")


@pytest.fixture
def page(client, author, paper):
    client.force_login(author)
    return reverse("submissions:authors", args=[paper.conference.slug, paper.number])


def row(ref, **said):
    """A row of the form as a browser sends it."""
    names = {"given_name": "Demo", "family_name": "", "email": "", "orcid": ""} | said
    places = names.pop("places", [("Demo University", "Germany")])
    sent = {f"{ref}-{name}": value for name, value in names.items()}
    sent[f"{ref}-institution"] = [name for name, _ in places]
    sent[f"{ref}-country"] = [country for _, country in places]
    return ref, sent


def filled(paper, *rows, base=None, **more):
    page = {"row": [ref for ref, _ in rows], "base": base or opened(paper)}
    for _, sent in rows:
        page |= sent
    return page | more


def opened(paper):
    return AuthorsForm(paper).base


def first(paper):
    return str(paper.authors.get(position=1).pk)


def mine(paper, **said):
    return row(first(paper), family_name="Author", email="author@demo.example", **said)


def names(paper):
    return [str(one) for one in Author.objects.filter(paper=paper)]


def test_authors_are_added_in_their_order_with_all_they_have(client, page, paper):
    second = row(
        "new-1", family_name="Second", email="Second@Demo.Example", orcid="0000000218250097",
        places=[("Demo Lab", "us"), ("Demo University", "Germany")],
    )  # fmt: skip
    client.post(
        page, filled(paper, second, mine(paper), presenter="new-1", corresponding=["new-1"])
    )
    found = Author.objects.filter(paper=paper)
    assert [(one.name, one.email, one.orcid) for one in found] == [
        ("Demo Second", "second@demo.example", "0000-0002-1825-0097"),
        ("Demo Author", "author@demo.example", ""),
    ]
    assert [(one.institution, one.country) for one in found[0].affiliations.all()] == [
        ("Demo Lab", "US"), ("Demo University", "DE"),
    ]  # fmt: skip
    assert (found[0].is_presenter, found[0].is_corresponding, found[1].is_corresponding) == (
        True, True, False,
    )  # fmt: skip
    assert PaperWord.objects.filter(paper=paper, place="a", word="second").exists()
    assert Told.objects.filter(verb="changed the authors of").count() == 1


def test_a_claim_moves_with_its_entry(client, page, paper, author):
    second = row("new-1", family_name="Second", email="second@demo.example")
    client.post(page, filled(paper, second, mine(paper)))
    assert paper.authors.get(person=author).position == 2


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"family_name": "", "given_name": "", "email": "x@demo.example"}, "Give a name."),
        ({"family_name": "Two", "email": "author@demo.example"}, "have the same address"),
        ({"family_name": "Two", "email": "nobody"}, "This is no email address."),
        ({"family_name": "Two", "orcid": "0000-0002-1825-0098"}, "The last digit does not fit"),
        ({"family_name": "Two", "places": [("Uni", "Grmany")]}, "Is it Germany?"),
        ({"family_name": "Two", "places": [("", "France")]}, "Name the institution"),
        ({"family_name": "x" * 101}, "At most 100 characters"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, page, paper, said, sentence):
    answer = client.post(page, filled(paper, mine(paper), row("new-1", **said)))
    assert sentence in answer.content.decode()
    assert 'value="new-1"' in answer.content.decode()
    assert names(paper) == ["Demo Author"]


def test_the_same_address_twice_names_both(client, page, paper):
    twice = [row(f"new-{n}", family_name=f"No {n}", email="a@demo.example") for n in (1, 2)]
    text = client.post(page, filled(paper, *twice)).content.decode()
    assert "Demo No 1 and Demo No 2 have the same address, a@demo.example." in text


def test_three_hundred_authors_are_refused_with_a_sentence(client, page, paper):
    many = [row(f"new-{n}", family_name=f"No {n}") for n in range(1, 300)]
    answer = client.post(page, filled(paper, mine(paper), *many))
    assert answer.status_code == 409
    assert "These are 300 authors; DEMO1 takes 60 at most." in answer.content.decode()
    assert 'value="new-299"' in answer.content.decode()
    assert names(paper) == ["Demo Author"]


def test_two_editors_who_add_somebody_each_both_keep_theirs(client, page, paper, author):
    base = opened(paper)
    actions.put(paper, [*entries_of(paper), Entry("new-9", "Demo", "Theirs")], by=author)
    client.post(page, filled(paper, mine(paper), row("new-1", family_name="Mine"), base=base))
    assert sorted(names(paper)) == ["Demo Author", "Demo Mine", "Demo Theirs"]


def test_a_name_changed_by_both_is_shown_twice_and_saved_when_said_again(
    client, page, paper, author
):
    base = opened(paper)
    Author.objects.filter(paper=paper).update(given_name="Theirs")
    answer = client.post(page, filled(paper, mine(paper, given_name="Mine"), base=base))
    text = answer.content.decode()
    assert "Somebody else changed the given name to “Theirs”." in text
    assert 'value="Mine"' in text
    assert names(paper) == ["Theirs Author"]
    client.post(
        page, filled(paper, mine(paper, given_name="Mine"), base=answer.context["form"].base)
    )
    assert names(paper) == ["Mine Author"]


def test_the_same_answer_sent_twice_adds_nobody_twice(client, page, paper):
    sent = filled(paper, mine(paper), row("new-1", family_name="Second", email="s@demo.example"))
    client.post(page, sent)
    client.post(page, sent)
    assert names(paper) == ["Demo Author", "Demo Second"]


def test_the_address_of_a_claimed_entry_stays_with_its_person(paper, author):
    entries = entries_of(paper)
    other = [Entry(entries[0].ref, "Demo", "Other", "other@demo.example")]
    with pytest.raises(Refused, match="Demo Author has claimed this entry"):
        actions.put(paper, other, by=author)
    assert names(paper) == ["Demo Author"]
    EmailAddress.objects.create(user=author, email="other@demo.example", verified=True)
    actions.put(paper, other, by=author)
    assert paper.authors.get().person == author


def test_nobody_takes_themselves_off_by_mistake(paper, author):
    with pytest.raises(Refused, match="take yourself off"):
        actions.put(paper, [Entry("new-1", "Demo", "Other")], by=author)
    paper.contacts.add(author)
    actions.put(paper, [Entry("new-1", "Demo", "Other")], by=author)
    assert names(paper) == ["Demo Other"]


def test_two_addresses_and_the_presenter_can_be_swapped(paper, author):
    paper.contacts.add(author)
    paper.authors.all().delete()
    a, b = (
        Entry("new-1", "Demo", "A", "a@demo.example"),
        Entry("new-2", "Demo", "B", "b@demo.example", is_presenter=True),
    )
    actions.put(paper, [a, b], by=author)
    one, two = entries_of(paper)
    swapped = [
        Entry(one.ref, "Demo", "A", "b@demo.example", is_presenter=True),
        Entry(two.ref, "Demo", "B", "a@demo.example"),
    ]
    actions.put(paper, swapped, by=author)
    assert [(said.email, said.is_presenter) for said in entries_of(paper)] == [
        ("b@demo.example", True), ("a@demo.example", False),
    ]  # fmt: skip


def test_a_submitted_paper_keeps_an_author(client, author, make_paper):
    paper = make_paper(Paper.Status.SUBMITTED)
    paper.contacts.add(author)
    with pytest.raises(Refused, match="must stay complete"):
        actions.put(paper, [], by=author)
    assert names(paper) == ["Demo Author"]


def test_after_the_deadline_what_was_typed_stays_on_the_page(client, page, paper):
    due(paper.conference, -timedelta(hours=1))
    answer = client.post(page, filled(paper, mine(paper), row("new-1", family_name="Late")))
    assert answer.status_code == 409
    assert "Papers were due" in answer.content.decode()
    assert 'value="Late"' in answer.content.decode()
    assert names(paper) == ["Demo Author"]


@pytest.mark.parametrize(
    ("deed", "shown"),
    [
        ("add", ["Author", "Second", ""]),
        ("up:new-1", ["Second", "Author"]),
        ("down:new-1", ["Author", "Second"]),
        ("remove:new-1", ["Author"]),
        ("me", ["Author", "Second", "Author"]),
        ("nonsense", ["Author", "Second"]),
        ("up:none", ["Author", "Second"]),
    ],
)
def test_without_scripts_the_buttons_work_on_what_is_typed(client, page, paper, deed, shown):
    sent = filled(paper, mine(paper), row("new-1", family_name="Second"), deed=deed)
    rows = client.post(page, sent).context["form"].rows
    assert [one.entry.family_name for one in rows] == shown
    assert names(paper) == ["Demo Author"]


def test_a_pasted_list_comes_after_those_above(client, page, paper):
    pasted = "Demo One <one@demo.example>, Demo Lab, France\nDemo Two, Demo University, Japan"
    answer = client.post(page, filled(paper, mine(paper), deed="paste", list=pasted))
    found = [(one.entry.name, one.entry.affiliations) for one in answer.context["form"].rows[1:]]
    assert found == [
        ("Demo One", (("Demo Lab", "FR"),)), ("Demo Two", (("Demo University", "JP"),)),
    ]  # fmt: skip


def test_an_empty_list_pasted_is_answered_with_a_sentence(client, page, paper):
    answer = client.post(page, filled(paper, mine(paper), deed="paste", list="  \n"))
    assert "There is no name in what you pasted." in answer.content.decode()


def test_a_script_is_told_what_new_rows_are_called(client, page, paper):
    sent = filled(paper, mine(paper), row("new-1", family_name="Second"))
    told = client.post(page, sent, headers={"Accept": "application/json"}).json()
    made = str(paper.authors.get(position=2).pk)
    assert (told["refs"], told["stale"], told["errors"]) == ({"new-1": made}, False, {})
    assert told["base"] == opened(paper) or told["base"]


@pytest.mark.parametrize("viewer", ["stranger", "member", "other_chair", "operator"])
def test_for_others_there_is_no_such_page(viewer, client, paper, request):
    client.force_login(request.getfixturevalue(viewer))
    address = reverse("submissions:authors", args=[paper.conference.slug, paper.number])
    assert client.get(address).status_code == client.post(address).status_code == 404


def test_a_list_costs_as_many_queries_for_three_as_for_one(client, page, paper):
    def queries():
        with CaptureQueriesContext(connection) as held:
            client.get(page)
        return len(held)

    queries()
    one = queries()
    for number in (2, 3):
        Author.objects.create(paper=paper, position=number, family_name=f"No {number}")
    assert queries() == one


def test_the_setup_says_how_many(client, page, paper):
    Setup.objects.update(authors_most=1)
    answer = client.post(page, filled(paper, mine(paper), row("new-1", family_name="Second")))
    assert answer.status_code == 409
