"""What is done with papers chosen in the table: tags, categories, letters, archives, pictures."""

import io
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from django.urls import reverse

from dls.conferences.models.conference import Conference
from dls.mail import audiences
from dls.web.verdicts import Refused
from submissions import store
from submissions.actions import tags as actions
from submissions.demo.manuscript import Plan, manuscript
from submissions.models.categories import Category
from submissions.models.conflicts import Conflict
from submissions.models.manuscripts import Manuscript
from submissions.models.searches import SavedSearch
from submissions.models.tags import Tag, Tagging
from tests.conftest import due


@pytest.fixture
def url(conference):
    return lambda name, *args: reverse(f"submissions:{name}", args=[conference.slug, *args])


def with_pdf(paper, author="Demo Author"):
    """A manuscript whose metadata says who wrote it."""
    with pikepdf.open(io.BytesIO(manuscript(Plan(paper.title, "We demo.", 1)))) as pdf:
        pdf.docinfo["/Author"] = author
        out = io.BytesIO()
        pdf.save(out)
    kept = store.put([out.getvalue()])
    return Manuscript.objects.create(
        paper=paper, sha256=kept.sha256, size=kept.size, name="signed.pdf", kind="application/pdf"
    )


def test_a_chair_tags_chosen_papers_and_takes_the_tag_off(client, url, make_paper, chair):
    for _ in range(3):
        make_paper()
    client.force_login(chair)
    client.post(url("tags"), {"name": "Rank", "readers": "chairs", "has_value": "on"})
    client.post(url("papers-tag", "yes"), {"paper": [1, 3], "tag": "rank", "value": "2.5"})
    client.post(url("papers-tag", "yes"), {"paper": [3], "tag": "rank", "value": "4"})
    assert list(Tagging.objects.order_by("paper").values_list("paper__number", "value")) == [
        (1, 2.5),
        (3, 4),
    ]
    found = client.get(url("papers"), {"q": "tag:rank>3"})
    assert [row.base.number for row in found.context["rows"]] == [3]
    client.post(url("papers-tag", "no"), {"paper": [1, 3], "tag": "rank"})
    assert not Tagging.objects.exists()


def test_a_tag_that_is_not_there_is_told(client, url, make_paper, chair):
    make_paper()
    client.force_login(chair)
    answer = client.post(url("papers-tag", "yes"), {"paper": [1], "tag": "nonsense"})
    assert (answer.status_code, "There is no tag" in answer.text) == (409, True)


def test_members_have_tags_of_their_own_that_nobody_else_sees(
    client, url, make_paper, member, chair
):
    make_paper()
    due(chair.roles.get().conference, -timedelta(days=1))
    client.force_login(member)
    client.post(url("tags"), {"name": "mine", "readers": "one"})
    client.post(url("papers-tag", "yes"), {"paper": [1], "tag": "mine"})
    assert Tagging.objects.get().by == member
    client.force_login(chair)
    assert "mine" not in client.get(url("tags")).context["rows"].__str__()
    assert client.get(url("tag", "one", "mine")).status_code == 404


def test_members_make_no_shared_tags_and_set_none_of_the_chairs(
    conference, make_paper, member, chair
):
    paper = make_paper()
    with pytest.raises(Refused, match="Only chairs make tags"):
        actions.make(conference, "discuss", "chairs", by=member)
    tag = actions.make(conference, "discuss", "committee", by=chair)
    with pytest.raises(Refused, match="Only chairs change"):
        actions.put(tag, [paper], None, by=member)
    assert not Tagging.objects.exists()


def test_nobody_tags_what_they_may_not_see_or_have_written(conference, make_paper, chair, author):
    hidden, own = make_paper(), make_paper(by=chair)
    Conflict.objects.create(
        paper=hidden, person=chair, kind="other", source="member", state="declared"
    )
    tag = actions.make(conference, "discuss", "chairs", by=chair)
    assert actions.put(tag, [hidden, own], None, by=chair) == 0


