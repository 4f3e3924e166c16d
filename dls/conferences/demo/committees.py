"""How the committees of the Demo Workshops come together: invited, reminded, accepted, declined."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from dls.conferences import links
from dls.conferences.actions import answers, invitations, lists, roles
from dls.conferences.actions.accounts import Names
from dls.conferences.actions.tending import tend_invitations
from dls.conferences.demo import cast
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.people.models import Person
from dls.web import clock
from dls.web.chapters import Scene

Told = dict[str, Any]
At = Callable[[int, int], datetime]
ASKED = 6  # days before the call opens
ASKED_LATE = -4
PATIENCE = timedelta(weeks=3)
MESSAGE = (
    "You know this field, and reviews of yours are read with pleasure. About four papers each."
)
LATE = "Some of those we asked cannot come. Three or four papers, in three weeks."
BUSY = "I have promised too many reviews already."


def scenes(workshop: Told, at: At) -> Iterator[Scene]:
    """Everything that happens to one committee; `at` gives the moment of a day and hour."""
    first, last = workshop["members"]
    asked = workshop["opened"] - ASKED
    yield Scene(at(asked, 13), partial(_ask, workshop, range(first, last + 1), MESSAGE))
    for number in range(first, last + 1):
        yield from _fate(workshop, number, last - number, at)
    if workshop["late"]:
        yield Scene(at(ASKED_LATE, 13), partial(_ask, workshop, workshop["late"], LATE))
    for number in workshop.get("guests", []):
        yield Scene(at(ASKED_LATE, 14), partial(_ask_guest, workshop, number))
    if crowd := workshop.get("crowd"):
        yield Scene(at(-1, 9), partial(_ask_crowd, workshop, range(crowd[0], crowd[1] + 1)))
    yield Scene(at(asked + 9, 10), partial(_help, workshop))


def _fate(workshop: Told, number: int, from_last: int, at: At) -> Iterator[Scene]:
    """The last four never answer, decline, suggest somebody else, or are asked no longer."""
    days = workshop["opened"] - ASKED + 1 + number % 7
    deeds = {
        0: [],
        1: [Scene(at(days, 12), partial(_decline, workshop, number, BUSY, ""))],
        2: [Scene(at(days, 12), partial(_decline, workshop, number, BUSY, _stand_in(number)))],
        3: [Scene(at(days, 12), partial(_withdraw, workshop, number))],
    }
    if from_last in deeds:
        yield from deeds[from_last]
        return
    yield Scene(at(days, 8 + number % 9), partial(_accept, workshop, number))
    if from_last in (4, 5) and last_of(workshop) > 28:
        yield Scene(at(days + 2, 15), partial(_raise, workshop, number))
    if from_last == 6:
        yield Scene(at(days + 12, 15), partial(_end, workshop, number))


def last_of(workshop: Told) -> int:
    return int(workshop["members"][1])


def _stand_in(number: int) -> str:
    return f"Demo Colleague {number}, demo.colleague.{number}@demo.example, Demo Institute 9"


def _line(part: str, number: int) -> str:
    """Somebody as a chair pastes them."""
    return f"Demo {part}, {cast.address(part)}, {cast.affiliation(number)}, Netherlands"


def _chair(workshop: Told) -> Person:
    return cast.person(f"Chair {workshop['chairs'][0]}")


def _conference(workshop: Told) -> Conference:
    found: Conference = Conference.objects.get(slug=workshop["slug"])
    return found


def _ask(workshop: Told, numbers: Iterable[int], message: str) -> None:
    """A chair pastes a list, and confirms it."""
    text = "\n".join(_line(f"Reviewer {number}", number) for number in numbers)
    offer = invitations.Offer(message, clock.now() + PATIENCE)
    draft = lists.Draft(text, Role.Kind.MEMBER, offer)
    people = lists.start_list(_conference(workshop), draft, by=_chair(workshop))
    lists.confirm_list(people, by=_chair(workshop))


def _ask_guest(workshop: Told, number: int) -> None:
    """Somebody without an account is asked to help with reviews."""
    _ask_crowd(workshop, [number])


def _ask_crowd(workshop: Told, numbers: Iterable[int]) -> None:
    text = "\n".join(_line(f"Guest {number}", number) for number in numbers)
    offer = invitations.Offer("One paper, in your field.", clock.now() + PATIENCE)
    draft = lists.Draft(text, Role.Kind.EXTERNAL, offer)
    people = lists.start_list(_conference(workshop), draft, by=_chair(workshop))
    lists.confirm_list(people, by=_chair(workshop))


def _role(workshop: Told, number: int) -> Role:
    address = cast.address(f"Reviewer {number}")
    found: Role = Role.objects.get(conference__slug=workshop["slug"], email=address)
    return found


def _accept(workshop: Told, number: int) -> None:
    role, person = _role(workshop, number), cast.person(f"Reviewer {number}")
    names = Names(person.given_name, person.family_name, person.affiliation, person.country)
    answers.accept(links.Held(role, role.nonce), names, by=person)


def _decline(workshop: Told, number: int, reason: str, suggestion: str) -> None:
    role, person = _role(workshop, number), cast.person(f"Reviewer {number}")
    held = links.Held(role, role.nonce)
    answers.decline(held, by=person, reason=reason, suggestion=suggestion)


def _withdraw(workshop: Told, number: int) -> None:
    invitations.withdraw(_role(workshop, number), by=_chair(workshop), reason="We asked you twice.")


def _raise(workshop: Told, number: int) -> None:
    roles.change_kind(_role(workshop, number), Role.Kind.AREA_CHAIR, by=_chair(workshop))


def _end(workshop: Told, number: int) -> None:
    roles.end_role(_role(workshop, number), by=_chair(workshop), reason="You asked to leave.")


def _help(workshop: Told) -> None:
    """Somebody looks after the proceedings."""
    person = cast.person("Author 30")
    printed = roles.Printed(
        person.name, person.family_name, affiliation=person.affiliation,
        country=person.get_country_display(),
    )  # fmt: skip
    kind = Role.Kind.PROCEEDINGS_CHAIR
    roles.record_role(_conference(workshop), kind, printed, by=_chair(workshop), person=person)


def tending(first: int, at: At) -> Iterator[Scene]:
    """Each morning the house reminds those who have not answered, and lets invitations expire."""
    for days in range(first, 0):
        yield Scene(at(days, 7), tend_invitations)
