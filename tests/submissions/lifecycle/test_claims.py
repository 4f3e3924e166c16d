"""Somebody named on a paper claims it, or says that they are none of its authors."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from dls.mail.models import Letter
from dls.web.verdicts import Refused
from submissions import links
from submissions.actions import belonging, claims
from submissions.models.authors import Author
from submissions.models.conflicts import Conflict
from submissions.models.papers import Paper
from tests.submissions.lifecycle.test_submitting import named

NAMES = ("named", "named-claim", "named-deny", "named-undo")


@pytest.fixture
def entry(make_paper):
    return named(make_paper())


@pytest.fixture
def owner(make_person):
    who = make_person("named")
    EmailAddress.objects.create(user=who, email=who.email, verified=True, primary=True)
    return who


def at(name, author, mark=""):
    paper = author.paper
    args = [paper.conference.slug, paper.number, mark or links.mark(author)]
    return reverse(f"submissions:{name}", args=args)


def test_the_owner_of_the_address_claims_the_paper_and_sees_it(entry, owner):
    assert not Paper.objects.visible_to(owner).exists()
    claims.claim(entry, by=owner)
    claims.claim(entry, by=owner)
    (paper,) = Paper.objects.visible_to(owner)
    assert paper.is_mine


def test_whoever_claims_has_a_conflict_even_as_a_chair(entry, chair):
    EmailAddress.objects.create(user=chair, email=entry.email, verified=True)
    claims.claim(entry, by=chair)
    conflict = Conflict.objects.get()
    assert (conflict.person, conflict.kind, conflict.holds) == (chair, "author", True)
    assert not Paper.objects.run_by(chair).exists()


def test_an_address_that_is_not_proven_claims_nothing(entry, make_person):
    thief = make_person("thief")
    EmailAddress.objects.create(user=thief, email=entry.email, verified=False)
    with pytest.raises(Refused, match="does not have that address"):
        claims.claim(entry, by=thief)
    assert Author.objects.get(pk=entry.pk).person is None


def test_nobody_claims_what_another_has(entry, owner, make_person):
    claims.claim(entry, by=owner)
    with pytest.raises(Refused, match="Somebody has claimed"):
        claims.claim(entry, by=make_person("second"))


def test_the_link_works_without_an_account_and_tells_only_chairs_without_conflict(
    entry, client, chair, make_person, conference
):
    from tests.conftest import holds

    other = make_person("second")
    holds(other, conference, "chair")
    belonging.tie(entry.paper, other)
    answer = client.post(at("named-deny", entry), {"reason": "Never worked on it."})
    assert answer.status_code == 302
    entry.refresh_from_db()
    assert (entry.is_denied, entry.denied_why) == (True, "Never worked on it.")
    assert list(Letter.objects.values_list("kind", "to")) == [("submissions/denied", chair.email)]
    page = client.get(at("named", entry)).text
    assert "You said that you are no author" in page
    client.post(at("named-undo", entry))
    entry.refresh_from_db()
    assert not entry.is_denied


def test_whoever_denies_no_longer_sees_the_paper(entry, owner):
    claims.claim(entry, by=owner)
    claims.deny(Author.objects.get(pk=entry.pk), "", by=owner)
    assert not Paper.objects.visible_to(owner).exists()


def test_a_claimed_entry_is_denied_by_its_owner_alone(entry, owner, client):
    claims.claim(entry, by=owner)
    assert client.post(at("named-deny", entry)).status_code == 409
    entry.refresh_from_db()
    assert not entry.is_denied


@pytest.mark.parametrize("name", NAMES)
def test_a_link_for_another_address_opens_nothing(name, entry, client):
    mark = links.mark(entry)
    Author.objects.filter(pk=entry.pk).update(email="new@demo.example")
    assert client.post(at(name, entry, mark)).status_code == 404


def test_who_is_signed_out_is_led_back_here(entry, client):
    page = client.get(at("named", entry)).text
    assert f"{reverse('account_login')}?next={at('named', entry)}" in page
    assert reverse("account_signup") in page


def test_who_is_signed_in_claims_with_one_button(entry, owner, client):
    client.force_login(owner)
    assert "Claim this paper" in client.get(at("named", entry)).text
    answer = client.post(at("named-claim", entry))
    assert answer.url == entry.paper.get_absolute_url()


def test_my_papers_offer_what_names_me(entry, owner, client):
    client.force_login(owner)
    page = client.get(reverse("submissions:mine", args=[entry.paper.conference.slug])).text
    assert entry.paper.title in page
    assert at("named", entry) in page


def test_a_changed_list_tells_who_came_and_who_went(make_paper, author):
    from submissions.actions import authors
    from submissions.bylines import Entry

    paper = make_paper()
    gone = named(paper, told_at=paper.made_at)
    mine = paper.authors.get(person=author)
    keep = Entry(
        str(mine.pk), "Demo", "Author", author.email, is_corresponding=True,
        affiliations=(("Demo University", "DE"),),
    )  # fmt: skip
    new = Entry("new-1", "Demo", "Second", "second@demo.example", affiliations=(("Lab", "DE"),))
    authors.put(paper, [keep, new], by=author)
    told = sorted(Letter.objects.values_list("kind", "to"))
    assert told == [
        ("submissions/named", "second@demo.example"), ("submissions/unnamed", gone.email),
    ]  # fmt: skip
