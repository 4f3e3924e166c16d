"""Who may read about what in the ledgers."""

from itertools import permutations

import pytest

from dls.journal import ledger
from dls.journal.models import Entry
from dls.web import keys


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


@pytest.mark.parametrize("ledger", keys.About.__subclasses__())
def test_a_ledger_keeps_no_index_that_begins_another(ledger):
    """Each row is written into every index."""
    lists = [tuple(one.fields) for one in ledger._meta.indexes if not one.condition]
    lists += [(field.name,) for field in ledger._meta.fields if field.db_index]
    begun = [one for one, other in permutations(lists, 2) if other[: len(one)] == one]
    assert begun == []
