"""The table of a committee for its chairs: which rows, in which order, with which counts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q
from django.db.models.functions import Lower
from django.http import HttpRequest, QueryDict

from dls.conferences import collation
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role, RoleQuerySet
from dls.mail.models import Letter
from dls.web import clock

State = Role.State
A_PAGE = 100
WEEK = timedelta(days=7)
ORDERS: dict[str, list[Any]] = {
    "name": [Lower("family_name"), Lower("name")],
    "role": ["kind", Lower("family_name"), Lower("name")],
    "state": ["state", Lower("family_name"), Lower("name")],
    "asked": [F("invited_at").asc(nulls_last=True), "pk"],
    "answered": [F("answered_at").asc(nulls_last=True), "pk"],
}
BACKWARDS: dict[str, list[Any]] = {
    "-name": [Lower("family_name").desc(), Lower("name").desc()],
    "-role": ["-kind", Lower("family_name"), Lower("name")],
    "-state": ["-state", Lower("family_name"), Lower("name")],
    "-asked": [F("invited_at").desc(nulls_last=True), "pk"],
    "-answered": [F("answered_at").desc(nulls_last=True), "pk"],
}
LEADING = {"name": "", "role": "kind", "state": "state"}  # what comes before the name
SHAPES = {  # a shape and a tone for each state: what is in order stays quiet
    State.INVITED: ("half", ""),
    State.ACCEPTED: ("full", "good"),
    State.DECLINED: ("cross", "bad"),
    State.EXPIRED: ("dash", "warn"),
    State.WITHDRAWN: ("dash", ""),
    State.ENDED: ("dash", ""),
}


def _soon() -> Q:
    now = clock.now()
    return Q(state=State.INVITED, expires_at__gt=now, expires_at__lte=now + WEEK)


def _suggested() -> Q:
    return Q(state=State.DECLINED, suggestion_taken=False) & ~Q(suggestion="")


def _stuck(conference: Conference) -> Q:
    """Open invitations whose letters did not arrive."""
    lost = Letter.objects.filter(scope=conference.key, about_kind="role").filter(
        Q(bounced_at__isnull=False) | Q(state=Letter.State.FAILED)
    )
    return Q(state=State.INVITED, pk__in=lost.values("about_id"))


@dataclass(frozen=True)
class Wanted:
    """What a chair asked for in the address."""

    state: str = ""
    kind: str = ""
    q: str = ""
    sort: str = "name"

    @classmethod
    def of(cls, query: QueryDict) -> "Wanted":
        sort = query.get("sort", "")
        return cls(
            query.get("state", "")[:20],
            query.get("kind", "")[:20],
            query.get("q", "").strip()[:100],
            sort if sort in ORDERS or sort in BACKWARDS else "name",
        )

    def query(self) -> str:
        """The same, as the end of an address."""
        parts = {"state": self.state, "kind": self.kind, "q": self.q, "sort": self.sort}
        return urlencode({k: v for k, v in parts.items() if v and (k, v) != ("sort", "name")})


@dataclass(frozen=True)
class Choice:
    """A filter as a link with its count."""

    label: str
    query: str
    count: int
    is_on: bool


@dataclass(frozen=True)
class Column:
    """A head of the table, and the link that sorts by it."""

    label: str
    query: str
    direction: str


@dataclass(frozen=True)
class Row:
    """A line of the table: a role, the shape and tone of its state, and what went wrong."""

    role: Role
    mark: str
    tone: str
    trouble: str


class Table:
    """One view of a committee."""

    def __init__(self, conference: Conference, wanted: Wanted) -> None:
        self.conference, self.wanted = conference, wanted
        self.rows: RoleQuerySet = conference.roles.all()

    def roles(self) -> RoleQuerySet:
        """The rows in their order."""
        orders = ORDERS | BACKWARDS
        found = self.rows.filter(self._kind(), self._state(), self._search())
        return found.order_by(*orders[self.wanted.sort])

    def page(self, number: str) -> Page[Any]:
        page: Page[Any] = Paginator(self._in_order(), A_PAGE).get_page(number)
        rows = self.rows.select_related("person", "invited_by").in_bulk(page.object_list)
        roles = [rows[pk] for pk in page.object_list]
        troubles = troubles_of(self.conference, roles)
        page.object_list = [
            Row(role, *SHAPES[State(role.state)], troubles.get(role.pk, "")) for role in roles
        ]
        return page

    def _in_order(self) -> list[int]:
        """Their keys; names without regard to accents and particles, 9 before 10."""
        name = self.wanted.sort.removeprefix("-")
        if name not in LEADING:
            return list(self.roles().values_list("pk", flat=True))
        found = self.roles().values_list("pk", "family_name", "name", LEADING[name] or "pk")
        rows = sorted(found, key=lambda row: collation.by_family(row[1], row[2]))
        backwards = self.wanted.sort.startswith("-")
        if LEADING[name]:
            rows.sort(key=lambda row: row[3], reverse=backwards)
        elif backwards:
            rows.reverse()
        return [row[0] for row in rows]

    def _kind(self) -> Q:
        return Q(kind=self.wanted.kind) if self.wanted.kind else Q()

    def _state(self) -> Q:
        special = {"soon": _soon, "suggested": _suggested}
        if self.wanted.state == "stuck":
            return _stuck(self.conference)
        if make := special.get(self.wanted.state):
            return make()
        return Q(state=self.wanted.state) if self.wanted.state else Q()

    def _search(self) -> Q:
        found = Q()
        for word in self.wanted.q.split():
            here = Q(name__icontains=word) | Q(email__icontains=word)
            found &= here | Q(affiliation__icontains=word) | Q(country__icontains=word)
        return found

    def states(self) -> list[Choice]:
        """Filters by state, within the role chosen; those without anybody are left out."""
        here = self.rows.filter(self._kind(), self._search())
        counted = {f"in_{state}": Count("pk", Q(state=state)) for state in State.values}
        found = here.aggregate(
            everybody=Count("pk"),
            soon=Count("pk", _soon()),
            suggested=Count("pk", _suggested()),
            stuck=Count("pk", _stuck(self.conference)),
            **counted,
        )
        named = [("", "Everybody", found["everybody"])]
        named += [(str(state), state.label, found[f"in_{state}"]) for state in State]
        named += [
            ("soon", "Expires this week", found["soon"]),
            ("suggested", "Suggests somebody", found["suggested"]),
            ("stuck", "Letter not delivered", found["stuck"]),
        ]
        return [
            Choice(
                label, replace(self.wanted, state=name).query(), count, self.wanted.state == name
            )
            for name, label, count in named
            if count or not name or self.wanted.state == name
        ]

    def kinds(self) -> list[Choice]:
        """Filters by role, within the state chosen."""
        rows = self.rows.filter(self._state(), self._search()).order_by().values_list("kind")
        found = dict(rows.annotate(n=Count("pk")))
        named = [("", "All roles", sum(found.values()))]
        named += [(str(kind), kind.label, found.get(str(kind), 0)) for kind in Role.Kind]
        return [
            Choice(label, replace(self.wanted, kind=name).query(), count, self.wanted.kind == name)
            for name, label, count in named
            if count or not name or self.wanted.kind == name
        ]

    def columns(self) -> dict[str, Column]:
        labels = {
            "name": "Name",
            "role": "Role",
            "state": "State",
            "asked": "Invited",
            "answered": "Answered",
        }
        return {name: self._column(name, label) for name, label in labels.items()}

    def _column(self, name: str, label: str) -> Column:
        backwards = self.wanted.sort == name
        ways = {name: "ascending", f"-{name}": "descending"}
        turned = replace(self.wanted, sort=f"-{name}" if backwards else name)
        return Column(label, turned.query(), ways.get(self.wanted.sort, ""))


def troubles_of(conference: Conference, roles: Iterable[Role]) -> dict[int, str]:
    """What happened to the newest letter to each, where it did not arrive."""
    asked = [role.pk for role in roles if role.state == State.INVITED]
    newest: dict[int, str] = {}
    if not asked:
        return newest
    letters = Letter.objects.filter(scope=conference.key, about_kind="role", about_id__in=asked)
    rows = letters.order_by("pk").values_list("about_id", "state", "bounced_at")
    for role, state, bounced_at in rows:
        newest[role] = _trouble(state, bounced_at)
    return {role: trouble for role, trouble in newest.items() if trouble}


def _trouble(state: str, bounced_at: datetime | None) -> str:
    if bounced_at:
        return "letter came back"
    return "letter not sent" if state == Letter.State.FAILED else ""


def chosen(request: HttpRequest, conference: Conference) -> RoleQuerySet:
    """The rows somebody ticked; or all of the filter, where the form says so."""
    sent = request.POST if request.method == "POST" else request.GET
    if sent.get("all"):
        return Table(conference, Wanted.of(sent)).roles()
    if refs := sent.getlist("role"):
        rows: RoleQuerySet = conference.roles.filter(ref__in=refs[: A_PAGE * 10])
        return rows.order_by(*ORDERS["name"])
    if request.method == "POST":
        nobody: RoleQuerySet = conference.roles.none()
        return nobody
    return Table(conference, Wanted.of(sent)).roles()
