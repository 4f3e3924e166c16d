"""Lists of people to invite: who may work on one, and who of it can be invited."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Q

from dls.conferences import importing
from dls.conferences.importing import Entry
from dls.conferences.models.conference import Conference
from dls.conferences.models.invitations import InvitationList
from dls.conferences.models.roles import Role
from dls.conferences.rules.roles import may_invite
from dls.jobs.models import Job
from dls.web.verdicts import Verdict, no

if TYPE_CHECKING:
    from dls.people.models import Person

State = Role.State
SAID = {
    State.INVITED: "is invited already",
    State.ACCEPTED: "has this role already",
    State.DECLINED: "has declined; invite again from their own page",
    State.EXPIRED: "did not answer in time; resend from the committee’s table",
    State.WITHDRAWN: "had an invitation that was withdrawn; resend it from the committee’s table",
    State.ENDED: "held this role before; invite again from their own page",
}


def may_work_on(by: "Person", people: InvitationList) -> Verdict:
    if people.state != InvitationList.State.DRAFT:
        return no("This list has been confirmed: its letters are written. Start a new list.")
    return may_invite(by, people.conference, people.kind)


def may_resume(by: "Person", people: InvitationList) -> Verdict:
    """Letters that were stopped can go on; those being written are not written by two."""
    if people.state != InvitationList.State.SENDING:
        return no("Nothing of this list is waiting to be written.")
    mine = Job.objects.filter(about_kind=people._meta.model_name, about_id=people.pk)
    if mine.open().exists():
        return no("The letters of this list are being written right now.")
    return may_invite(by, people.conference, people.kind)


@dataclass(frozen=True)
class Review:
    """A list as it can be used now: what is wrong, what is left out, who is ready."""

    entries: list[Entry]
    left_out: frozenset[int]

    @property
    def problems(self) -> list[Entry]:
        return [one for one in self.entries if one.problem and one.line not in self.left_out]

    @property
    def ready(self) -> list[Entry]:
        return [one for one in self.entries if not one.problem and one.line not in self.left_out]

    @property
    def notes(self) -> list[Entry]:
        return [one for one in self.ready if one.note]

    @property
    def plain(self) -> list[Entry]:
        return [one for one in self.ready if not one.note]

    @property
    def out(self) -> list[Entry]:
        return [one for one in self.entries if one.line in self.left_out]


def review(people: InvitationList) -> Review:
    """Read a list and compare it with the committee."""
    left_out = frozenset(people.left_out)
    entries = [
        replace(entry, problem="") if entry.line in left_out else entry
        for entry in importing.read(people.text, left_out)
    ]
    return Review(compared(entries, people.conference, people.kind), left_out)


def compared(entries: Iterable[Entry], conference: Conference, kind: str) -> list[Entry]:
    """Mark whom the conference has already."""
    same, other = _known(conference, kind)
    same = _other_addresses(conference, kind) | same
    return [_marked(entry, same, other) for entry in entries]


def _marked(entry: Entry, same: dict[str, str], other: dict[str, str]) -> Entry:
    address = entry.email.casefold()
    if entry.problem or not address:
        return entry
    if address in same:
        return replace(entry, problem=same[address])
    if address in other and not entry.note:
        return replace(entry, note=other[address])
    return entry


def _known(conference: Conference, kind: str) -> tuple[dict[str, str], dict[str, str]]:
    """What to say of each address: in the same role, in another."""
    same: dict[str, str] = {}
    other: dict[str, str] = {}
    rows = conference.roles.exclude(email="").order_by("pk")
    for name, email, its_kind, state in rows.values_list("name", "email", "kind", "state"):
        if its_kind == kind:
            same[email.casefold()] = f"{name} {SAID[State(state)]}."
        elif state == State.ACCEPTED:
            other[email.casefold()] = f"{name} is {Role.Kind(its_kind).label} here, too."
    return same, other


def _other_addresses(conference: Conference, kind: str) -> dict[str, str]:
    """Other proven addresses of those who hold the role: of nobody else, so no account shows."""
    held = conference.roles.accepted().filter(
        Q(person__emailaddress__verified=True), kind=kind, person__isnull=False
    )
    return {
        address.casefold(): f"This is another address of {name}, who has this role already."
        for name, address in held.values_list("name", "person__emailaddress__email")
    }
