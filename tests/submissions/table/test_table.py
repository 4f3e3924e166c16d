"""The table of papers: found, ordered, in columns, for every role what they may see."""

from datetime import timedelta

import pytest
from django.urls import reverse

from dls.conferences.models.conference import Conference
from submissions.models.conflicts import Conflict
from submissions.models.searches import SavedSearch
from submissions.models.tags import Tag, Tagging
from submissions.search.keywords import Viewpoint
from submissions.table import columns
from tests.conftest import due, wrote


@pytest.fixture
def url(conference):
    return lambda name, *args: reverse(f"submissions:{name}", args=[conference.slug, *args])


@pytest.fixture
def ask(client, url):
    def asked(who, **query):
        client.force_login(who)
        return client.get(url("papers"), query)

    return asked


def numbers(page):
    return [row.base.number for row in page.context["rows"]]


def cell(page, column, place=0):
    return {one.name: shown.text for one, shown in page.context["rows"][place].cells}[column]


def test_everybody_finds_what_they_may_see(ask, make_paper, author, chair, member, stranger):
    make_paper("draft")
    make_paper()
    assert numbers(ask(author)) == numbers(ask(chair)) == [1, 2]
    assert numbers(ask(member)) == numbers(ask(stranger)) == []
    due(chair.roles.get().conference, -timedelta(days=1))
    assert numbers(ask(member)) == [2]


def test_a_search_narrows_and_an_order_sorts(ask, make_paper, chair):
    make_paper(title="Beta nets")
    make_paper(title="alpha nets")
    make_paper("draft", title="Gamma trees")
    assert numbers(ask(chair, q="nets")) == [1, 2]
    assert numbers(ask(chair, sort="title")) == [2, 1, 3]
    assert numbers(ask(chair, sort="-title")) == [3, 1, 2]
    assert numbers(ask(chair, sort="-number")) == [3, 2, 1]
    assert numbers(ask(chair, q="status:draft")) == [3]


def test_a_wrong_word_is_pointed_at(ask, make_paper, chair):
    make_paper()
    page = ask(chair, q="nets topik:x")
    assert "Did you mean “topic:”?" in page.text
    assert "<mark>topik:x</mark>" in page.text or "<mark>topik:" in page.text
    assert numbers(page) == []


def test_columns_are_chosen_and_unknown_ones_left_out(ask, make_paper, chair):
    make_paper()
    page = ask(chair, columns="countries,nonsense,status")
    assert [one.name for one in page.context["table"].chosen] == ["status", "countries"]
    assert (cell(page, "status"), cell(page, "countries")) == ("submitted", "Germany")


def test_the_committee_reads_no_names_in_double_blind_review(ask, make_paper, member, conference):
    make_paper()
    due(conference, -timedelta(days=1))
    every = "authors,institutions,countries,topics"
    assert cell(ask(member, columns=every), "authors") == "Demo Author"
    Conference.objects.update(review_model="double-blind")
    page = ask(member, columns=every)
    assert [cell(page, name) for name in ("authors", "institutions", "countries")] == ["", "", ""]
    assert "Demo Author" not in page.text
    assert "Anonymous authors" in page.text


def test_columns_of_chairs_are_not_offered_to_others(member, author, chair, conference):
    def offered(who):
        return {one.name for one in columns.offered(Viewpoint(who, conference))}

    assert {"conflicts", "pages", "started"} <= offered(chair)
    assert not {"conflicts", "pages", "started", "format"} & offered(member)
    assert not {"conflicts", "pages", "started"} & offered(author)


def test_a_conflicted_chair_finds_no_row_and_no_count(ask, make_paper, chair):
    paper = make_paper()
    Conflict.objects.create(
        paper=paper, person=chair, kind="other", source="member", state="declared"
    )
    page = ask(chair)
    assert numbers(page) == []
    assert paper.title not in page.text


def test_tags_stand_beside_the_authors(ask, make_paper, chair, member, conference):
    paper = make_paper()
    due(conference, -timedelta(days=1))
    tag = Tag.objects.create(conference=conference, name="discuss", readers="chairs", colour="warn")
    Tagging.objects.create(tag=tag, paper=paper, by=chair, value=2)
    assert "discuss 2" in ask(chair).text
    assert "discuss" not in ask(member).text


