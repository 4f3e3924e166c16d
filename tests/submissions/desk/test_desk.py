"""The format desk: findings of all papers, waivers, and asking authors to mend."""

import pytest
from django.urls import reverse

from dls.journal.models import Entry
from dls.mail.models import Letter
from dls.web.verdicts import Refused
from submissions.actions import waivers
from submissions.models.conflicts import Conflict
from submissions.models.manuscripts import Manuscript
from submissions.models.reports import Finding, FormatReport, Waiver
from submissions.rules.completeness import lacking


@pytest.fixture
def url(conference):
    return lambda name, *args: reverse(f"submissions:{name}", args=[conference.slug, *args])


def checked(paper, *rules, level="block"):
    """A manuscript of a paper with these findings."""
    manuscript = Manuscript.objects.create(
        paper=paper, sha256="a" * 64, name="a.pdf", size=1, kind="application/pdf"
    )
    report = FormatReport.objects.create(manuscript=manuscript, state="done")
    for rule in rules:
        Finding.objects.create(
            report=report, rule=rule, level=level, message=f"Mend {rule}.", measured="9"
        )
    return manuscript


@pytest.fixture
def paper(make_paper):
    made = make_paper()
    checked(made, "margins")
    return made


def test_the_desk_shows_what_the_newest_manuscripts_break(client, paper, chair, url):
    client.force_login(chair)
    assert "Text in the margins" in client.get(url("format-desk")).text
    checked(paper, "columns")
    text = client.get(url("format-desk")).text
    assert ("Text in the margins" in text, "Another number of columns" in text) == (False, True)


def test_the_desk_narrows_by_level_and_rule(client, paper, make_paper, chair, url):
    checked(make_paper(title="A second demo paper"), "links", level="note")
    client.force_login(chair)
    text = client.get(url("format-desk"), {"level": "note"}).text
    assert ("A second demo paper" in text, "Scaling demo networks" in text) == (True, False)
    text = client.get(url("format-desk"), {"rule": "margins"}).text
    assert ("A second demo paper" in text, "Scaling demo networks" in text) == (False, True)


def test_a_waived_rule_no_longer_blocks_and_leaves_the_desk(client, paper, chair, author, url):
    assert [one.part for one in lacking(paper)] == ["manuscript"]
    client.force_login(chair)
    client.post(url("waive", paper.number, "margins"), {"reason": "A wide table."})
    assert lacking(paper) == []
    assert "Scaling demo networks" not in client.get(url("format-desk")).text
    assert "A wide table." in client.get(url("waivers")).text
    client.post(url("waiver-end", paper.number, "margins"))
    assert [one.part for one in lacking(paper)] == ["manuscript"]


def test_a_second_waiver_of_the_same_rule_changes_its_reason(paper, chair):
    waivers.waive(paper, "margins", "A wide table.", by=chair)
    waivers.waive(paper, "margins", "A wide table.", by=chair)
    waivers.waive(paper, "margins", "Two wide tables.", by=chair)
    assert [one.reason for one in Waiver.objects.all()] == ["Two wide tables."]
    assert Entry.objects.filter(verb="waived a rule for").count() == 2


def test_authors_and_conflicted_chairs_waive_nothing(paper, author, chair):
    Conflict.objects.create(
        paper=paper, person=chair, kind="other", source="member", state="declared"
    )
    for who in (author, chair):
        with pytest.raises(Refused, match="without a conflict"):
            waivers.waive(paper, "margins", "Because.", by=who)
    assert not Waiver.objects.exists()


def test_a_waiver_without_a_reason_or_of_no_rule_is_none(client, paper, chair, url):
    client.force_login(chair)
    assert "required" in client.post(url("waive", paper.number, "margins"), {"reason": " "}).text
    assert client.get(url("waive", paper.number, "made-up")).status_code == 404
    assert not Waiver.objects.exists()


def test_authors_are_asked_to_mend_once_for_the_same_findings(client, paper, chair, author, url):
    client.force_login(chair)
    for _ in range(2):
        client.post(url("format-ask"), {"finding": f"{paper.number}:margins"})
    (letter,) = Letter.objects.all()
    assert letter.person == author
    assert "Mend margins." in letter.body


def test_a_conflicted_chair_finds_nothing_of_the_paper(client, paper, chair, url):
    Conflict.objects.create(
        paper=paper, person=chair, kind="other", source="member", state="declared"
    )
    client.force_login(chair)
    for name in ("format-desk", "format-export", "waivers"):
        assert paper.title not in client.get(url(name)).text
    client.post(url("format-ask"), {"finding": f"{paper.number}:margins"})
    assert not Letter.objects.exists()
    assert client.get(url("waive", paper.number, "margins")).status_code == 404


def test_the_desk_asks_as_much_for_many_findings_as_for_one(
    client, paper, make_paper, chair, url, django_assert_max_num_queries
):
    def asked():
        client.force_login(chair)
        with django_assert_max_num_queries(16) as queries:
            client.get(url("format-desk"))
        return len(queries)

    first = asked()
    for _ in range(3):
        checked(make_paper(), "margins", "columns")
    assert asked() == first


def test_the_export_holds_what_the_filter_shows(client, paper, chair, url):
    client.force_login(chair)
    lines = client.get(url("format-export"), {"rule": "margins"}).text.splitlines()
    assert len(lines) == 2
    assert "Scaling demo networks,margins,block" in lines[1]
