"""What a chair looks for in the journal, read from an address; pages by an opaque cursor."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.core import signing
from django.http import QueryDict

from dls.journal.models import Entry, EntryQuerySet
from dls.web import clock

A_PAGE = 50
SALT = "journal-page"
NOBODY = "dls"
DAYS = {"1": "the last day", "7": "the last 7 days", "30": "the last 30 days"}


@dataclass(frozen=True)
class Search:
    who: str = ""  # a name, or dls
    verb: str = ""
    thing: str = ""
    days: str = ""
    before: int = 0

    @classmethod
    def read(cls, given: QueryDict) -> "Search":
        days = given.get("days", "")
        return cls(
            who=given.get("who", "").strip()[:100],
            verb=given.get("verb", "")[:60],
            thing=given.get("thing", "").strip()[:100],
            days=days if days in DAYS else "",
            before=_opened(given.get("before", "")),
        )

    def within(self, entries: EntryQuerySet) -> EntryQuerySet:
        if self.who.casefold() == NOBODY:
            entries = entries.filter(by=None)
        elif self.who:
            entries = entries.by_name(self.who)
        if self.verb:
            entries = entries.filter(verb=self.verb)
        if self.thing:
            entries = entries.filter(what__icontains=self.thing)
        if self.days:
            entries = entries.filter(at__gte=clock.now() - timedelta(days=int(self.days)))
        return entries

    @property
    def query(self) -> str:
        parts = {"who": self.who, "verb": self.verb, "thing": self.thing, "days": self.days}
        return urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True)
class Slice:
    """One page of entries, newest first, and the cursor of the next."""

    entries: list[Entry]
    following: str


def slice_of(entries: EntryQuerySet, search: Search) -> Slice:
    found = search.within(entries)
    if search.before:
        found = found.filter(pk__lt=search.before)
    rows = list(found.select_related("by").order_by("-pk")[: A_PAGE + 1])
    following = signing.dumps(rows[A_PAGE - 1].pk, salt=SALT) if len(rows) > A_PAGE else ""
    return Slice(rows[:A_PAGE], following)


def _opened(cursor: str) -> int:
    try:
        return int(signing.loads(cursor, salt=SALT)) if cursor else 0
    except signing.BadSignature:
        return 0


def row(entry: Entry) -> list[str]:
    """An entry as cells no spreadsheet takes for a formula."""
    by = entry.by.name if entry.by else "DLS"
    cells = [entry.at.isoformat(timespec="seconds"), by, entry.verb, entry.what, entry.told]
    return [f"'{cell}" if cell[:1] in "=+-@\t\r" else cell for cell in cells]
