"""What a paper says about itself: kept field by field, merged, and never lost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dls.conferences.models.conference import Topic
from dls.journal.models import Entry as Told
from dls.web.verdicts import Refused
from submissions.actions import answers as actions
from submissions.models.categories import Category
from submissions.models.papers import Paper, PaperWord
from submissions.models.questions import Answer, Question
from submissions.models.setup import Setup
from submissions.rules.completeness import lacking
from tests.conftest import due, wrote

JSON = {"Accept": "application/json"}


@pytest.fixture
def paper(make_paper):
    return make_paper("draft")


@pytest.fixture
def page(client, author, paper):
    client.force_login(author)
    return reverse("submissions:fields", args=[paper.conference.slug, paper.number])


@pytest.fixture
def ask(open_call):
    def made(kind="line", **fields):
        given = {"label": f"Demo question {kind}", **fields}
        return Question.objects.create(conference=open_call, kind=kind, **given)

    return made


def opened(client, page, **changes):
    """What a browser would send after these changes."""
    form = client.get(page).context["form"]
    sent = {"base": form.initial["base"]}
    for name, field in form.fields.items():
        value = field.prepare_value(form.get_initial_for_field(field, name))
        if value not in (None, False, ""):
            sent[name] = value
    return sent | changes


def now(paper):
    return Paper.objects.get(pk=paper.pk)


def test_fields_are_saved_by_the_button(client, page, paper):
    answer = client.post(
        page, opened(client, page, title="A $\\pi$ of 東京", keywords="demo, test")
    )
    assert answer.status_code == 302
    assert (now(paper).title, now(paper).keywords) == ("A $\\pi$ of 東京", "demo, test")
    assert PaperWord.objects.filter(paper=paper, word="test").exists()
    assert Told.objects.filter(verb="changed").count() == 1


def test_what_is_in_order_is_saved_and_the_rest_stays_typed(client, page, paper):
    sent = opened(client, page, keywords="demo", code_link="no link", abstract="New.")
    answer = client.post(page, sent)
    text = answer.content.decode()
    assert "This is not the address of a page." in text
    assert 'value="no link"' in text
    assert "All is saved but what is marked below." in text
    assert (now(paper).keywords, now(paper).abstract, now(paper).code_link) == ("demo", "New.", "")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("title", "", "Give the paper a title."),
        ("title", "\u202e\u200b", "Give the paper a title."),
        ("title", "x" * 10_000, "This title has 10000 characters; 300 are the most."),
        ("abstract", "x" * 20_001, "These are 20001 characters; 20000 are the most."),
        ("arxiv", "1909.1", "This is no arXiv number."),
        ("data_link", "javascript:alert(1)", "This is not the address of a page."),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(client, page, paper, name, value, sentence):
    before = getattr(paper, name)
    answer = client.post(page, opened(client, page, **{name: value}))
    assert sentence in answer.content.decode()
    assert getattr(now(paper), name) == before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\n two", "one two"),
        ("abc\u202edef", "abcdef"),
        ("  many   spaces ", "many spaces"),
        ("עברית and $E=mc^2$", "עברית and $E=mc^2$"),
    ],
)
def test_a_title_is_one_line_without_tricks(client, page, paper, typed, kept):
    client.post(page, opened(client, page, title=typed))
    assert now(paper).title == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1909.07817", "1909.07817"),
        ("arXiv:1909.07817v2", "1909.07817v2"),
        ("https://arxiv.org/abs/1909.07817", "1909.07817"),
        ("https://arxiv.org/pdf/1909.07817v3.pdf", "1909.07817v3"),
        ("cs/9901001", "cs/9901001"),
        ("math.GT/0309136", "math.GT/0309136"),
    ],
)
def test_an_arxiv_number_is_understood_as_people_paste_it(client, page, paper, typed, kept):
    client.post(page, opened(client, page, arxiv=typed))
    assert now(paper).arxiv == kept


def test_two_tabs_keep_what_each_has_typed(client, page, paper):
    first = opened(client, page, keywords="mine")
    second = opened(client, page, abstract="Theirs.")
    client.post(page, second)
    client.post(page, first)
    assert (now(paper).keywords, now(paper).abstract) == ("mine", "Theirs.")


def test_a_field_changed_by_both_shows_theirs_whole_and_keeps_mine(client, page, paper):
    theirs = "Theirs " + "word " * 200
    sent = opened(client, page, abstract="Mine.", keywords="saved at once")
    Paper.objects.filter(pk=paper.pk).update(abstract=theirs.strip())
    answer = client.post(page, sent)
    text = answer.content.decode()
    assert "Somebody else changed this" in text
    assert text.count("word") >= 200
    assert "Mine." in text
    assert (now(paper).abstract, now(paper).keywords) == (theirs.strip(), "saved at once")
    again = sent | {"base": answer.context["form"].data["base"]}
    client.post(page, again)
    assert now(paper).abstract == "Mine."


def test_a_script_that_goes_on_saving_never_replaces_theirs_by_itself(client, page, paper):
    sent = opened(client, page, abstract="Mine.")
    Paper.objects.filter(pk=paper.pk).update(abstract="Theirs.")
    told = client.post(page, sent, headers=JSON).json()
    assert told["theirs"]["abstract"] == {"words": "Theirs.", "values": ["Theirs."]}
    told = client.post(page, sent | {"base": told["base"], "abstract": "Mine 2."}, headers=JSON)
    assert now(paper).abstract == "Theirs."
    client.post(page, sent | {"base": told.json()["replacing"]}, headers=JSON)
    assert now(paper).abstract == "Mine."


def test_a_script_learns_what_others_changed_where_i_was_silent(client, page, paper):
    sent = opened(client, page, abstract="Mine.")
    Paper.objects.filter(pk=paper.pk).update(keywords="theirs")
    told = client.post(page, sent, headers=JSON).json()
    assert told["taken"] == {"keywords": ["theirs"]}
    assert (now(paper).abstract, now(paper).keywords) == ("Mine.", "theirs")


def test_a_submitted_paper_stays_complete_and_what_was_typed_stays(client, author, make_paper):
    client.force_login(author)
    paper = make_paper()
    page = reverse("submissions:fields", args=[paper.conference.slug, paper.number])
    answer = client.post(page, opened(client, page, abstract="", title="Typed title"))
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "so it must stay complete. Missing now: the abstract. Nothing was saved." in text
    assert 'value="Typed title"' in text
    assert now(paper).title == "Scaling demo networks"
    assert client.post(page, opened(client, page, title="New title")).status_code == 302
    assert now(paper).title == "New title"


def test_after_the_deadline_what_was_typed_stays_on_the_page(client, page, paper):
    sent = opened(client, page, abstract="Too late but not lost.")
    due(paper.conference, -timedelta(hours=1))
    answer = client.post(page, sent)
    assert answer.status_code == 409
    assert "Papers were due" in answer.content.decode()
    assert "Too late but not lost." in answer.content.decode()
    told = client.post(page, sent, headers=JSON)
    assert (told.status_code, told.json()["base"]) == (409, "")
    assert "Papers were due" in told.json()["refused"]
    assert now(paper).abstract == "We scale a demo network."


def test_after_the_deadline_the_page_can_be_read_but_not_changed(client, page, paper):
    due(paper.conference, -timedelta(hours=1))
    text = client.get(page).content.decode()
    assert "You can read this, not change it." in text
    assert '<fieldset class="bare" disabled>' in text
    assert "Save fields" not in text


def test_topics_stand_in_their_groups_and_too_many_are_told_at_submitting(client, page, paper):
    Setup.objects.update(topics_least=1, topics_most=1)
    conference = paper.conference
    group = Topic.objects.create(conference=conference, name="Demo group", position=1)
    leaves = [
        Topic.objects.create(conference=conference, name=f"Demo {n}", parent=group, position=n + 2)
        for n in range(2)
    ]
    form = client.get(page).context["form"]
    assert form.fields["topics"].choices == [
        ("Demo group", [(one.pk, one.name) for one in leaves])
    ]  # fmt: skip
    client.post(page, opened(client, page, topics=[one.pk for one in leaves]))
    assert set(paper.topics.all()) == set(leaves)
    assert "topics (chosen 2, from 1 to 1 allowed)" in [one.what for one in lacking(now(paper))]
    answer = client.post(page, opened(client, page, topics=[group.pk]))
    assert "Select a valid choice" in answer.content.decode()


def test_what_is_not_asked_is_not_on_the_page(client, page, paper):
    Setup.objects.update(links="no", keywords="no", collaborators="no")
    assert set(client.get(page).context["form"].fields) == {"title", "abstract", "base"}
    sent = {"title": "New", "abstract": "x", "keywords": "smuggled", "base": ""}
    client.post(page, sent)
    assert (now(paper).title, now(paper).keywords) == ("New", "")


def test_an_own_question_is_answered_and_needed_to_submit(client, page, paper, ask):
    kinds = {
        "line": ("A line", "A line"),
        "text": ("Two\r\nlines", "Two\nlines"),
        "number": ("12", 12),
        "choice": ("b", "b"),
        "several": (["a", "c"], ["a", "c"]),
        "yes-no": ("no", False),
    }
    asked = {kind: ask(kind, choices=["a", "b", "c"], is_required=True) for kind in kinds}
    assert len([one for one in lacking(now(paper)) if "Demo question" in one.what]) == 6
    sent = {f"question_{asked[kind].number}": typed for kind, (typed, _) in kinds.items()}
    client.post(page, opened(client, page, **sent))
    found = {one.question.kind: one.value for one in Answer.objects.select_related("question")}
    assert found == {kind: kept for kind, (_, kept) in kinds.items()}
    assert not [one for one in lacking(now(paper)) if "Demo question" in one.what]
    client.post(page, opened(client, page, **{f"question_{asked['line'].number}": ""}))
    assert not Answer.objects.filter(question=asked["line"]).exists()


def test_limits_of_an_answer_are_told_and_keep_a_paper_from_being_submitted(
    client, page, paper, ask
):
    one = ask("line", most=2)
    client.post(page, opened(client, page, **{f"question_{one.number}": "one two three"}))
    assert "the answer to “Demo question line”: words: at most 2 (now 3)" in [
        lack.what for lack in lacking(now(paper))
    ]
    assert "words: at most 2 (now 3)" in client.get(page).content.decode()


def test_a_question_of_one_category_is_asked_there_alone(client, page, paper, ask, category):
    other = Category.objects.create(conference=paper.conference, name="Poster")
    one = ask(is_required=True)
    one.categories.set([other])
    assert f"question_{one.number}" not in client.get(page).context["form"].fields
    Paper.objects.update(category=other)
    assert f"question_{one.number}" in client.get(page).context["form"].fields


def test_an_answer_for_authors_alone_is_no_field_for_chairs(client, page, paper, ask, chair):
    hidden, shown = ask(readers="authors"), ask("number", readers="chairs")
    Answer.objects.create(paper=paper, question=hidden, value="secret words")
    client.force_login(chair)
    fields = client.get(page).context["form"].fields
    assert f"question_{hidden.number}" not in fields
    assert f"question_{shown.number}" in fields
    client.post(page, opened(client, page, title="By the chair"))
    assert Answer.objects.get(question=hidden).value == "secret words"


@pytest.mark.parametrize(
    ("readers", "who"),
    [
        ("authors", {"author"}),
        ("chairs", {"author", "chair"}),
        ("reviewers", {"author", "chair", "member"}),
        ("public", {"author", "chair", "member"}),
    ],
)
def test_who_reads_an_answer(readers, who, make_paper, ask, request):
    paper = make_paper()
    Answer.objects.create(paper=paper, question=ask(readers=readers), value="Demo answer")
    due(paper.conference, -timedelta(days=1))
    viewers = ["author", "chair", "member", "stranger", "other_chair", "operator"]
    seen = {
        name
        for name in viewers
        if Answer.objects.visible_to(request.getfixturevalue(name)).exists()
    }
    assert seen == who


def test_a_retired_question_takes_no_answers(paper, ask, author):
    one = ask(is_retired=True)
    with pytest.raises(Refused, match="is not asked any more"):
        actions.fill(paper, {"title": "New"}, {one: "x"}, by=author)
    assert (Answer.objects.count(), now(paper).title) == (0, "Scaling demo networks")


def test_a_choice_taken_off_the_list_stays_where_it_was_chosen(client, page, paper, ask):
    one = ask("choice", choices=["a", "b"])
    Answer.objects.create(paper=paper, question=one, value="old")
    assert "old (no longer offered)" in client.get(page).content.decode()
    client.post(page, opened(client, page, title="New"))
    assert Answer.objects.get().value == "old"


def test_for_who_is_signed_out_a_script_is_sent_to_sign_in(client, page):
    client.logout()
    answer = client.post(page, {"title": "x"}, headers=JSON)
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]


@pytest.mark.parametrize("viewer", ["stranger", "member", "other_chair", "operator"])
def test_for_others_there_is_no_such_page(viewer, client, paper, request):
    client.force_login(request.getfixturevalue(viewer))
    address = reverse("submissions:fields", args=[paper.conference.slug, paper.number])
    assert client.get(address).status_code == client.post(address).status_code == 404


def test_a_co_author_may_write_too(client, paper, stranger):
    wrote(paper, stranger)
    client.force_login(stranger)
    page = reverse("submissions:fields", args=[paper.conference.slug, paper.number])
    assert client.post(page, opened(client, page, title="Ours")).status_code == 302


def test_the_page_costs_as_many_queries_for_three_questions_as_for_one(client, page, ask):
    def queries():
        with CaptureQueriesContext(connection) as held:
            client.get(page)
        return len(held)

    ask()
    queries()
    one = queries()
    ask("number")
    ask("text")
    assert queries() == one


def test_a_draft_that_saves_itself_is_noted_now_and_then_a_submitted_paper_each_time(
    client, page, paper
):
    for number in range(3):
        client.post(page, opened(client, page, keywords=f"word {number}"))
    assert Told.objects.filter(verb="changed").count() == 1
    Paper.objects.update(status="submitted", submitted_at=paper.made_at)
    for number in range(3):
        client.post(page, opened(client, page, keywords=f"other {number}"))
    assert Told.objects.filter(verb="changed").count() == 4
