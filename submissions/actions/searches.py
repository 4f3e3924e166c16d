"""Searches kept under a name."""

from dataclasses import dataclass

from django.db import transaction

from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import is_chair
from dls.people.models import Person
from dls.web.db import locked
from dls.web.verdicts import Refused
from submissions.models.searches import SavedSearch
from submissions.table.asking import Wanted

MOST = 50  # of one person in one conference


@dataclass(frozen=True)
class Kept:
    """Under which name, and whether the committee sees it."""

    name: str
    is_shared: bool = False


@transaction.atomic
def keep(conference: Conference, wanted: Wanted, kept: Kept, *, by: Person) -> SavedSearch:
    """Keep a search; the same name again replaces it."""
    conference = locked(conference)
    if kept.is_shared and not is_chair(by, conference):
        raise Refused("Only chairs share searches with the committee.")
    mine = SavedSearch.objects.filter(conference=conference, owner=by)
    if mine.exclude(name=kept.name).count() >= MOST:
        raise Refused(f"You have kept {MOST} searches here. Remove one you no longer need.")
    found: SavedSearch = mine.filter(name=kept.name).first() or SavedSearch(
        conference=conference, owner=by, name=kept.name
    )
    found.query, found.sort, found.columns = wanted.q, wanted.sort, list(wanted.columns)
    found.is_shared = kept.is_shared
    found.save()
    return found


@transaction.atomic
def forget(search: SavedSearch, *, by: Person) -> None:
    search = locked(search)
    if search.owner_id != by.pk:
        raise Refused("Only who kept this search can remove it.")
    search.delete()
