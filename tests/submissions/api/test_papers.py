"""Papers for programs: what authors do in the browser, and what each reader gets."""

from datetime import timedelta

import pytest

from dls.conferences.models.conference import Topic
from dls.mail.models import Letter
from submissions.models.categories import Category
from submissions.models.papers import Paper
from submissions.models.questions import Answer, Question
from submissions.models.setup import Setup
from tests.conftest import due, wrote
from tests.submissions.api.conftest import at, here

pytestmark = pytest.mark.django_db


def fields(answer):
    return {one["field"]: one["detail"] for one in answer.json()["errors"]}


def patched(client, paper, **values):
    return client.patch(at(paper), values, format="json")


def test_an_author_starts_a_paper_and_finds_it(program, author, category):
    made = program.post(here(category.conference), {"title": "A demo"}, format="json")
    assert made.status_code == 201, made.content
    assert (made.json()["status"], made.json()["byline"]) == ("draft", author.name)
    assert made.json()["may"]["edit"] == {"allowed": True, "reason": ""}
    rows = program.get(here(category.conference)).json()["results"]
    assert [row["number"] for row in rows] == [made.json()["number"]]
    assert [row["title"] for row in program.get("/api/v1/me/papers/").json()["results"]] == [
        "A demo"
    ]


def test_a_paper_starts_with_a_title_and_a_category_that_exist(program, category):
    for sent, field in (
        ({}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"title": "A", "category": 99}, "category"),
        ({"title": "A", "on_behalf": True}, "on_behalf"),
    ):
        answer = program.post(here(category.conference), sent, format="json")
        assert (answer.status_code, list(fields(answer))) == (400, [field])
    assert not Paper.objects.exists()


def test_a_chair_starts_a_paper_for_others(signed_in, chair, category):
    sent = {"title": "Theirs", "on_behalf": True}
    made = signed_in(chair).post(here(category.conference), sent, format="json")
    assert (made.status_code, made.json()["is_mine"], made.json()["authors"]) == (201, False, [])


def test_nobody_starts_a_paper_after_the_call(program, category):
    due(category.conference, -timedelta(days=1))
    answer = program.post(here(category.conference), {"title": "Late"}, format="json")
    assert answer.status_code == 409
    assert "New papers were taken until" in answer.json()["detail"]


def test_every_field_of_the_form_can_be_changed(program, draft):
    Setup.objects.update(
        reproducibility="must", declarations="must", links="may", collaborators="may"
    )
    Topic.objects.create(conference=draft.conference, name="Storage")
    other = Category.objects.create(
        conference=draft.conference, name="Poster", needs_manuscript=False
    )
    values = {
        "title": "Another title", "abstract": "Short.", "category": other.number,
        "topics": ["Storage"], "keywords": "one, two", "collaborators": "none",
        "algorithms": "none", "releases": "none", "data_sets": "none", "hardware": "none",
        "studies_performance": False, "benchmark": "", "arxiv": "1909.07817v2",
        "arxiv_comment": "12 pages", "code_link": "https://code.example/", "data_link": "",
        "is_original": True, "all_agree": True,
    }  # fmt: skip
    answer = patched(program, draft, **values)
    assert answer.status_code == 200, answer.content
    assert {name: answer.json()[name] for name in values} == values
    assert answer.json()["missing"] == []
    same = program.get(at(draft)).json()
    assert program.patch(at(draft), same, format="json").status_code == 200
    assert program.get(at(draft)).json() == same


def test_what_is_wrong_is_told_by_field_and_nothing_is_saved(program, draft):
    answer = patched(program, draft, title="", arxiv="nonsense", abstract="New.", category=77)
    assert (answer.status_code, list(fields(answer))) == (400, ["category"])
    answer = patched(program, draft, title="", arxiv="nonsense", abstract="New.", topics=["None"])
    assert (answer.status_code, list(fields(answer))) == (400, ["topics"])
    answer = patched(program, draft, title="", arxiv="nonsense", abstract="New.")
    assert (answer.status_code, set(fields(answer))) == (400, {"title", "arxiv"})
    assert "no arXiv number" in fields(answer)["arxiv"]
    draft.refresh_from_db()
    assert draft.abstract == "We scale a demo network."


def test_what_a_conference_does_not_ask_is_not_taken(program, draft):
    answer = patched(program, draft, hardware="A demo machine")
    assert (answer.status_code, list(fields(answer))) == (400, ["hardware"])
    assert patched(program, draft, hardware="", is_original=False).status_code == 200


