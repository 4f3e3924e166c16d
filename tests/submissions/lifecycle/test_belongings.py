"""Accounts that are merged, taken along or closed, and the papers behind them."""

from dls.people import closing, exporting, merging
from dls.web import clock
from submissions.models.authors import Author
from submissions.models.conflicts import Conflict
from submissions.models.likeness import Likeness
from submissions.models.papers import Paper, PaperWord
from submissions.models.searches import SavedSearch
from submissions.models.tags import Tag, Tagging
from tests.conftest import wrote
from tests.submissions.test_visibility import conflict


def private(who, conference, *papers, name="look"):
    tag = Tag.objects.create(conference=conference, owner=who, name=name, readers="one")
    for paper in papers:
        Tagging.objects.create(tag=tag, paper=paper, by=who)
    return tag


def test_merging_moves_papers_contacts_conflicts_tags_and_searches(
    make_paper, author, make_person, open_call
):
    kept = make_person("kept")
    first, second, third = make_paper(), make_paper(by=kept), make_paper(by=kept)
    second.contacts.add(author)
    conflict(third, author)
    conflict(third, kept, Conflict.State.DISMISSED)
    conflict(first, author, Conflict.State.SUGGESTED)
    private(author, open_call, first, second)
    private(kept, open_call, first)
    for who in (author, kept):
        SavedSearch.objects.create(conference=open_call, owner=who, name="Mine")
    merging.move(kept, author)
    assert not author.authorships.exists()
    assert Paper.objects.written_by(kept).count() == 3
    assert list(second.contacts.all()) == [kept]
    assert Conflict.objects.get(paper=third).person == kept
    assert Conflict.objects.get(paper=third).holds
    assert not Conflict.objects.filter(person=author).exists()
    assert Tag.objects.get().taggings.count() == 2
    assert sorted(SavedSearch.objects.values_list("owner", "name")) == [
        (kept.pk, "Mine"), (kept.pk, "Mine 2"),
    ]  # fmt: skip


def test_one_takes_along_papers_conflicts_tags_and_searches(make_paper, author, member, open_call):
    paper = make_paper()
    conflict(paper, member)
    private(author, open_call, paper)
    told = exporting.everything(author)
    assert [one["title"] for one in told["papers"]] == [paper.title]
    assert told["papers"][0]["email"] == author.email
    assert told["paper_tags"] == [{"name": "look", "papers": [paper.number]}]
    assert exporting.everything(member)["papers"] == []
    assert exporting.everything(member)["conflicts"] == []  # the chairs said so, of what is hidden


def test_who_alone_looks_after_a_paper_cannot_leave_it(make_paper, author, make_person):
    paper = make_paper()
    assert "You alone look after Paper 1" in closing.objection(author)
    wrote(paper, make_person("second"))
    assert closing.objection(author) == ""


def test_leaving_keeps_the_byline_of_a_submitted_paper_and_nothing_else(
    make_paper, author, make_person, open_call
):
    paper, dropped = make_paper(), make_paper(Paper.Status.WITHDRAWN, submitted_at=None)
    wrote(paper, make_person("second"))
    private(author, open_call, paper)
    closing.anonymise(author)
    entry = Author.objects.get(paper=paper, position=1)
    assert (entry.name, entry.email, entry.person) == ("Demo Author", "", None)
    assert Author.objects.get(paper=dropped).name == "Somebody who left"
    assert not PaperWord.objects.filter(paper=dropped, word="demo", place="a").exists()
    assert not Tag.objects.exists()


def test_who_leaves_a_draft_is_no_longer_named_by_what_was_found(make_paper, author, member):
    paper = make_paper("draft", by=member)
    wrote(paper, author)
    found = conflict(paper, member, Conflict.State.SUSPECTED)
    other = {"says": "Somebody else was there.", "author": "Somebody Else"}
    found.evidence = [{"says": "Demo Author was there.", "author": "Demo Author"}, other]
    found.save()
    Author.objects.filter(paper=paper, person=member).update(person=None)
    closing.anonymise(author)
    assert Author.objects.filter(paper=paper, family_name="Somebody who left").exists()
    assert Conflict.objects.get(pk=found.pk).evidence == [other]


def test_merging_moves_what_a_chair_has_dismissed(make_paper, author, make_person):
    pair = Likeness.objects.create(
        one=make_paper(), other=make_paper(number=2), reason="harmless",
        dismissed_by=author, dismissed_at=clock.now(),
    )  # fmt: skip
    kept = make_person("kept")
    merging.move(kept, author)
    assert Likeness.objects.get(pk=pair.pk).dismissed_by == kept
