"""What committees tell the rooms below: places, tasks, audiences, letters, accounts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse

from dls.conferences import cloning, letters, links
from dls.conferences.actions import belongings, lists
from dls.conferences.models.invitations import InvitationList
from dls.conferences.models.roles import Role
from dls.jobs import kinds as jobs
from dls.mail import audiences, kinds
from dls.mail.audiences import Audience
from dls.mail.outbox import Address
from dls.people import closing, exporting, merging
from dls.web import clock, keys, places, scopes, todo
from dls.web.places import Place
from dls.web.scopes import Scope
from dls.web.todo import Task

if TYPE_CHECKING:
    from dls.people.models import Person

State = Role.State
WEEK = timedelta(days=7)
ACCEPTED = Q(state=State.ACCEPTED)
WORDS = {
    "role": "the role: PC member",
    "affiliation": "the affiliation as printed",
}


def register() -> None:
    for kind in letters.KINDS:
        kinds.register(kind)
    for audience in _audiences():
        audiences.register(audience)
    audiences.register_sizes(_sizes)
    keys.show(InvitationList, InvitationList.objects.visible_to)
    jobs.register(jobs.Kind(lists.WRITE, "Invitations", lists.write_all))
    places.register(side)
    todo.register(chairs_tasks)
    todo.register(own_tasks)
    merging.register(belongings.move_roles)
    exporting.register(belongings.everything_about)
    closing.object_when(belongings.objection)
    closing.anonymise_with(belongings.anonymise_roles)
    cloning.register(cloning.Part(40, "committee", "Committee, as lists to invite", _clone))


def _clone(clone: cloning.Clone) -> None:
    lists.lists_of_committee(clone.earlier, clone.new, by=clone.by)


def side(request: HttpRequest, scope: Scope) -> Iterator[Place]:
    """The committee for chairs, with how many it has; one's own role for everybody in it."""
    if not request.user.is_authenticated:
        return
    found = counted(request.user, scope)
    if found["runs"]:
        url = reverse("conferences:roles", args=[scope.slug])
        tone = "warn" if found["open"] else ""
        covers = reverse("conferences:committee", args=[scope.slug])
        yield Place("Conference", 30, "Committee", url, str(found["members"]), tone, covers)
    if found["held"]:
        yield Place("My work", 90, "My role", reverse("conferences:my-role", args=[scope.slug]))


def counted(person: "Person", scope: Scope) -> dict[str, int]:
    """How many there are of each kind that somebody asks about, asked once a page."""
    mine = ACCEPTED & Q(person=person)
    week = Q(state=State.INVITED, expires_at__lte=clock.now() + WEEK, expires_at__gt=clock.now())
    of_it = Role.objects.filter(conference=scope.pk)

    def count() -> dict[str, int]:
        return of_it.aggregate(
            held=Count("pk", mine),
            runs=Count("pk", mine & Q(kind=Role.Kind.CHAIR)),
            members=Count("pk", ACCEPTED),
            waiting=Count("pk", Q(state=State.INVITED)),
            declined=Count("pk", Q(state=State.DECLINED)),
            open=Count("pk", Q(state=State.DECLINED, suggestion_taken=False) & ~Q(suggestion="")),
            soon=Count("pk", week),
        )

    return scopes.once(scope, person, "roles", count)


def chairs_tasks(person: "Person", scope: Scope) -> Iterator[Task]:
    """What a chair should do about invitations now."""
    found = counted(person, scope)
    if not found["runs"]:
        return
    drafts = InvitationList.objects.visible_to(person).drafts().filter(conference=scope.pk)
    url = reverse("conferences:roles", args=[scope.slug])
    if found["open"]:
        one = found["open"] == 1
        yield Task(
            30,
            f"{_people(found['open'])} declined and {'suggests' if one else 'suggest'} "
            f"{'a replacement' if one else 'replacements'}",
            "One click invites whom they name.",
            "See suggestions",
            f"{url}?state=suggested",
        )
    if found["soon"]:
        noun = "invitation expires" if found["soon"] == 1 else "invitations expire"
        title = f"{found['soon']:,} {noun} this week"
        why = "A reminder or a later date may still bring an answer."
        yield Task(50, title, why, "See who", f"{url}?state=soon")
    for draft in drafts[:3]:
        where = reverse("conferences:invitation-list", args=[scope.slug, draft.ref])
        why = "It is kept until you send or discard it."
        yield Task(60, "A list of people to invite is not sent yet", why, "Look at the list", where)


def own_tasks(person: "Person", scope: Scope) -> Iterator[Task]:
    """Invitations this person has not answered."""
    for role in Role.objects.open_for(person).filter(conference=scope.pk):
        url = reverse("conferences:invitation", args=[links.token(role)])
        title = f"You are invited to be {role.word}"
        yield Task(5, title, "The chairs wait for a yes or a no.", "Answer the invitation", url)


def _people(count: int) -> str:
    return "One person" if count == 1 else f"{count:,} people"


@dataclass(frozen=True)
class Pick:
    """Whose roles make an audience."""

    state: str
    kind: str = ""  # any

    def takes(self, role: Role) -> bool:
        return role.state == self.state and self.kind in ("", role.kind)


PICKS = {
    "roles/all": Pick(State.ACCEPTED),
    **{f"roles/{kind}": Pick(State.ACCEPTED, kind) for kind in Role.Kind},
    "roles/invited": Pick(State.INVITED),
    "roles/declined": Pick(State.DECLINED),
}


def _audiences() -> Iterator[Audience]:
    yield _audience("roles/all", "The whole committee", 10)
    for order, kind in enumerate(Role.Kind, 11):
        yield _audience(f"roles/{kind}", f"{kind.label}s who accepted", order)
    yield _audience("roles/invited", "Invited, not yet answered", 30)
    yield _audience("roles/declined", "Declined", 31)


def _audience(name: str, title: str, order: int) -> Audience:
    def find(scope: Scope) -> Iterable[Address]:
        return _picked(scope, {name: PICKS[name]})[name]

    return Audience(name, title, find, words=WORDS, order=order)


def _sizes(scope: Scope) -> dict[str, int]:
    return {name: len(audiences.once(who)) for name, who in _picked(scope, PICKS).items()}


def _picked(scope: Scope, picks: Mapping[str, Pick]) -> dict[str, list[Address]]:
    """Whom each pick finds, with one query for all."""
    here = Role.objects.filter(conference=scope.pk, state__in={one.state for one in picks.values()})
    roles = [(role, addressed(role)) for role in here.select_related("person")]
    return {
        name: [address for role, address in roles if address and pick.takes(role)]
        for name, pick in picks.items()
    }


def addressed(role: Role) -> Address | None:
    """Where somebody of the committee is written to."""
    person = role.person if role.person and role.person.is_active else None
    email = person.email if person else role.email
    if not email or (role.person and not person):
        return None
    return Address(email, role.name, person, {"role": role.word, "affiliation": role.affiliation})
