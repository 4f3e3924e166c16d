from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dls.journal import ledger
from dls.journal.models import Entry
from dls.web import clock


@pytest.fixture
def at(conference):
    return reverse("journal:journal", args=[conference.slug])


@pytest.fixture
def wrote(conference, chair):
    """Write a line about the conference."""

    def wrote(verb="moved", what="", by=chair, **details):
        if what:
            ledger.record_within(by, verb, what, conference, **details)
        else:
            ledger.record(by, verb, conference, scope=conference, **details)
        return Entry.objects.latest("pk")

    return wrote


def test_the_journal_is_append_only(wrote):
    entry = wrote()
    for change in (
        entry.delete, entry.save, Entry.objects.all().delete,
        lambda: Entry.objects.update(verb="x"),
    ):  # fmt: skip
        with pytest.raises(TypeError, match="append-only"):
            change()
    assert Entry.objects.get().verb == "moved"


@pytest.mark.parametrize(
    ("who", "sees"), [("chair", 1), ("member", 0), ("other_chair", 0), ("stranger", 0)]
)
def test_who_reads_it(wrote, request, who, sees):
    wrote()
    assert Entry.objects.visible_to(request.getfixturevalue(who)).count() == sees


@pytest.mark.parametrize("who", ["member", "other_chair", "stranger"])
def test_for_others_the_page_does_not_exist(client, request, who, at):
    client.force_login(request.getfixturevalue(who))
    assert client.get(at).status_code == 404
    assert client.get(f"{at}journal.csv").status_code == 404


def test_what_nobody_registered_is_hidden(client, chair, wrote, at):
    wrote(what="CANARY")
    hidden = Entry(verb="did", what="CANARY-2", scope=Entry.objects.get().scope,
                   about_kind="unheard-of", about_id=1)  # fmt: skip
    hidden.save()
    client.force_login(chair)
    for url in (at, f"{at}journal.csv"):
        assert "CANARY" in client.get(url).content.decode()
        assert "CANARY-2" not in client.get(url).content.decode()


def test_details_are_told_in_words(wrote):
    entry = wrote(changes={"date": ["11 Sep", "16 Sep"]}, reason="many asked", public=True, note="")
    assert entry.told == "date: 11 Sep → 16 Sep, public: yes, reason: many asked"


def test_lines_are_found_by_who_what_and_when(client, chair, wrote, at):
    wrote("moved", "Papers due")
    wrote("sent", "News", by=None)
    with clock.at(clock.now() - timedelta(days=10)):
        wrote("ended", "Old role")
    client.force_login(chair)

    def found(**asked):
        text = client.get(at, asked).text
        return [what for what in ("Papers due", "News", "Old role") if f"<b>{what}</b>" in text]

    assert found() == ["Papers due", "News", "Old role"]
    assert found(who="dls") == ["News"]
    assert found(who="demo chair") == ["Papers due", "Old role"]
    assert found(verb="sent") == ["News"]
    assert found(thing="papers") == ["Papers due"]
    assert found(days="7") == ["Papers due", "News"]
    assert found(days="x", before="forged") == ["Papers due", "News", "Old role"]


def test_pages_follow_each_other_while_lines_come(client, chair, wrote, at):
    for number in range(60):
        wrote(what=f"Thing {number:02}")
    client.force_login(chair)
    first = client.get(at)
    wrote(what="Thing new")
    second = client.get(at, {"before": first.context["slice"].following})
    seen = [entry.what for page in (first, second) for entry in page.context["slice"].entries]
    assert seen == [f"Thing {number:02}" for number in reversed(range(60))]


def test_the_page_asks_little_of_the_database(client, chair, wrote, at):
    client.force_login(chair)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(at)
        return len(asked)

    wrote()
    few = queries()
    for _ in range(30):
        wrote()
    assert queries() == few <= 12


def test_the_table_holds_no_formula(client, chair, wrote, at):
    wrote(what="=HYPERLINK(1)")
    client.force_login(chair)
    table = client.get(f"{at}journal.csv").content.decode()
    assert "'=HYPERLINK(1)" in table
