"""Who declares, finds and decides conflicts, and what follows."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dls.conferences.models.roles import Role
from dls.journal.models import Entry
from dls.web.verdicts import Refused
from submissions.actions import conflicts as actions
from submissions.actions.conflicts import Ruling
from submissions.models.conflicts import Conflict
from submissions.models.papers import Paper
from tests.conftest import due, holds, person

State, Source, Kind = Conflict.State, Conflict.Source, Conflict.Kind


@pytest.fixture
def paper(make_paper):
    return make_paper()


@pytest.fixture
def second_chair(conference):
    who = person("second")
    holds(who, conference, Role.Kind.CHAIR)
    return who


def found(paper, who, state=State.SUSPECTED, **fields):
    high = "high" if state == State.SUSPECTED else "low"
    return Conflict.objects.create(
        paper=paper,
        person=who,
        kind=Kind.INSTITUTION,
        source=Source.FOUND,
        state=state,
        evidence=[{"says": "Both are at Demo University.", "confidence": high}],
        **fields,
    )


def closed(paper):
    due(paper.conference, -timedelta(days=1))
    return paper


def plain(text):
    """A page without what is new at each visit."""
    return re.sub(r"[A-Za-z0-9]{64}", "", text)


def url(name, conference, *args):
    return reverse(f"submissions:{name}", args=[conference.slug, *args])


def test_authors_say_who_has_a_conflict(paper, author, member):
    assert actions.declare(paper, {member: Kind.COAUTHOR}, by=author) == 1
    conflict = Conflict.objects.get()
    assert (conflict.kind, conflict.state, conflict.source) == ("co-author", "declared", "author")
    assert Entry.objects.get().verb == "declared a conflict of"


def test_saying_it_twice_changes_nothing(paper, author, member):
    actions.declare(paper, {member: Kind.COAUTHOR}, by=author)
    assert actions.declare(paper, {member: Kind.COAUTHOR}, by=author) == 0
    assert Entry.objects.count() == 1


def test_strangers_and_late_authors_declare_nothing(paper, author, stranger, member):
    with pytest.raises(Refused, match="Only an author"):
        actions.declare(paper, {member: Kind.OTHER}, by=stranger)
    with pytest.raises(Refused, match="Papers were due"):
        actions.declare(closed(paper), {member: Kind.OTHER}, by=author)
    assert not Conflict.objects.exists()


def test_what_authors_take_back_no_longer_holds(paper, author, member):
    actions.declare(paper, {member: Kind.COAUTHOR}, by=author)
    actions.declare(paper, {member: ""}, by=author)
    assert Conflict.objects.get().state == State.DROPPED


@pytest.mark.parametrize("state", [State.SUSPECTED, State.SUGGESTED])
def test_what_was_found_stands_again_when_authors_take_theirs_back(state, paper, author, member):
    found(paper, member, state)
    if state == State.SUGGESTED:
        actions.declare(paper, {member: Kind.COAUTHOR}, by=author)
        actions.declare(paper, {member: ""}, by=author)
    assert Conflict.objects.get().state == state


def test_authors_cannot_take_back_what_others_said(paper, author, member):
    actions.declare_own(closed(paper), Kind.PERSONAL, by=member)
    due(paper.conference, timedelta(days=1))
    assert actions.declare(paper, {member: ""}, by=author) == 0
    assert Conflict.objects.get().holds


def test_a_member_with_a_conflict_no_longer_sees_the_paper(paper, member):
    actions.declare_own(closed(paper), Kind.PERSONAL, by=member)
    assert not Paper.objects.visible_to(member).exists()
    actions.drop(Conflict.objects.get(), by=member)
    assert Paper.objects.visible_to(member).exists()


def test_members_declare_nothing_about_papers_they_do_not_see(paper, member):
    with pytest.raises(Refused, match="do not see"):
        actions.declare_own(paper, Kind.PERSONAL, by=member)
    assert not Conflict.objects.exists()


def test_only_who_declared_it_takes_it_back(paper, author, member, chair):
    actions.declare(paper, {member: Kind.COAUTHOR}, by=author)
    for who in (member, chair):
        with pytest.raises(Refused, match="Only who declared it"):
            actions.drop(Conflict.objects.get(), by=who)


@pytest.mark.parametrize(("said", "state"), [(True, State.CONFIRMED), (False, State.DISMISSED)])
def test_a_member_answers_for_what_does_not_hold(said, state, paper, member):
    conflict = found(closed(paper), member, State.SUGGESTED)
    actions.answer(conflict, by=member, is_one=said)
    assert Conflict.objects.get().state == state


def test_a_member_cannot_dismiss_what_holds(paper, member):
    conflict = found(closed(paper), member)
    with pytest.raises(Refused, match="Only a chair"):
        actions.answer(conflict, by=member, is_one=False)
    assert Conflict.objects.get().state == State.SUSPECTED


def test_the_second_answer_finds_it_decided(paper, member, chair):
    conflict = found(paper, member)
    actions.answer(conflict, by=chair, is_one=True)
    with pytest.raises(Refused, match="decided this already"):
        actions.answer(conflict, by=chair, is_one=False)


def test_a_pinned_word_of_the_chairs_stays(paper, author, member, chair):
    actions.rule(paper, member, Ruling(holds=False, note="same name only"), by=chair)
    assert actions.declare(paper, {member: Kind.COAUTHOR}, by=author) == 0
    with pytest.raises(Refused, match="chairs have decided"):
        actions.declare_own(closed(paper), Kind.PERSONAL, by=member)
    assert Conflict.objects.get().state == State.DISMISSED


def test_a_chair_does_not_decide_about_themselves_or_with_a_conflict(paper, chair, second_chair):
    with pytest.raises(Refused, match="Another chair"):
        actions.rule(paper, chair, Ruling(holds=False), by=chair)
    actions.rule(paper, chair, Ruling(holds=True), by=second_chair)
    with pytest.raises(Refused, match="without a conflict"):
        actions.rule(paper, second_chair, Ruling(holds=True), by=chair)


def test_a_conflicted_chair_reads_nothing_of_it_in_the_journal(paper, chair, second_chair):
    actions.rule(paper, chair, Ruling(holds=True), by=second_chair)
    assert not Entry.objects.visible_to(chair).filter(about_kind="conflict").exists()
    assert Entry.objects.visible_to(second_chair).filter(about_kind="conflict").exists()


def test_authors_do_not_read_what_members_and_chairs_said(paper, author, member, chair):
    actions.rule(paper, member, Ruling(holds=True), by=chair)
    assert not Conflict.objects.visible_to(author).exists()
    assert not Entry.objects.visible_to(author).filter(about_kind="conflict").exists()


def test_the_page_of_the_authors_saves_what_was_changed_alone(client, paper, author, member, chair):
    role = Role.objects.get(person=member)
    client.force_login(author)
    address = url("conflicts", paper.conference, paper.number)
    assert "Demo Member" in client.get(address).text
    client.post(address, {f"with-{role.ref}": "advisor"})
    assert [one.kind for one in Conflict.objects.all()] == ["advisor"]


def test_the_page_of_the_authors_says_nothing_of_what_a_member_said(client, paper, author, member):
    actions.declare_own(closed(paper), Kind.PERSONAL, by=member)
    client.force_login(author)
    address = url("conflicts", paper.conference, paper.number)
    before = plain(client.get(address).text)
    Conflict.objects.all().delete()
    assert plain(client.get(address).text) == before


def test_a_member_declares_takes_back_and_answers_on_one_page(client, paper, member):
    closed(paper)
    client.force_login(member)
    page = url("my-conflicts", paper.conference)
    client.post(url("conflict-declare", paper.conference, paper.number), {"kind": "personal"})
    shown = client.get(page).text
    assert "Declared by you" in shown
    client.post(url("conflict-drop", paper.conference, paper.number))
    assert "Declared by you" not in client.get(page).text
    assert Paper.objects.visible_to(member).exists()


def test_chairs_decide_several_at_once(client, paper, member, chair, second_chair):
    found(paper, member)
    found(paper, second_chair)
    client.force_login(chair)
    chosen = [f"{paper.number}:{member.email}", f"{paper.number}:{second_chair.email}"]
    client.post(url("conflicts-decide", paper.conference, "no"), {"pair": chosen})
    assert set(Conflict.objects.values_list("state", flat=True)) == {State.DISMISSED}


def test_what_is_exported_comes_back_in(client, paper, member, chair, author):
    actions.declare(paper, {member: Kind.COAUTHOR}, by=author)
    client.force_login(chair)
    table = client.get(url("conflicts-export", paper.conference)).content
    Conflict.objects.all().delete()
    page = url("conflicts-import", paper.conference)
    preview = client.post(page, {"file": SimpleUploadedFile("c.csv", table)})
    assert "Set 1 pair" in preview.text
    client.post(page, {"lines": preview.context["sealed"]})
    conflict = Conflict.objects.get()
    assert (conflict.person, conflict.kind, conflict.holds) == (member, "co-author", True)


BAD_LINES = [
    ("9,member@demo.example,other", "There is no paper 9"),
    ("1,nobody@demo.example,other", "has the address nobody@demo.example"),
    ("1,member@demo.example,cousin", "“cousin” is no kind"),
    ("1,member@demo.example,other,perhaps", "“perhaps” is no verdict"),
    ("1,member@demo.example,other,none,often", "“often” is neither yes nor no"),
    ("=1+1,member@demo.example,other", "There is no paper"),
]


@pytest.mark.parametrize(("line", "sentence"), BAD_LINES)
def test_a_bad_line_is_explained_and_sets_nothing(line, sentence, client, paper, member, chair):
    client.force_login(chair)
    data = f"paper,email,kind,verdict,pinned\n{line}\n".encode()
    page = client.post(
        url("conflicts-import", paper.conference), {"file": SimpleUploadedFile("c.csv", data)}
    )
    assert sentence in page.text
    assert page.context["right"] == []


def test_a_preview_somebody_made_up_is_refused(client, paper, chair):
    client.force_login(chair)
    answer = client.post(url("conflicts-import", paper.conference), {"lines": "made-up"})
    assert answer.status_code == 409


@pytest.mark.parametrize("page", ["conflicts-found", "conflict-matrix", "my-conflicts"])
def test_pages_ask_as_much_for_many_rows_as_for_one(
    page, client, make_paper, chair, second_chair, django_assert_max_num_queries
):
    def visit(many):
        while Paper.objects.count() < many:
            found(make_paper(), second_chair, State.SUGGESTED)
        due(chair.roles.get().conference, -timedelta(days=1))
        client.force_login(chair)
        with django_assert_max_num_queries(16) as asked:
            assert client.get(url(page, chair.roles.get().conference)).status_code == 200
        return len(asked)

    visit(1)
    assert visit(1) == visit(4)


def test_a_conflicted_chair_finds_no_row_of_the_paper(client, paper, chair, second_chair):
    actions.rule(paper, chair, Ruling(holds=True, note="canary-note"), by=second_chair)
    client.force_login(chair)
    for name in ("conflicts-found", "conflict-matrix", "conflicts-export"):
        text = client.get(url(name, paper.conference)).text
        assert (paper.title in text, "canary-note" in text) == (False, False)
    role = Role.objects.get(person=second_chair)
    pair = url("conflict-pair", paper.conference, paper.number, role.ref)
    assert client.get(pair).status_code == 404


def test_authors_are_not_shown_who_reviews_from_outside(client, paper, author, conference):
    holds(person("outsider"), conference, Role.Kind.EXTERNAL)
    unlisted = holds(person("unlisted"), conference, Role.Kind.MEMBER)
    Role.objects.filter(pk=unlisted.pk).update(is_listed=False)
    client.force_login(author)
    text = client.get(url("conflicts", conference, paper.number)).text
    assert ("Outsider" in text, "Unlisted" in text) == (False, False)
