"""What chairs ask of papers: their own questions, and what every paper brings."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dls.conferences.actions.cloning import make_edition
from dls.conferences.models.conference import Topic
from dls.journal.models import Entry as Told
from dls.web.verdicts import Refused
from submissions.actions import questions as actions
from submissions.models import setup
from submissions.models.categories import Category
from submissions.models.questions import Answer, Question
from submissions.models.setup import Setup
from submissions.rules.questions import asked_of

ASKED = {"label": "Is the code open?", "help": "", "kind": "line", "readers": "reviewers"}


def at(name, *parts):
    return reverse(f"submissions:{name}", args=["demo1", *parts])


@pytest.fixture
def signed_in(client, chair, category):
    client.force_login(chair)
    return client


@pytest.fixture
def ask(open_call):
    def made(label="Demo question", **fields):
        values = {"kind": "line", "position": open_call.questions.count() + 1, **fields}
        return Question.objects.create(conference=open_call, label=label, **values)

    return made


def test_a_question_is_added_and_shown_as_authors_see_it(signed_in):
    sent = ASKED | {"kind": "choice", "choices": "Yes\r\n No \r\n\r\n", "is_required": "on"}
    answer = signed_in.post(at("question-new"), sent)
    one = Question.objects.get()
    assert answer["Location"] == at("question", one.number)
    assert (one.choices, one.is_required, one.position) == (["Yes", "No"], True, 1)
    text = signed_in.get(answer["Location"]).content.decode()
    assert "As authors see it" in text
    assert Told.objects.filter(verb="asked of papers", what="Is the code open?").count() == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"label": ""}, "This field is required."),
        ({"kind": "choice", "choices": "one"}, "Write at least two, one a line."),
        ({"kind": "several", "choices": "a\nb\na"}, "“a” stands there twice."),
        ({"least": "5", "most": "4"}, "This is less than the 5"),
        ({"condition": "topic:nothing"}, "is not a topic here"),
        ({"condition": "status:draft"}, "“status:” cannot decide what authors are asked."),
        ({"condition": "(open"}, "Wrong is"),
        ({"choices": "x" * 300, "kind": "choice"}, "has more than 200 characters"),
    ],
)
def test_a_bad_question_gets_a_sentence(signed_in, said, sentence):
    assert sentence in signed_in.post(at("question-new"), ASKED | said).content.decode()
    assert not Question.objects.exists()


def test_a_condition_asks_papers_of_a_topic_alone(signed_in, ask, make_paper, open_call):
    topic = Topic.objects.create(conference=open_call, name="Demo learning")
    one = ask(condition='topic:"demo learning"')
    paper = make_paper("draft")
    assert asked_of(paper) == []
    paper.topics.add(topic)
    assert asked_of(paper) == [one]


def test_a_condition_whose_topic_is_gone_asks_nothing(ask, make_paper):
    ask(condition="topic:gone", is_required=True)
    assert asked_of(make_paper("draft")) == []


def test_a_condition_by_words_reads_the_text(ask, make_paper):
    one = ask(condition="scaling -poster")
    assert asked_of(make_paper("draft")) == [one]


def test_the_kind_stays_once_there_are_answers(signed_in, ask, make_paper, chair):
    one = ask()
    Answer.objects.create(paper=make_paper(), question=one, value="x")
    sent = ASKED | {"kind": "number"}
    text = signed_in.post(at("question", one.number), sent).content.decode()
    assert "Retire this question and ask a new one." in text
    with pytest.raises(Refused, match="would not fit another kind"):
        actions.change(one, {"kind": "number"}, by=chair)
    assert Question.objects.get().kind == "line"


def test_retired_questions_keep_their_answers_and_come_back(signed_in, ask, make_paper):
    one = ask()
    Answer.objects.create(paper=make_paper(), question=one, value="x")
    signed_in.post(at("question-retire", one.number))
    assert Question.objects.get().is_retired
    assert "1 answer" in signed_in.get(at("settings-questions")).content.decode()
    signed_in.post(at("question-ask", one.number))
    assert (Question.objects.get().is_retired, Answer.objects.get().value) == (False, "x")


def test_questions_move_among_those_that_are_asked(signed_in, ask):
    a, _, c = ask("A"), ask("B", is_retired=True), ask("C")
    signed_in.post(at("question-shift", c.number, "up"))
    asked = Question.objects.filter(is_retired=False)
    assert [one.label for one in asked] == ["C", "A"]
    signed_in.post(at("question-shift", a.number, "down"))
    assert [one.label for one in asked.all()] == ["C", "A"]


def test_what_papers_bring_is_changed_with_sentences_for_nonsense(signed_in, open_call):
    form = signed_in.get(at("settings-papers")).context["form"]
    sent = {name: form[name].value() for name in form.fields if name != "base"}
    sent["base"] = form.initial["base"]
    text = signed_in.post(at("settings-papers"), sent | {"topics_least": 9}).content.decode()
    assert "This is less than the 9 that are the least." in text
    text = signed_in.post(at("settings-papers"), sent | {"authors_most": 0}).content.decode()
    assert "Between 1 and 500." in text
    signed_in.post(at("settings-papers"), sent | {"authors_most": 12, "keywords": "must"})
    asked = Setup.objects.get()
    assert (asked.authors_most, asked.keywords, asked.reproducibility) == (12, "must", "no")


def test_a_conference_that_has_said_nothing_can_say_something(chair, conference):
    actions.set_up(conference, {"authors_most": 9}, by=chair)
    assert setup.of(conference).authors_most == 9
    assert setup.of(conference).abstract_words == 300


@pytest.mark.parametrize("verb", ["add", "change", "shift", "retire", "ask_again", "set_up"])
def test_only_chairs_ask_and_a_refusal_changes_nothing(verb, ask, author, open_call):
    one = ask()
    before = list(Question.objects.values()), list(Setup.objects.values())
    deeds = {
        "add": lambda: actions.add(open_call, ASKED, by=author),
        "change": lambda: actions.change(one, {"label": "Other"}, by=author),
        "shift": lambda: actions.shift(one, 1, by=author),
        "retire": lambda: actions.retire(one, by=author),
        "ask_again": lambda: actions.ask_again(one, by=author),
        "set_up": lambda: actions.set_up(open_call, {"authors_most": 9}, by=author),
    }
    with pytest.raises(Refused, match="Only a chair"):
        deeds[verb]()
    assert before == (list(Question.objects.values()), list(Setup.objects.values()))


@pytest.mark.parametrize("viewer", ["author", "member", "other_chair", "operator"])
@pytest.mark.parametrize("name", ["settings-questions", "settings-papers", "question-new"])
def test_for_others_there_are_no_such_pages(viewer, name, client, open_call, request):
    client.force_login(request.getfixturevalue(viewer))
    assert client.get(at(name)).status_code == 404


def test_a_new_edition_takes_over_what_was_asked(signed_in, ask, chair, open_call, category):
    one = ask("Kept", kind="several", choices=["a", "b"], most=1)
    ask("Retired", is_retired=True)
    one.categories.set([category])
    values = {
        "slug": "demo2",
        "name": "DEMO2",
        "title": "The next",
        "starts_on": date(2031, 11, 16),
    }
    new = make_edition(
        open_call.series, values, by=chair, earlier=open_call, parts=["categories", "papers"]
    )
    (copy,) = new.questions.all()
    assert (copy.label, copy.choices, copy.most) == ("Kept", ["a", "b"], 1)
    assert [one.name for one in copy.categories.all()] == ["Full paper"]
    assert Category.objects.get(questions=copy).conference == new
    assert setup.of(new).reproducibility == "no"


def test_the_list_costs_as_many_queries_for_three_as_for_one(signed_in, ask):
    def queries():
        with CaptureQueriesContext(connection) as held:
            signed_in.get(at("settings-questions"))
        return len(held)

    ask()
    queries()
    one = queries()
    ask("B")
    ask("C")
    assert queries() == one
