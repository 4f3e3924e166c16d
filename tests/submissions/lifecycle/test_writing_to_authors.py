"""Reminders and letters to authors: who gets them, and who may know of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from dls.conferences.models.deadlines import Deadline
from dls.mail import audiences
from dls.mail.actions import reminders
from dls.mail.models import Letter
from dls.web import clock
from submissions.actions import belonging, contacts
from submissions.models.papers import Paper
from tests.conftest import due, holds, wrote
from tests.submissions.lifecycle.test_submitting import named

Status = Paper.Status


def emails(name, conference):
    return [one.email for one in audiences.recipients(name, conference)]


def test_each_audience_has_its_people_once(make_paper, make_person, author, open_call):
    for status in (Status.SUBMITTED, Status.SUBMITTED, Status.DRAFT):
        paper = make_paper(status)
        wrote(paper, make_person(f"second{paper.number}"))
        named(paper, f"untold{paper.number}")
    told = named(Paper.objects.first(), "told", told_at=clock.now())
    denied = named(Paper.objects.first(), "denied", told_at=clock.now(), denied_at=clock.now())
    helper = make_person("helper")
    Paper.objects.first().contacts.add(helper)
    submitted = emails("papers/submitted", open_call)
    assert submitted == [
        author.email, "second1@demo.example", "second2@demo.example", told.email
    ]  # fmt: skip
    assert denied.email not in submitted
    assert emails("papers/corresponding", open_call) == [author.email]
    assert emails("papers/contacts", open_call) == [helper.email]
    assert emails("papers/drafts", open_call) == [author.email, "second3@demo.example"]
    assert emails("papers/withdrawn", open_call) == []
    sizes = audiences.sizes(open_call)
    assert sizes["papers/submitted"] == 4
    assert sizes["papers/drafts"] == 2


def test_a_chair_with_a_conflict_does_not_see_who_is_written_to(
    make_paper, make_person, conference, client, chair
):
    paper = make_paper(Status.DRAFT)
    other = make_person("second")
    holds(other, conference, "chair")
    belonging.tie(paper, other)
    make = {"audience": "papers/drafts", "subject": "Hello", "body": "Dear {{ name }}"}
    for who, sees in ((chair, True), (other, False)):
        client.force_login(who)
        page = client.post(reverse("mail:mailing-new", args=[conference.slug]), make, follow=True)
        assert ("author@demo.example" in page.text) == sees


@pytest.mark.parametrize(
    ("before", "kinds"),
    [
        (timedelta(days=6, hours=23), ["submissions/draft-due"]),
        (timedelta(days=2, hours=23), ["submissions/draft-due"]),
        (timedelta(days=5), []),
    ],
)
def test_drafts_are_reminded_and_told_what_they_lack(make_paper, before, kinds, open_call, author):
    make_paper(Status.DRAFT, title="Half done", abstract="")
    make_paper(Status.SUBMITTED)
    make_paper(Status.WITHDRAWN)
    at = clock.now().replace(hour=23, minute=59) + timedelta(days=30)
    Deadline.objects.update(at=at, zone="UTC")
    with clock.at(at - before):
        reminders.write_due()
        reminders.write_due()
    found = Letter.objects.filter(kind__startswith="submissions/")
    assert [one.kind for one in found] == kinds
    for letter in found:
        assert letter.to == author.email
        assert "the abstract" in letter.body
        assert letter.about == Paper.objects.drafts().get().key


def test_two_drafts_are_two_letters_and_one_open_for_longer_is_none(make_paper, open_call, chair):
    from dls.conferences.days import When
    from submissions.actions import extending

    for _ in range(2):
        make_paper(Status.DRAFT)
    longer = make_paper(Status.DRAFT)
    at = clock.now().replace(hour=23, minute=59) + timedelta(days=30)
    Deadline.objects.update(at=at, zone="UTC")
    longer.refresh_from_db()
    later = When(at + timedelta(days=3), whole_day=False)
    extending.open_longer(longer, later, "So.", by=chair)
    with clock.at(at - timedelta(hours=23)):
        reminders.write_due()
    assert Letter.objects.filter(kind="submissions/draft-due").count() == 2


def test_on_the_day_itself_drafts_are_told(make_paper, open_call):
    make_paper(Status.DRAFT)
    at = clock.now().replace(hour=23, minute=59) + timedelta(days=30)
    Deadline.objects.update(at=at, zone="UTC")
    with clock.at(at.replace(hour=10)):
        reminders.write_due()
    assert Letter.objects.filter(kind="submissions/due-today").count() == 1


def test_somebody_asked_looks_after_a_paper_once_they_say_yes(
    make_paper, make_person, author, client
):
    from allauth.account.models import EmailAddress

    paper = make_paper()
    contacts.ask(paper, "Helper@demo.example", by=author)
    letter = Letter.objects.get(kind="submissions/asked")
    link = next(word for word in letter.body.split() if "/contacts/" in word)
    path = link[link.index("/demo1") :]
    helper, thief = make_person("helper"), make_person("thief")
    EmailAddress.objects.create(user=helper, email=helper.email, verified=True)
    assert client.get(path).url.startswith(reverse("account_login"))
    client.force_login(thief)
    assert client.post(path).status_code == 404
    client.force_login(helper)
    assert "Look after it" in client.get(path).text
    assert client.post(path).url == paper.get_absolute_url()
    assert client.get(paper.get_absolute_url()).status_code == 200
    contacts.drop(paper, helper, by=author)
    assert client.post(path).status_code == 404
    assert not Paper.objects.visible_to(helper).exists()


def test_asking_says_the_same_with_and_without_an_account(make_paper, author, make_person, client):
    paper = make_paper()
    make_person("there")
    client.force_login(author)
    page = reverse("submissions:contacts", args=[paper.conference.slug, paper.number])
    said = []
    for name in ("there", "gone"):
        client.post(page, {"email": f"{name}@demo.example"})
        said.append(client.get(page).text.replace(name, "x").count("x@demo.example"))
    assert said[0] == said[1]


def test_the_last_who_sees_a_paper_stays(make_paper, author, make_person):
    from dls.web.verdicts import Refused

    paper = make_paper()
    paper.authors.update(person=None)
    paper.contacts.add(author)
    with pytest.raises(Refused, match="Nobody else looks after"):
        contacts.drop(paper, author, by=author)
    assert paper.contacts.count() == 1


def test_a_date_of_the_past_reminds_nobody(make_paper, open_call):
    make_paper(Status.DRAFT)
    due(open_call, -timedelta(days=3))
    reminders.write_due()
    assert not Letter.objects.filter(kind__startswith="submissions/").exists()
