"""Who may read about what in the ledgers."""

from dls.journal import ledger
from dls.journal.models import Entry


def test_a_chair_reads_what_happened_in_the_conference(conference, chair):
    ledger.record(chair, "published", conference, scope=conference)
    assert [entry.verb for entry in Entry.objects.visible_to(chair)] == ["published"]


def test_others_do_not(conference, chair, member, stranger, other_chair, operator):
    ledger.record(chair, "published", conference, scope=conference)
    for person in (member, stranger, other_chair, operator):
        assert not Entry.objects.visible_to(person).exists()


def test_what_nobody_registered_is_hidden(conference, chair):
    Entry.objects.create(
        by=chair, verb="did", what="a thing", about_kind="mystery", about_id=1, scope=conference.key
    )
    assert not Entry.objects.visible_to(chair).exists()
