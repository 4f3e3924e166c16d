"""Invitations from the chairs' side: written, repeated, withdrawn."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from dls.conferences import importing
from dls.conferences.actions.telling import offered, tell
from dls.conferences.importing import Entry
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Affiliation, Role
from dls.conferences.rules import lists as list_rules
from dls.conferences.rules import roles as rules
from dls.journal import ledger
from dls.web import clock
from dls.web.db import locked
from dls.web.verdicts import Refused, Verdict

if TYPE_CHECKING:
    from dls.people.models import Person

WEEKS_TO_ANSWER = timedelta(weeks=3)
MOST_AT_ONCE = 1000


@dataclass(frozen=True)
class Offer:
    """What goes with an invitation, whoever gets it."""

    message: str = ""
    expires_at: datetime | None = None
    pace: str = Role.Pace.USUAL


@dataclass(frozen=True)
class Outcome:
    """What became of a deed done to several."""

    done: int
    refused: list[str]

    def told(self, deed: str) -> str:
        """3 people reminded. Not reminded: why."""
        count = f"{self.done} {'person' if self.done == 1 else 'people'} {deed}."
        if not self.refused:
            return count
        more = len(self.refused) - 3
        rest = f" And {more} more." if more > 0 else ""
        return f"{count} Not {deed}: {' '.join(self.refused[:3])}{rest}"


@transaction.atomic
def invite(
    conference: Conference, kind: str, entry: Entry, *, by: "Person", offer: Offer | None = None
) -> Role:
    """Ask one person to take a role."""
    conference = locked(conference)
    rules.may_invite(by, conference, kind).require()
    entry = list_rules.compared([entry], conference, kind)[0]
    if entry.problem:
        raise Refused(entry.problem)
    return written(conference, kind, [entry], by=by, offer=offer or Offer())[0]


def written(
    conference: Conference, kind: str, entries: Sequence[Entry], *, by: "Person", offer: Offer
) -> list[Role]:
    """Roles and letters for people who have been looked at; the conference is locked."""
    new = [_invited(conference, kind, entry, by, offer) for entry in entries]
    roles: list[Role] = Role.objects.bulk_create(new)
    Affiliation.objects.bulk_create(
        Affiliation(role=role, institution=entry.affiliation[:200], country=entry.country_code)
        for role, entry in zip(roles, entries, strict=True)
        if entry.affiliation
    )
    for role in roles:
        ledger.record(by, "invited", role, scope=conference)
        _send(role)
    return roles


def _invited(conference: Conference, kind: str, entry: Entry, by: "Person", offer: Offer) -> Role:
    return Role(
        conference=conference,
        kind=kind,
        email=entry.email,
        name=entry.name[:200],
        family_name=entry.family_name[:100],
        affiliation=entry.affiliation,
        country=entry.country,
        invited_at=clock.now(),
        invited_by=by,
        message=offer.message,
        expires_at=offer.expires_at,
        pace=offer.pace,
    )


def _send(role: Role) -> None:
    tell(role, "conferences/invitation", offered(role), key=f"invitation:{role.pk}:{role.nonce}")


@transaction.atomic
def remind(role: Role, *, by: "Person") -> Role:
    """Ask once more, with the same link."""
    role = locked(role)
    rules.may_remind(by, role).require()
    return _reminded(role, by)


def _reminded(role: Role, by: "Person") -> Role:
    role.reminders += 1
    role.reminded_at = clock.now()
    role.save(update_fields=["reminders", "reminded_at"])
    ledger.record(by, "reminded", role, scope=role.conference)
    key = f"reminder:{role.pk}:{role.nonce}:{role.reminders}"
    tell(role, "conferences/invitation-reminder", offered(role), key=key)
    return role


@transaction.atomic
def resend(role: Role, *, by: "Person", offer: Offer | None = None) -> Role:
    """Write the invitation anew, with a new link and new time; links sent before stop working."""
    role = locked(role)
    rules.may_resend(by, role).require()
    return _resent(role, by, offer)


def _resent(role: Role, by: "Person", offer: Offer | None) -> Role:
    if role.state != Role.State.INVITED:
        role.move_to(Role.State.INVITED)
    if offer:
        role.message, role.pace = offer.message, offer.pace
    role.expires_at = offer.expires_at if offer else clock.now() + WEEKS_TO_ANSWER
    role.nonce += 1
    role.reminders, role.reminded_at, role.warned_at = 0, None, None
    role.invited_at, role.invited_by = clock.now(), by
    role.answered_at, role.answer, role.suggestion = None, "", ""
    role.person, role.ended_at, role.suggestion_taken = None, None, False
    role.save()
    ledger.record(by, "invited again", role, scope=role.conference)
    _send(role)
    return role


@transaction.atomic
def withdraw(role: Role, *, by: "Person", reason: str = "") -> Role:
    """Take an invitation back; who was asked is told."""
    role = locked(role)
    rules.may_withdraw(by, role).require()
    return _withdrawn(role, by, reason)


def _withdrawn(role: Role, by: "Person", reason: str) -> Role:
    was_open = role.state == Role.State.INVITED
    role.move_to(Role.State.WITHDRAWN)
    role.answered_at = clock.now()
    role.save(update_fields=["state", "answered_at"])
    ledger.record(by, "withdrew the invitation of", role, scope=role.conference, reason=reason)
    if was_open:
        key = f"withdrawn:{role.pk}:{role.nonce}"
        tell(role, "conferences/invitation-withdrawn", {"reason": reason}, key=key)
    return role


@transaction.atomic
def remind_all(conference: Conference, roles: Iterable[Role], *, by: "Person") -> Outcome:
    """Remind several; those who cannot be are named with the reason."""
    return _each(conference, roles, by, rules.remindable, lambda role: _reminded(role, by))


@transaction.atomic
def resend_all(conference: Conference, roles: Iterable[Role], *, by: "Person") -> Outcome:
    """Write to several anew."""
    return _each(conference, roles, by, rules.resendable, lambda role: _resent(role, by, None))


@transaction.atomic
def withdraw_all(conference: Conference, roles: Iterable[Role], *, by: "Person") -> Outcome:
    """Take several invitations back."""
    return _each(conference, roles, by, rules.withdrawable, lambda role: _withdrawn(role, by, ""))


def _each(
    conference: Conference,
    roles: Iterable[Role],
    by: "Person",
    rule: Callable[[Role], Verdict],
    deed: Callable[[Role], object],
) -> Outcome:
    """Do it to each that the rule allows, all of one conference, held as they are now."""
    rules.may_gather(by, conference).require()
    wanted = [role.pk for role in roles]
    if len(wanted) > MOST_AT_ONCE:
        raise Refused(f"Choose at most {MOST_AT_ONCE} people at once: filter the table first.")
    held = Role.objects.select_for_update(of=("self",), no_key=True).select_related(
        "conference", "invited_by", "person"
    )
    done, refused = 0, []
    for role in held.filter(conference=conference, pk__in=wanted).order_by("pk"):
        if verdict := rule(role):
            deed(role)
            done += 1
        else:
            refused.append(verdict.reason)
    return Outcome(done, refused)


@transaction.atomic
def take_suggestion(role: Role, *, by: "Person") -> Role:
    """Invite whom somebody suggested when they declined, in the same role."""
    role = locked(role)
    rules.may_take_suggestion(by, role).require()
    entry = suggested(role)
    if entry is None or entry.problem:
        raise Refused(
            f"The suggestion of {role.name} has no address. Invite the person with one instead."
        )
    offer = Offer(role.message, clock.now() + WEEKS_TO_ANSWER, role.pace)
    invited = invite(role.conference, role.kind, entry, by=by, offer=offer)
    _settle(role)
    ledger.record(by, "took the suggestion of", role, scope=role.conference, invited=invited.name)
    return invited


@transaction.atomic
def pass_over_suggestion(role: Role, *, by: "Person") -> None:
    """Note that nobody is going to be invited on this suggestion."""
    role = locked(role)
    rules.may_take_suggestion(by, role).require()
    _settle(role)
    ledger.record(by, "passed over the suggestion of", role, scope=role.conference)


def _settle(role: Role) -> None:
    role.suggestion_taken = True
    role.save(update_fields=["suggestion_taken"])


def suggested(role: Role) -> Entry | None:
    """The person somebody suggested, as far as they can be read from what they wrote."""
    read = importing.read(importing.tidied(role.suggestion.replace("\n", " ")))
    return replace(read[0], line=1) if read else None