def test_the_chairs_own_questions_are_answered(program, draft):
    made = [
        Question.objects.create(conference=draft.conference, label=kind, kind=kind,
                                choices=["a", "b"] if kind in {"choice", "several"} else [])
        for kind in ("line", "number", "choice", "several", "yes-no")
    ]  # fmt: skip
    values = dict(zip([one.number for one in made], ["x", 3, "a", ["a", "b"], True], strict=True))
    sent = [{"question": number, "value": value} for number, value in values.items()]
    answer = patched(program, draft, answers=sent)
    assert answer.status_code == 200, answer.content
    assert {one["question"]: one["value"] for one in answer.json()["answers"]} == values
    gone = patched(program, draft, answers=[{"question": made[0].number, "value": None}])
    assert made[0].number not in {one["question"] for one in gone.json()["answers"]}
    wrong = patched(program, draft, answers=[{"question": made[1].number, "value": "many"}])
    assert list(fields(wrong)) == [f"answers.{made[1].number}"]
    assert patched(program, draft, answers=[{"question": 99, "value": 1}]).status_code == 400
    assert Answer.objects.count() == 4


def test_an_answer_for_chairs_stays_with_authors_and_chairs(signed_in, blind, member, chair):
    for readers in ("authors", "chairs", "reviewers"):
        question = Question.objects.create(
            conference=blind.conference, label=readers, kind="line", readers=readers
        )
        Answer.objects.create(paper=blind, question=question, value="x")
    told = {
        one: [row["label"] for row in signed_in(one).get(at(blind)).json()["answers"]]
        for one in (member, chair)
    }
    assert told == {member: ["reviewers"], chair: ["chairs", "reviewers"]}


def test_a_change_of_what_was_read_before_is_refused(program, draft):
    etag = program.get(at(draft))["ETag"]
    patched(program, draft, abstract="Mine.")
    stale = program.patch(
        at(draft), {"abstract": "Theirs."}, format="json", headers={"If-Match": etag}
    )
    assert stale.status_code == 412
    fresh = {"If-Match": program.get(at(draft))["ETag"]}
    again = program.patch(at(draft), {"abstract": "Theirs."}, format="json", headers=fresh)
    assert (again.status_code, again.json()["abstract"]) == (200, "Theirs.")


def test_a_submitted_paper_stays_whole(program, make_paper):
    paper = make_paper()
    answer = patched(program, paper, abstract="")
    assert answer.status_code == 409
    assert "must stay complete" in answer.json()["detail"]


def test_submitting_twice_is_harmless(program, draft):
    answer = program.post(at(draft, "api-paper-submit"))
    assert (answer.status_code, answer.json()["status"]) == (200, "submitted")
    letters = Letter.objects.count()
    again = program.post(at(draft, "api-paper-submit"))
    assert (again.status_code, again.json()["detail"]) == (409, "This paper is submitted.")
    assert Letter.objects.count() == letters
    receipt = program.get(at(draft, "api-paper-receipt")).json()
    assert (receipt["status"], receipt["authors"]) == ("submitted", ["Demo Author"])


def test_what_is_missing_is_told_before_and_when_submitting(program, draft):
    Paper.objects.update(abstract="")
    assert [one["what"] for one in program.get(at(draft)).json()["missing"]] == ["the abstract"]
    answer = program.post(at(draft, "api-paper-submit"))
    assert answer.status_code == 409
    assert answer.json()["detail"] == "You cannot submit yet. Still missing: the abstract."
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_paper_is_withdrawn_with_a_reason_and_brought_back(program, make_paper):
    paper = make_paper()
    url = at(paper, "api-paper-withdraw")
    assert program.post(url, {}, format="json").json()["errors"][0]["field"] == "reason"
    answer = program.post(url, {"reason": "An error"}, format="json")
    assert (answer.json()["status"], answer.json()["withdrawn_why"]) == ("withdrawn", "An error")
    assert program.post(url, {"reason": "Again"}, format="json").status_code == 409
    back = program.post(at(paper, "api-paper-revive"))
    assert (back.status_code, back.json()["status"]) == (200, "submitted")
    assert program.post(at(paper, "api-paper-revive")).status_code == 409


