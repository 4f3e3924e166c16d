"""From a draft to a submitted paper and back: what is done, and who is told."""

import hashlib
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.journal.models import Entry
from dls.mail.models import Letter
from dls.web import clock
from dls.web.verdicts import Refused
from submissions.actions import extending, manuscripts, papers
from submissions.models.authors import Author, AuthorAffiliation
from submissions.models.papers import Paper
from tests.conftest import due, wrote

Status = Paper.Status


def letters():
    return sorted(Letter.objects.values_list("kind", "to"))


def named(paper, name="Named", **fields):
    """An author who has not claimed the paper."""
    author = Author.objects.create(
        paper=paper, position=paper.authors.count() + 1, given_name="Demo", family_name=name,
        email=f"{name.lower()}@demo.example", **fields,
    )  # fmt: skip
    AuthorAffiliation.objects.create(author=author, institution="Demo Lab", country="DE")
    return author


def at(name, paper):
    return reverse(f"submissions:{name}", args=[paper.conference.slug, paper.number])


@pytest.fixture
def draft(make_paper):
    return make_paper(Status.DRAFT)


def test_a_complete_draft_is_submitted_and_everybody_told(draft, author, make_person):
    colleague = make_person("colleague")
    wrote(draft, colleague)
    named(draft)
    papers.submit(draft, by=author)
    draft.refresh_from_db()
    assert draft.is_submitted
    assert letters() == [
        ("submissions/named", "named@demo.example"),
        ("submissions/receipt", "author@demo.example"),
        ("submissions/submitted", "colleague@demo.example"),
    ]
    assert draft.authors.filter(told_at=None).count() == 0


def test_a_second_click_changes_nothing_and_tells_nobody(draft, author):
    papers.submit(draft, by=author)
    before = Paper.objects.get().submitted_at
    papers.submit(draft, by=author)
    assert Paper.objects.get().submitted_at == before
    assert Letter.objects.count() == 1
    assert Entry.objects.filter(verb="submitted").count() == 1


def test_an_incomplete_draft_is_refused_and_nothing_changes(make_paper, author):
    paper = make_paper(Status.DRAFT, abstract="")
    with pytest.raises(Refused, match="the abstract"):
        papers.submit(paper, by=author)
    assert (Paper.objects.get().status, Letter.objects.count()) == (Status.DRAFT, 0)


def test_a_stranger_submits_nothing(draft, stranger):
    with pytest.raises(Refused, match="Only an author"):
        papers.submit(draft, by=stranger)
    assert Paper.objects.get().is_draft


def test_the_receipt_carries_the_hash(draft, author, client):
    from submissions.models.manuscripts import Manuscript

    Manuscript.objects.create(
        paper=draft, sha256="ab" * 32, name="demo.pdf", size=1_400_000, kind="application/pdf"
    )
    papers.submit(draft, by=author)
    assert "ab" * 32 in Letter.objects.get(kind="submissions/receipt").body
    client.force_login(author)
    page = client.get(at("receipt", draft)).text
    assert "ab" * 32 in page
    assert "1.4 MB" in page


@pytest.mark.parametrize(
    ("after", "grace", "taken"),
    [
        (timedelta(milliseconds=-100), 0, True),
        (timedelta(0), 0, True),
        (timedelta(milliseconds=100), 0, False),
        (timedelta(minutes=4, seconds=59), 5, True),
        (timedelta(minutes=5, seconds=1), 5, False),
    ],
)
def test_the_last_moment_counts_and_the_next_does_not(draft, author, after, grace, taken):
    deadline = due(draft.conference, timedelta(days=1))
    Deadline.objects.update(grace=grace)
    draft.refresh_from_db()
    with clock.at(deadline.at + after):
        if taken:
            papers.submit(draft, by=author)
        else:
            with pytest.raises(Refused, match="Papers were due"):
                papers.submit(draft, by=author)
    assert Paper.objects.get().is_submitted == taken


def test_a_whole_day_takes_papers_to_its_last_tenth_of_a_second(draft, author):
    end = clock.now().replace(hour=11, minute=59, second=59, microsecond=0) + timedelta(days=1)
    Deadline.objects.update(at=end, whole_day=True)
    with clock.at(end.replace(microsecond=900_000)):
        papers.submit(draft, by=author)
    assert Paper.objects.get().is_submitted