def test_the_count_of_a_tag_leaves_out_what_one_may_not_see(client, url, make_paper, chair):
    paper = make_paper()
    tag = Tag.objects.create(conference=paper.conference, name="discuss", readers="chairs")
    Tagging.objects.create(tag=tag, paper=paper, by=chair)
    client.force_login(chair)
    assert [many for _, many, _ in client.get(url("tags")).context["rows"]] == [1]
    Conflict.objects.create(
        paper=paper, person=chair, kind="other", source="member", state="declared"
    )
    assert [many for _, many, _ in client.get(url("tags")).context["rows"]] == [0]


def test_a_chair_moves_chosen_papers_to_another_category(client, url, make_paper, chair, category):
    paper = make_paper()
    other = Category.objects.create(conference=category.conference, name="Poster")
    client.force_login(chair)
    client.post(url("papers-move"), {"paper": [paper.number], "category": other.number})
    paper.refresh_from_db()
    assert paper.category == other


def test_a_letter_goes_to_the_authors_of_the_chosen_papers(client, url, make_paper, chair, author,
                                                           make_person, conference):  # fmt: skip
    make_paper()
    make_paper(by=make_person("second"))
    client.force_login(chair)
    answer = client.post(url("papers-letter"), {"paper": [2]}, follow=True)
    search = SavedSearch.objects.get()
    assert search.query == "2"
    assert f"papers/search-{search.number}" in answer.text
    found = audiences.recipients(f"papers/search-{search.number}", conference)
    assert [one.email for one in found] == ["second@demo.example"]


def test_a_letter_to_no_paper_is_refused(client, url, make_paper, chair):
    make_paper()
    client.force_login(chair)
    assert client.post(url("papers-letter"), {}).status_code == 409


def archive(client, url, **query):
    answer = client.get(url("papers-zip"), query)
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def author_in(found, name):
    with pikepdf.open(io.BytesIO(found.read(name))) as pdf:
        return str(pdf.docinfo.get("/Author", ""))


def test_the_archive_holds_the_newest_pdf_of_what_was_asked_for(client, url, make_paper, chair):
    for status in ("submitted", "submitted", "draft"):
        with_pdf(make_paper(status))
    with_pdf(make_paper(), "First")
    client.force_login(chair)
    found = archive(client, url, q="status:submitted", paper=[2, 3, 4])
    assert found.namelist() == ["demo1-paper2.pdf", "demo1-paper4.pdf"]
    assert author_in(found, "demo1-paper4.pdf") == "First"
    assert found.testzip() is None


def test_whoever_may_not_know_the_authors_gets_neutral_copies(client, url, make_paper, member):
    paper = make_paper()
    with_pdf(paper)
    due(paper.conference, -timedelta(days=1))
    client.force_login(member)
    assert author_in(archive(client, url), "demo1-paper1.pdf") == "Demo Author"
    Conference.objects.update(review_model="double-blind")
    assert author_in(archive(client, url), "demo1-paper1.pdf") == ""


def test_a_conflicted_chair_gets_no_pdf(client, url, make_paper, chair):
    paper = make_paper()
    with_pdf(paper)
    Conflict.objects.create(
        paper=paper, person=chair, kind="other", source="member", state="declared"
    )
    client.force_login(chair)
    assert archive(client, url).namelist() == []


def test_the_table_as_data_holds_what_the_page_shows(client, url, make_paper, chair):
    make_paper(title="Nets")
    client.force_login(chair)
    data = client.get(url("papers-json"), {"columns": "status,countries"}).json()
    assert data == {
        "papers": [
            {"number": 1, "title": "Nets", "authors": "Demo Author", "tags": [],
             "status": "submitted", "countries": "Germany"}
        ]
    }  # fmt: skip


def test_pictures_count_by_topic_country_and_category(client, url, make_paper, chair):
    for _ in range(2):
        make_paper()
    make_paper("withdrawn")
    client.force_login(chair)
    page = client.get(url("papers-pictures"))
    drawn = page.context["drawn"]
    assert [(bar.name, bar.many) for bar in drawn.countries] == [("Germany", 2)]
    assert [(bar.name, bar.many) for bar in drawn.categories] == [("Full paper", 2)]
    assert {curve.name for curve in drawn.curves} == {"started", "submitted"}
