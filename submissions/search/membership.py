"""Papers whose keys another query gives: the one way in which conditions reach other tables."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.lookups import In

Compiled = tuple[str, tuple[str | int, ...]]


class Among(In):
    """Asked for a plain truth, a database runs the other query once and looks each paper up in it.

    Left to their plans, PostgreSQL joins and guesses badly how many rows there are, and SQLite
    fetches and sorts all hits where a page needs a hundred.
    """

    def as_sql(self, compiler: Any, connection: Any) -> Compiled:
        sql, given = super().as_sql(compiler, connection)
        return f"({sql}) IS TRUE", tuple(given)


def among(keys: "QuerySet[Any]") -> Q:
    """The papers whose keys these are: one column, without empty values."""
    return Q(Among(F("pk"), keys.order_by().query))
