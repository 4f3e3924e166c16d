"""What stands in for each part of an address. An address with a part that has no row fails."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from django.urls import get_resolver
from django.urls.converters import get_converters

from dls.conferences import links, own_calendar, subscriptions
from dls.people.converters import Sealed
from submissions import links as paper_links
from submissions.models.authors import Author
from tests import addresses
from tests.leaks.world import ELSEWHERE, HERE, LINK_HOLDER, World

Values = Callable[[World], list[str]]


@dataclass(frozen=True)
class Row:
    """For addresses whose path matches: what to put for a part, and what a holder of it may have."""

    path: str
    part: str
    values: Values
    grants: str = ""  # whoever opens it may also read what this viewer may


def column(model: str, name: str) -> Values:
    """Every value that this column has in the world."""
    return lambda world: sorted({str(getattr(row, name)) for row in world.all(model)})


def some(model: str, name: str, *places: int) -> Values:
    """The same of a few rows that stand for all, in the order in which the world is built."""
    return lambda world: [str(getattr(world.all(model)[place], name)) for place in places]


def belonging(model: str, name: str) -> Values:
    """The same of what belongs to two people: a stranger and a chair."""

    def values(world: World) -> list[str]:
        owners = {world.people["stranger"], world.people["chair"]}
        rows = [
            row
            for row in world.all(model)
            if {getattr(row, "person", None), getattr(row, "user", None)} & owners
        ]
        return sorted(str(getattr(row, name)) for row in rows)

    return values


ROWS = [
    Row(r"^api/v1/series/", "slug", column("Series", "slug")),
    Row(r"^series/", "slug", column("Series", "slug")),
    Row(r"dates/<str:token>\.ics", "token", lambda w: [_calendar(w)], "chair"),
    Row(r"^series/join/", "token", lambda w: [_last(subscriptions.join_url(_subscriber(w)))]),
    Row(r"^series/leave/", "token", lambda w: [_last(subscriptions.leave_url(_subscriber(w)))]),
    Row(r"invitations?/", "token", lambda w: [links.token(w.role_of("invited"))], LINK_HOLDER),
    Row(
        r"deadlines/<(?:slug:)?deadline>/",
        "deadline",
        lambda w: ["papers", "milestone-2", "milestone-4"],
    ),
    Row(r"tokens/", "handle", belonging("Token", "handle")),
    Row(r"publications?/", "handle", belonging("Publication", "handle")),
    Row(r"connections?/|conflicts?/|collaborators?/", "handle", belonging("Connection", "handle")),
    Row(r"pages/", "name", column("Page", "slug")),
    Row(r"pages/", "page", column("Page", "slug")),
    Row(r"partners/", "number", column("Partner", "number")),
    Row(r"news/", "number", column("News", "number")),
    Row(r"topics/", "number", column("Topic", "number")),
    Row(r"papers/import/", "number", column("Intake", "number")),
    Row(r"duplicates/pair/", "ref", column("Likeness", "ref")),
    Row(r"dates/|deadlines/|milestones/", "number", column("Deadline", "number")),
    Row(r"mailings?/", "ref", column("Mailing", "ref")),
    Row(r"reminders/", "ref", column("ReminderRule", "ref")),
    Row(r"letters/", "ref", some("Letter", "ref", 1, 2, 3)),
    Row(r"jobs/", "ref", column("Job", "ref")),
    Row(r"lists?/", "ref", column("InvitationList", "ref")),
    Row(r"roles?/|committee/|people/", "ref", some("Role", "ref", 4, 6, 10)),
    Row(r"texts/", "app", lambda _: ["conferences"]),
    Row(r"texts/", "name", lambda _: ["invitation"]),
    Row(r"do/<|failed/<", "deed", lambda _: ["hold", "continue", "cancel", "resend", "test"]),
    Row(r"outside/", "number", lambda _: ["1"]),
    Row(r"expertise/names/", "handle", belonging("Connection", "handle")),
    Row(r"^me/first/", "token", lambda _: ["not-the-token"]),
    Row(r"^account/openid/", "provider_id", lambda _: ["institution"]),
    Row(r"^account/passkeys/", "pk", lambda _: [Sealed().to_url(1)]),
    Row(r"^mailbox/", "email", lambda _: ["chair@demo.example"]),  # only in demo mode
    Row(r"^mailbox/", "name", some("Letter", "ref", 0)),
    Row(r"tags/", "readers", lambda _: ["chairs", "one"]),
    Row(r"tags/", "name", lambda _: ["plain"]),
    Row(r"papers/searches/", "number", column("SavedSearch", "number")),
    Row(r"papers/", "number", lambda _: ["3", "4"]),
    Row(r"conflicts/(matrix|mine)/", "number", lambda _: ["3", "4"]),
    Row(r"conflicts/matrix/", "ref", some("Role", "ref", 1, 2)),
    Row(r"format/", "number", lambda _: ["3", "4"]),
    Row(r"format/", "rule", lambda _: ["margins"]),
    Row(r"categories/", "number", lambda _: ["2"]),
    Row(r"questions/", "number", lambda _: ["1", "2"]),
    Row(r"supplements/for/", "question", lambda _: ["1"]),
    Row(r"supplements/", "file", lambda _: ["1"]),
    Row(r"manuscripts/", "version", lambda _: ["1"]),
    Row(r"pages/", "page", lambda _: ["1"]),
    Row(r"uploads/", "upload", some("Upload", "ref", 0)),
    Row(r"contacts/", "mark", lambda _: ["not-the-mark"]),
    Row(r"named/", "mark", lambda w: [paper_links.mark(named_in(w))], "named"),
    Row(r".*", "slug", lambda _: [HERE, ELSEWHERE]),
]


def named_in(world: World) -> Author:
    """Who is named by the first paper, and has not claimed it."""
    return Author.objects.get(
        paper__conference=world.here, paper__number=3, email=world.people["named"].email
    )


def _subscriber(world: World):
    return world.all("Subscriber")[0]


def _calendar(world: World) -> str:
    return _last(own_calendar.address(world.here, world.people["chair"])).removesuffix(".ics")


def _last(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]


@dataclass(frozen=True)
class Place:
    """A concrete address."""

    name: str  # of its pattern
    url: str
    grants: str = ""


PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^()]*(?:\([^()]*\)[^()]*)*\)")


def every_path() -> list[tuple[str, str]]:
    """Name and path of every pattern of the site."""
    return list(addresses._walk(get_resolver().url_patterns))


def places(world: World) -> Iterator[Place]:
    """All of them; those without a row fail in a test of their own."""
    missing = without_rows()
    for name, path in every_path():
        if path not in missing:
            yield from fill(world, name, path)


def fill(world: World, name: str, path: str) -> Iterator[Place]:
    """The concrete addresses of one pattern."""
    named = [first or second for first, second in PART.findall(path)]
    rows = [row for part in named if (row := row_for(path, part))]
    for chosen in product(*(row.values(world) for row in rows)):
        given = iter(chosen)
        bare = PART.sub(lambda _: next(given), path)  # noqa: B023 -- used at once
        url = "/" + re.sub(r"[\^$]|\\Z|\\(?=[./-])", "", bare)
        yield Place(name, url, next((row.grants for row in rows if row.grants), ""))


def row_for(path: str, part: str) -> Row | None:
    fitting = (row for row in ROWS if row.part == part and re.search(row.path, path))
    return next(fitting, None) or _choice(path, part)


def _choice(path: str, part: str) -> Row | None:
    """A part that is one of a few words stands for itself: its converter lists them."""
    kind = re.search(rf"<(\w+):{part}>", path)
    words = get_converters()[kind[1]].regex.split("|") if kind else []
    if len(words) > 1 and all(re.fullmatch(r"[a-z-]+", word) for word in words):
        return Row(path, part, lambda _: words)
    return None


def without_rows() -> list[str]:
    """Addresses with a part that nothing stands for yet."""
    return [
        path
        for _, path in every_path()
        for first, second in PART.findall(path)
        if row_for(path, first or second) is None
    ]