def test_after_the_deadline_every_way_in_is_a_sentence(draft, author, client):
    due(draft.conference, -timedelta(hours=1))
    client.force_login(author)
    for name in ("submit", "submit", "revive"):
        answer = client.post(at(name, draft))
        assert answer.status_code in {302, 409}
    assert client.post(at("submit", draft)).status_code == 409
    assert "Papers were due" in client.post(at("submit", draft)).text
    assert "Papers were due" in client.get(at("paper", draft)).text
    assert Paper.objects.get().is_draft


def test_an_archived_conference_takes_nothing(draft, author, chair):
    Conference.objects.update(state=Conference.State.ARCHIVED)
    draft.refresh_from_db()
    for by in (author, chair):
        for act in (
            lambda by=by: papers.submit(draft, by=by),
            lambda by=by: papers.withdraw(draft, "so", by=by),
        ):
            with pytest.raises(Refused, match="archived"):
                act()
    assert Paper.objects.get().is_draft


def test_withdrawing_tells_those_who_knew_and_only_them(draft, author, make_person):
    wrote(draft, make_person("colleague"))
    named(draft)  # never told: it is a draft
    papers.withdraw(draft, "We found an error.", by=author)
    draft.refresh_from_db()
    assert (draft.status, draft.withdrawn_why) == (Status.WITHDRAWN, "We found an error.")
    assert [to for _, to in letters()] == ["author@demo.example", "colleague@demo.example"]
    assert "We found an error." in Letter.objects.first().body
    papers.withdraw(draft, "Again.", by=author)
    assert Letter.objects.count() == 2


def test_withdrawing_needs_a_reason_and_is_for_insiders(draft, author, stranger, client):
    client.force_login(author)
    assert "Say why" in client.post(at("withdraw", draft), {"reason": " "}).text
    client.force_login(stranger)
    assert client.post(at("withdraw", draft), {"reason": "x"}).status_code == 404
    assert Paper.objects.get().is_draft


@pytest.mark.parametrize(("was", "status"), [(True, Status.SUBMITTED), (False, Status.DRAFT)])
def test_a_withdrawn_paper_comes_back_as_what_it_was(make_paper, author, was, status):
    paper = make_paper(Status.WITHDRAWN, submitted_at=clock.now() if was else None)
    papers.revive(paper, by=author)
    assert Paper.objects.get().status == status
    assert [kind for kind, _ in letters()] == ["submissions/revived"]


def test_a_withdrawn_paper_takes_no_changes_and_no_submitting(make_paper, author, chair):
    paper = make_paper(Status.WITHDRAWN)
    with pytest.raises(Refused, match="Bring it back"):
        papers.change(paper, {"title": "Another"}, by=author)
    for by in (author, chair):
        with pytest.raises(Refused, match="Bring it back"):
            papers.submit(paper, by=by)
    assert Paper.objects.get().title != "Another"


def test_authors_bring_nothing_back_after_the_deadline_but_chairs_do(make_paper, author, chair):
    paper = make_paper(Status.WITHDRAWN)
    due(paper.conference, -timedelta(hours=1))
    paper.refresh_from_db()
    with pytest.raises(Refused, match="Papers were due"):
        papers.revive(paper, by=author)
    papers.revive(paper, by=chair)
    assert Paper.objects.get().is_submitted


def test_letters_do_not_name_the_chair_who_acted(draft, chair):
    papers.withdraw(draft, "Asked to.", by=chair)
    body = Letter.objects.get().body
    assert "by a chair" in body
    assert chair.family_name not in body


def test_a_chair_with_a_conflict_gets_no_letter_and_does_nothing(draft, chair):
    from submissions.actions import belonging

    belonging.tie(draft, chair)
    with pytest.raises(Refused):
        papers.withdraw(draft, "x", by=chair)
    with pytest.raises(Refused):
        extending.open_longer(draft, None, "x", by=chair)
    assert Letter.objects.count() == 0


def test_another_file_of_a_submitted_paper_gets_its_own_receipt(make_paper, author, settings):
    paper = make_paper()
    pdf = b"%PDF-1.5\n" + b"demo " * 400
    manuscripts.upload(paper, "demo-v2.pdf", io.BytesIO(pdf), by=author)
    manuscripts.upload(paper, "demo-v2.pdf", io.BytesIO(pdf), by=author)
    assert hashlib.sha256(pdf).hexdigest() in Letter.objects.get(kind="submissions/receipt").body
    draft = make_paper(Status.DRAFT)
    manuscripts.upload(draft, "demo.pdf", io.BytesIO(pdf), by=author)
    assert Letter.objects.count() == 1