def test_after_the_deadline_it_is_read_and_not_changed(program, make_paper):
    paper = make_paper()
    due(paper.conference, -timedelta(days=1))
    answer = patched(program, paper, title="Late")
    assert (answer.status_code, "Papers were due" in answer.json()["detail"]) == (409, True)
    told = program.get(at(paper)).json()["may"]["edit"]
    assert (told["allowed"], "Papers were due" in told["reason"]) == (False, True)


def test_reading_needs_no_leave_to_write(token_of, author, draft):
    reader, writer = token_of(author, "read"), token_of(author, "write")
    assert reader.get(at(draft)).status_code == 200
    assert patched(reader, draft, title="No").status_code == 403
    assert reader.post(at(draft, "api-paper-submit")).status_code == 403
    assert patched(writer, draft, title="Yes").status_code == 200


def test_papers_of_others_do_not_exist(signed_in, anonymous, stranger, member, other_chair, draft):
    assert anonymous.get(here(draft.conference)).status_code == 401
    for who in (stranger, member, other_chair):
        client = signed_in(who)
        assert client.get(here(draft.conference)).json()["results"] == []
        assert client.get(at(draft)).status_code == 404
        assert patched(client, draft, title="Mine").status_code == 404
        for name in ("submit", "withdraw", "revive"):
            sent = {"reason": "x"}
            url = at(draft, f"api-paper-{name}")
            assert client.post(url, sent, format="json").status_code == 404
        assert client.get(at(draft, "api-paper-receipt")).status_code == 404


def test_a_reader_of_a_paper_does_not_change_it(signed_in, member, blind):
    client = signed_in(member)
    assert client.get(at(blind)).status_code == 200
    assert patched(client, blind, title="Mine").status_code == 404
    assert client.post(at(blind, "api-paper-withdraw"), {"reason": "x"}).status_code == 404


SECRETS = (
    "author@demo.example", "Demo Author", "Demo University", '"DE"', "1909.07817", "code.example",
    "Sent to Demo", "Demo Colleague", "thesis-of-demo-author.pdf",
)  # fmt: skip


def test_who_reads_double_blind_gets_nothing_that_names_the_authors(
    signed_in, member, chair, author, blind
):
    reader, insider = signed_in(member), signed_in(chair)
    addresses = [
        here(blind.conference), at(blind), at(blind, "api-authors"),
        here(blind.conference) + "?q=scaling",
    ]  # fmt: skip
    for url in addresses:
        told = reader.get(url).content.decode()
        assert "Anonymous authors" in told
        assert not [secret for secret in SECRETS if secret in told], url
    shown = reader.get(at(blind)).json()
    assert (shown["authors"], shown["byline"]) == (None, "Anonymous authors")
    assert not {shown[name] for name in ("arxiv", "code_link", "data_link", "collaborators",
                "missing", "may", "updated_at", "submitted_at", "withdrawn_why")} - {None}  # fmt: skip
    assert "Demo University" in insider.get(at(blind)).content.decode()
    assert insider.get(at(blind)).json()["authors"][0]["email"] == author.email


@pytest.mark.parametrize("asked", ["author:Demo", "country:DE", "Author", "-author:Demo scaling"])
def test_no_question_tells_the_authors(signed_in, member, chair, blind, asked):
    found = [
        len(signed_in(who).get(here(blind.conference), {"q": asked}).json()["results"])
        for who in (member, chair)
    ]
    assert found == ([1, 0] if asked.startswith("-") else [0, 1])


def test_the_journal_is_read_by_authors_and_chairs(program, signed_in, chair, member, make_paper):
    paper = make_paper()
    patched(program, paper, abstract="Another.")
    due(paper.conference, -timedelta(days=1))
    patched(signed_in(chair), paper, abstract="Again another.")
    url = at(paper, "api-paper-journal")
    told = {
        name: [(row["by"], row["verb"]) for row in client.get(url).json()["results"]]
        for name, client in {"author": program, "chair": signed_in(chair)}.items()
    }
    assert told["author"] == [("A chair", "changed"), ("Demo Author", "changed")]
    assert told["chair"][0] == ("Demo Chair", "changed")
    assert signed_in(member).get(at(paper)).status_code == 200
    assert signed_in(member).get(url).status_code == 404