def test_a_long_author_list_is_cut_in_the_line(ask, make_paper, make_person, author):
    paper = make_paper()
    for name in ("two", "three", "four", "five"):
        wrote(paper, make_person(name))
    assert "Demo Author, Demo Two, Demo Three and 2 more" in ask(author).text


def test_the_table_asks_as_much_for_many_papers_as_for_one(
    client, url, make_paper, chair, django_assert_max_num_queries
):
    def asked():
        every = ",".join(one.name for one in columns.offered(Viewpoint(chair, conference)))
        client.force_login(chair)
        with django_assert_max_num_queries(26) as queries:
            client.get(url("papers"), {"columns": every, "q": "nets or demo", "sort": "category"})
        return len(queries)

    conference = chair.roles.get().conference
    make_paper()
    first = asked()
    for _ in range(3):
        make_paper()
    assert asked() == first


def test_the_table_as_it_usually_is_takes_few_queries(
    client, url, make_paper, chair, django_assert_max_num_queries
):
    make_paper()
    client.force_login(chair)
    with django_assert_max_num_queries(20):
        client.get(url("papers"))


def test_a_page_of_many_is_left_by_pages(ask, make_paper, chair, monkeypatch):
    monkeypatch.setattr("submissions.table.asking.FEW", 2)
    for _ in range(5):
        make_paper()
    assert numbers(ask(chair, page=3)) == [5]
    assert "5 to 5 of 5" in ask(chair, page=3).text


def test_the_export_holds_the_table_and_runs_no_formulas(client, url, make_paper, chair):
    make_paper(title="=HYPERLINK(1)")
    make_paper("draft", title="Not asked for")
    client.force_login(chair)
    text = client.get(url("papers-csv"), {"q": "status:submitted", "columns": "countries"}).text
    lines = text.splitlines()
    assert lines[0].lstrip("\ufeff") == "number,title,authors,tags,countries"
    assert lines[1:] == ["1,'=HYPERLINK(1),Demo Author,,Germany"]


def test_a_search_is_kept_under_a_name_and_removed(client, url, make_paper, chair, member):
    client.force_login(chair)
    make_paper()
    client.post(url("search-save"), {"q": "nets", "columns": "status", "name": "Nets"})
    client.post(url("search-save"), {"q": "trees", "name": "Nets", "is_shared": "on"})
    search = SavedSearch.objects.get()
    assert (search.query, search.is_shared) == ("trees", True)
    assert "Nets" in client.get(url("papers")).text
    client.force_login(member)
    assert "Nets" in client.get(url("papers")).text
    assert client.post(url("search-remove", search.number)).status_code == 404
    client.force_login(chair)
    client.post(url("search-remove", search.number))
    assert not SavedSearch.objects.exists()


def test_members_share_no_searches(client, url, member):
    client.force_login(member)
    answer = client.post(url("search-save"), {"q": "x", "name": "Mine", "is_shared": "on"})
    assert answer.status_code == 409
    assert not SavedSearch.objects.exists()


def test_completion_offers_keywords_and_values(client, url, make_paper, chair):
    make_paper()
    client.force_login(chair)
    found = client.get(url("papers-complete"), {"q": "stat", "at": "4"}).json()["found"]
    assert found[0][0].startswith("status:")
    found = client.get(url("papers-complete"), {"q": "status:dr", "at": "9"}).json()["found"]
    assert found[0][0] == "draft"


def test_a_query_too_long_is_refused_with_a_sentence(ask, make_paper, chair):
    make_paper()
    page = ask(chair, q="a" * 1001)
    assert page.status_code == 200
    assert page.context["wrong"]


HOSTILE = '<script>alert(1)</script>"onmouseover=alert(1) &amp; \u202ex'


def test_whatever_people_typed_stands_in_the_table_as_text(ask, make_paper, chair, author):
    paper = make_paper(title=HOSTILE, keywords=HOSTILE)
    paper.authors.update(given_name=HOSTILE[:90])
    tag = Tag.objects.create(conference=paper.conference, name="<b>bold", readers="chairs")
    Tagging.objects.create(tag=tag, paper=paper, by=chair)
    text = ask(chair, columns="keywords,authors,status").text
    assert "<script>alert" not in text
    assert "<b>bold" not in text
    assert '"onmouseover' not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 4
