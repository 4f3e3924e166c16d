"""What a reader of the table asked for in the address."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from submissions.models.searches import SavedSearch

FEW, MANY = 100, 1_000
LONGEST = 1_000
MOST = 20_000  # papers chosen at once


@dataclass(frozen=True)
class Wanted:
    """A search, chosen columns and an order; what is not said is as usual."""

    q: str = ""
    sort: str = ""  # a column’s name, with - in front for the largest first
    columns: tuple[str, ...] = ()
    many: bool = False
    chosen: tuple[int, ...] = ()  # papers by number, of those that the search finds

    @classmethod
    def of(cls, query: QueryDict) -> "Wanted":
        chosen = [name for given in query.getlist("columns") for name in given.split(",") if name]
        return cls(
            q=query.get("q", "").strip()[: LONGEST + 1],
            sort=query.get("sort", "")[:40],
            columns=tuple(name[:40] for name in chosen[:40]),
            many=query.get("show") == "many",
            chosen=numbers(query.getlist("paper")),
        )

    @classmethod
    def saved(cls, search: SavedSearch) -> "Wanted":
        return cls(search.query, search.sort, tuple(search.columns))

    @property
    def query(self) -> str:
        """As an address."""
        given = {
            "q": self.q,
            "sort": self.sort,
            "columns": ",".join(self.columns),
            "show": "many" if self.many else "",
        }
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def size(self) -> int:
        return MANY if self.many else FEW

    def sorted_by(self, name: str) -> "Wanted":
        """The same in the order of a column; again, the other way round."""
        return replace(self, sort=f"-{name}" if self.sort == name else name)


def numbers(given: list[str]) -> tuple[int, ...]:
    """Papers chosen in a form."""
    return tuple(int(one[:9]) for one in given[:MOST] if one.isascii() and one.isdigit())