def test_a_chair_opens_a_paper_for_longer(program, signed_in, chair, make_paper):
    paper = make_paper()
    due(paper.conference, -timedelta(days=1))
    client, url = signed_in(chair), at(paper, "api-paper-longer")
    assert client.put(url, {"day": "2090-02-30"}, format="json").status_code == 400
    assert fields(client.put(url, {"day": "2090-01-02"}, format="json")) == {
        "reason": "Say why: it goes on record."
    }
    sent = {"day": "2090-01-02", "reason": "A power cut"}
    answer = client.put(url, sent, format="json")
    assert answer.status_code == 200, answer.content
    assert patched(program, paper, title="In time").status_code == 200
    refused = program.put(url, sent, format="json")
    assert (refused.status_code, "Only a chair" in refused.json()["detail"]) == (409, True)
    assert client.delete(url).status_code == 200
    assert patched(program, paper, title="Late").status_code == 409


def test_a_change_of_hidden_authors_ends_no_version_of_theirs(signed_in, member, blind, stranger):
    reader = signed_in(member)
    addresses = (at(blind), here(blind.conference), at(blind, "api-authors"))
    before = [reader.get(url)["ETag"] for url in addresses]
    wrote(blind, stranger)
    Paper.objects.update(updated_at=blind.updated_at + timedelta(hours=1))
    assert [reader.get(url)["ETag"] for url in addresses] == before


def test_who_reads_single_blind_gets_names_without_addresses(signed_in, member, blind):
    blind.conference.review_model = "single-blind"
    blind.conference.save()
    [one] = signed_in(member).get(at(blind)).json()["authors"]
    assert (one["family_name"], one["email"], one["is_claimed"]) == ("Author", None, None)


def test_a_conflict_hides_a_paper(signed_in, member, chair, blind):
    for who in (member, chair):
        who.conflicts.create(paper=blind, kind="other", source="chair", state="confirmed")
        assert signed_in(who).get(at(blind)).status_code == 404
        assert signed_in(who).get(here(blind.conference)).json()["results"] == []


def test_the_list_is_asked_in_the_search_language(signed_in, chair, make_paper):
    first, second = make_paper(), make_paper("draft", title="Storage for demos")
    client = signed_in(chair)

    def found(text):
        answer = client.get(here(first.conference), {"q": text})
        return [row["number"] for row in answer.json()["results"]]

    assert found("") == [first.number, second.number]
    assert found("status:draft") == [second.number]
    assert found("storage -status:draft") == []


def test_a_wrong_question_is_answered_with_the_place(program, draft):
    answer = program.get(here(draft.conference), {"q": "scaling (storage"})
    told = answer.json()
    assert (answer.status_code, told["code"], told["start"], told["end"]) == (
        400, "wrong_query", 8, 9
    )  # fmt: skip
    assert "never closed" in told["detail"]
    assert program.get(here(draft.conference), {"query": "x"}).status_code == 400


def test_lists_go_page_by_page_and_know_what_is_unchanged(program, make_paper):
    papers = [make_paper() for _ in range(3)]
    first = program.get(here(papers[0].conference), {"page_size": 2})
    assert len(first.json()["results"]) == 2
    second = program.get(first.json()["next"])
    assert [row["number"] for row in second.json()["results"]] == [papers[2].number]
    url = here(papers[0].conference) + "?page_size=2"
    known = {"If-None-Match": program.get(url)["ETag"]}
    assert program.get(url, headers=known).status_code == 304
    Paper.objects.update(title="Another")
    assert program.get(url, headers=known).status_code == 200


@pytest.mark.parametrize("many", [1, 30])
@pytest.mark.parametrize("viewer", ["author", "chair", "member"])
def test_a_list_costs_the_same_for_one_and_many(
    request,
    signed_in,
    author,
    chair,
    member,
    make_paper,
    many,
    viewer,
    django_assert_max_num_queries,
):
    papers = [make_paper() for _ in range(many)]
    due(papers[0].conference, -timedelta(days=1))
    client = signed_in(request.getfixturevalue(viewer))
    with django_assert_max_num_queries(9):
        rows = client.get(here(papers[0].conference)).json()["results"]
    assert len(rows) == many
    with django_assert_max_num_queries(9):
        assert client.get("/api/v1/me/papers/").status_code == 200


@pytest.mark.parametrize("many", [1, 12])
def test_a_paper_costs_the_same_with_one_and_many_authors(
    program, make_person, draft, many, django_assert_max_num_queries
):
    for number in range(many):
        wrote(draft, make_person(f"author{number}"))
    with django_assert_max_num_queries(24):
        assert program.get(at(draft)).status_code == 200
