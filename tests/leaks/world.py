"""A conference with a secret in every field, and everybody who might look."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from types import MappingProxyType

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models import Model
from django.utils import timezone

from dls.conferences.models.audience import Subscriber
from dls.conferences.models.conference import Conference, Partner, Topic
from dls.conferences.models.deadlines import Deadline, Extension
from dls.conferences.models.invitations import InvitationList
from dls.conferences.models.pages import News, Page
from dls.conferences.models.roles import Affiliation, Role
from dls.conferences.models.series import Series
from dls.jobs.models import Job
from dls.journal.models import Entry
from dls.mail.models import (
    Letter,
    LetterText,
    Mailing,
    ReminderRule,
    ReminderRun,
    StoppedAddress,
)
from dls.people.models import Connection, Person, Publication, Token
from submissions.models.imports import Intake
from tests.leaks import fields, pairs, papers
from tests.leaks.canaries import Canaries

PHASES = [state.value for state in Conference.State]
HERE, ELSEWHERE, OTHER_SERIES = "hunted", "elsewhere", "other-series"
SPRING = date(2031, 3, 17)

# Who looks. Those with a name of a person act as that person; "…-token" by their token.
PEOPLE = ["stranger", "member", "unlisted", "invited", "declined", "ended", "elsewhere-chair",
          "chair", "operator", "author", "named", "conflicted", "conflicted-chair"]  # fmt: skip
TOKENS = {
    "stranger-token": "stranger",
    "chair-token": "chair",
    "elsewhere-token": "elsewhere-chair",
}
VIEWERS = ["anonymous", *PEOPLE, *TOKENS]
LINK_HOLDER = "link-holder"
READER = "reader"  # of a letter, whoever that is
ROLES_HERE = {"chair", "member", "unlisted", "invited", "declined", "ended", "conflicted",
              "conflicted-chair"}  # fmt: skip
AUTHORS = {"author", "named", papers.WRITER}  # of papers here
CHAIRS_HERE = {"chair", "conflicted-chair"}


@dataclass
class World:
    phase: str
    canaries: Canaries = field(default_factory=Canaries)
    people: dict[str, Person] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[Model]] = field(default_factory=dict)  # by name of model

    # ---- Who may have what ---------------------------------------------------------------------

    def may(
        self,
        audience: set[str],
        owner: str,
        at: str,
        shown: bool,
        chairs_seat: bool = False,
        reach: Mapping[str, set[str]] = MappingProxyType({}),
    ) -> frozenset[str]:
        """The viewers in an audience of a row."""
        found: set[str] = set().union(*(reach.get(one, set()) for one in audience))
        chairs = {HERE: CHAIRS_HERE, ELSEWHERE: {"elsewhere-chair"}}.get(at, set())
        seen = at == ELSEWHERE or self.phase != "preparing"
        if fields.ANYONE in audience and shown:
            found |= {*VIEWERS, LINK_HOLDER} if seen else chairs | {"operator"}
        if fields.NAMED in audience:
            found |= ROLES_HERE | AUTHORS if at == HERE else {"elsewhere-chair", papers.WRITER}
        if fields.CHAIRS in audience:
            found |= chairs
        if fields.OWNER in audience and owner:
            found |= {owner}
        if fields.LINK in audience and owner in {"", "invited"}:
            found |= {LINK_HOLDER}
        if fields.OPERATORS in audience or (fields.NAMING in audience and chairs_seat):
            found |= {"operator"}
        if fields.LETTER in audience:
            found |= {READER}
        return frozenset(found | {token for token, whose in TOKENS.items() if whose in found})

    # ---- Planting ------------------------------------------------------------------------------

    def fill(
        self,
        row,
        label: str,
        *,
        owner: str = "",
        at: str = HERE,
        shown: bool = False,
        secret: Collection[str] = (),
        reach: Mapping[str, set[str]] = MappingProxyType({}),
    ):
        """Put a secret of its own into every field that somebody must not read; `secret`: nobody."""
        model = type(row)
        places = dict.fromkeys(secret, "nowhere")
        planted = {
            one.name: _shaped(
                one,
                self._secret(row, one, label, owner, places.get(one.name, at), shown, reach),
            )
            for one in fields.said(model)
            if fields.name_of(model, one) in fields.FIELDS
        }
        model._base_manager.filter(pk=row.pk).update(**planted)
        row = model._base_manager.get(pk=row.pk)
        self.rows.setdefault(model.__name__, []).append(row)
        return row

    def _secret(
        self, row, one, label: str, owner: str, at: str, shown: bool, reach: Mapping[str, set[str]]
    ) -> str:
        name = fields.name_of(type(row), one)
        chairs_seat = getattr(row, "kind", "") == Role.Kind.CHAIR
        may = self.may(fields.FIELDS[name], owner, at, shown, chairs_seat, reach)
        return self.canaries.plant(f"{name} ({label})", may)

    def all(self, name: str) -> list[Model]:
        return self.rows.get(name, [])

    # ---- For the walk --------------------------------------------------------------------------

    @property
    def here(self) -> Conference:
        return self.all("Conference")[0]

    def role_of(self, name: str) -> Role:
        return next(one for one in self.all("Role") if one.person == self.people[name])


def _shaped(one: models.Field, secret: str) -> object:
    """A secret in the form its field has."""
    if one.get_internal_type() == "JSONField":
        return {"secret": secret}
    if isinstance(one, models.EmailField):
        return f"{secret}@leak.example"
    if isinstance(one, models.URLField):
        return f"https://leak.example/{secret}"
    return secret[: one.max_length] if one.max_length else secret


# ---- Building ---------------------------------------------------------------------------------


def build(phase: str) -> World:
    world = World(phase)
    _people(world)
    here = _conference(world, HERE, "hunted-series", phase)
    elsewhere = _conference(world, ELSEWHERE, OTHER_SERIES, Conference.State.PUBLIC)
    _roles(world, here, elsewhere)
    for conference in (here, elsewhere):
        _dates(world, conference)
        _site(world, conference)
        _ledgers(world, conference)
        _imports(world, conference)
        pairs.plant(world, conference)
        papers.plant(world, conference)
    return world


def _people(world: World) -> None:
    for number, name in enumerate(PEOPLE):
        person = Person.objects.create_user(f"{name}@demo.example", is_operator=name == "operator")
        at = ELSEWHERE if name == "elsewhere-chair" else HERE if name in ROLES_HERE else ""
        # Who handles a paper knows who has claimed it; its authors know each other.
        known = {fields.CHAIRS: {"chair", *AUTHORS}} if name in AUTHORS else {}
        person = world.fill(person, name, owner=name, at=at, reach=known)
        if name == "named":  # a paper tells this address to whoever may know its authors
            Person.objects.filter(pk=person.pk).update(email=f"{name}@named.example")
            person.refresh_from_db()
        main = EmailAddress.objects.create(
            user=person, email=person.email, verified=True, primary=True
        )
        second = EmailAddress.objects.create(
            user=person, email=f"b-{name}@x.example", verified=True
        )
        audience = fields.FIELDS["account.EmailAddress.email"]
        secret = world.canaries.plant(
            f"second address ({name})", world.may(audience, name, at, shown=False)
        )
        EmailAddress.objects.filter(pk=second.pk).update(email=f"{secret}@leak.example")
        assert main.pk
        world.people[name] = person
        _belongings(world, person, name, number)
    for token, whose in TOKENS.items():
        row, text = Token.objects.create(
            user=world.people[whose], expiry=timedelta(days=9), name="x", scopes=["read"]
        )
        world.tokens[token] = text
        assert row.pk


def _belongings(world: World, person: Person, name: str, number: int) -> None:
    world.fill(
        Publication.objects.create(person=person, title=f"t{number}", year=2020), name, owner=name
    )
    world.fill(
        Connection.objects.create(
            person=person, kind=Connection.Kind.COLLABORATOR, name=f"c{number}"
        ),
        name,
        owner=name,
    )
    token, _ = Token.objects.create(
        user=person, expiry=timedelta(days=9), name="n", scopes=["read"]
    )
    secret = world.canaries.plant(
        f"people.Token.name ({name})", world.may({fields.OWNER}, name, "", shown=False)
    )
    Token.objects.filter(pk=token.pk).update(name=secret)
    token.refresh_from_db()
    world.rows.setdefault("Token", []).append(token)


def _conference(world: World, slug: str, series: str, state: str) -> Conference:
    conference = Conference.objects.create(
        series=Series.objects.create(slug=series, title=f"Series {series}", short=series),
        slug=slug,
        name=slug,
        title=slug,
        state=state,
        starts_on=SPRING,
        ends_on=SPRING,
        published_at=None if state == Conference.State.PREPARING else timezone.now(),
    )
    world.rows.setdefault("Series", []).append(conference.series)
    return world.fill(conference, slug, at=slug, shown=True)


def _roles(world: World, here: Conference, elsewhere: Conference) -> None:
    states = Role.State
    cast = [
        (here, "chair", Role.Kind.CHAIR, states.ACCEPTED, True),
        (here, "member", Role.Kind.MEMBER, states.ACCEPTED, True),
        (here, "unlisted", Role.Kind.EXTERNAL, states.ACCEPTED, False),
        (here, "invited", Role.Kind.MEMBER, states.INVITED, True),
        (here, "declined", Role.Kind.MEMBER, states.DECLINED, True),
        (here, "ended", Role.Kind.MEMBER, states.ENDED, True),
        (here, "", Role.Kind.MEMBER, states.INVITED, True),
        (here, "", Role.Kind.AREA_CHAIR, states.EXPIRED, True),
        (here, "", Role.Kind.MEMBER, states.WITHDRAWN, True),
        (here, "", Role.Kind.CHAIR, states.INVITED, True),
        (elsewhere, "elsewhere-chair", Role.Kind.CHAIR, states.ACCEPTED, True),
        (elsewhere, "", Role.Kind.MEMBER, states.INVITED, True),
        (here, "conflicted", Role.Kind.MEMBER, states.ACCEPTED, True),
        (here, "conflicted-chair", Role.Kind.CHAIR, states.ACCEPTED, True),
    ]
    number = count(1)
    for conference, name, kind, state, listed in cast:
        unique = next(number)
        role = Role.objects.create(
            conference=conference, person=world.people.get(name), kind=kind, state=state,
            name="x", email=f"r{unique}@demo.example", is_listed=listed,
            invited_at=timezone.now(), expires_at=timezone.now() + timedelta(days=20),
        )  # fmt: skip
        shown = state == states.ACCEPTED and listed
        label = f"{name or state} of {conference.slug}"
        world.fill(role, label, owner=name, at=conference.slug, shown=shown)
        place = Affiliation.objects.create(role=role, institution="x", country="DE")
        world.fill(place, label, owner=name, at=conference.slug, shown=shown)


def _chair(world: World, slug: str) -> Person:
    return world.people["chair" if slug == HERE else "elsewhere-chair"]


def _dates(world: World, conference: Conference) -> None:
    at, slug = datetime(2030, 9, 1, 12, tzinfo=UTC), conference.slug
    public = Deadline.objects.create(
        conference=conference, kind=Deadline.Kind.PAPERS, at=at, grace=27183
    )
    world.fill(public, "papers", at=slug, shown=True)
    moved = Extension.objects.create(
        deadline=public, was=at - timedelta(days=9), became=at, by=_chair(world, slug),
        at=timezone.now(),
    )  # fmt: skip
    world.fill(moved, "papers", at=slug, shown=True)
    for label, responsible, options in [
        ("private", "member", {"is_public": False, "at": _year(2091)}),
        ("proposed", "member", {"is_proposal": True, "at": _year(2092)}),
        ("of who left", "ended", {"is_public": False, "at": _year(2094)}),
    ]:
        hidden = Deadline.objects.create(
            conference=conference, kind=Deadline.Kind.MILESTONE, title="x",
            responsible=world.people[responsible] if slug == HERE else None, **options,
        )  # fmt: skip
        # Who is responsible for a date may read it while they have a role, once chairs confirmed it.
        owner = "member" if slug == HERE and label == "private" else ""
        world.fill(hidden, label, at=slug, owner=owner)
    Deadline.objects.create(
        conference=conference, kind=Deadline.Kind.REVIEWS, is_public=False,
        at=_year(2093),
    )  # fmt: skip
    chairs = world.may({fields.CHAIRS}, "", slug, shown=False)
    if slug == HERE:
        both = chairs | world.may({fields.CHAIRS}, "", ELSEWHERE, shown=False)
        world.canaries.plant_word("grace minutes", both, "27183")
        world.canaries.plant_word("private date in 2091", both | {"member"}, "2091")
        world.canaries.plant_word("proposed date in 2092", both, "2092")
        serves = {"member", "unlisted", "conflicted"} if world.phase != "preparing" else set()
        world.canaries.plant_word("date of the committee in 2093", both | serves, "2093")
        world.canaries.plant_word("date of who left in 2094", both, "2094")


def _year(number: int) -> datetime:
    return datetime(number, 5, 4, 12, tzinfo=UTC)


def _site(world: World, conference: Conference) -> None:
    at = conference.slug
    for shown in (True, False):
        page = Page.objects.create(
            conference=conference, slug="open" if shown else "draft", title="x", is_published=shown
        )
        world.fill(page, page.slug, at=at, shown=shown)
    world.fill(News.objects.create(conference=conference, title="x"), "news", at=at, shown=True)
    topic = Topic.objects.create(conference=conference, name="x")
    world.fill(topic, "topic", at=at, shown=True, reach={fields.INSIDE: AUTHORS})
    partner = Partner.objects.create(conference=conference, kind=Partner.Kind.SPONSOR, name="x")
    world.fill(partner, "sponsor", at=at, shown=True)
    for confirmed in (timezone.now(), None):
        one = Subscriber.objects.create(
            series=conference.series, email=f"s{bool(confirmed)}@x.example", confirmed_at=confirmed
        )
        world.fill(one, "subscriber", at=at)
    pasted = InvitationList.objects.create(
        conference=conference, by=_chair(world, at), text="x", message="x"
    )
    world.fill(pasted, "pasted list", at=at)


def _ledgers(world: World, conference: Conference) -> None:
    at, by = conference.slug, _chair(world, conference.slug)
    about = {"scope": conference.key, "about_kind": "conference", "about_id": conference.pk}
    letter = {"kind": "conferences/invitation", "to": "x@x.example", "subject": "x", "body": "x"}
    world.fill(Letter.objects.create(**about, **letter), "letter", at=at)
    world.fill(
        Letter.objects.create(**about, **letter, state=Letter.State.FAILED, problem="x"),
        "failed letter", at=at,
    )  # fmt: skip
    sealed = Letter.objects.create(**about, **letter, is_secret=True)
    world.fill(sealed, "with a link", at=at, secret={"body", "leave_url"})
    code = {**letter, "about_kind": "person", "about_id": by.pk, "is_secret": True}
    world.fill(Letter.objects.create(**code), "sign-in code", at="nowhere")
    mailing = Mailing.objects.create(**about, audience="x", subject="x", body="x", by=by)
    world.fill(mailing, "draft mailing", at=at)
    text = LetterText.objects.create(scope=conference.key, kind="conferences/invitation")
    world.fill(text, "own text", at=at)
    rule = ReminderRule.objects.create(
        scope=conference.key, name="x", days=3, moment="papers", audience="x", subject="x", body="x"
    )
    world.fill(rule, "reminder", at=at)
    run = ReminderRun.objects.create(
        scope=conference.key, key=f"k{at}", title="x", due=timezone.now()
    )
    world.fill(run, "reminder run", at=at)
    if at == HERE:
        stopped = StoppedAddress.objects.create(email="stopped@x.example", why="x")
        world.fill(stopped, "stopped address", at=at)
    entry = Entry.objects.create(**about, by=by, verb="changed", what="x")
    world.fill(entry, "entry", at=at)
    job = Job.objects.create(
        **about, kind="x", title="x", by=by, state=Job.State.FAILED, ended_at=timezone.now()
    )
    world.fill(job, "job", at=at)


def _imports(world: World, conference: Conference) -> None:
    """An upload of which papers were made: other chairs see that, too."""
    by = _chair(world, conference.slug)
    taken = Intake.objects.create(conference=conference, by=by, files={}, state="done")
    world.fill(taken, "import", at=conference.slug)
