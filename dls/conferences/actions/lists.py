"""Lists of people to invite: kept while chairs work on them, then written as invitations."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from dls.conferences import importing
from dls.conferences.actions.invitations import Offer, written
from dls.conferences.models.conference import Conference
from dls.conferences.models.invitations import InvitationList
from dls.conferences.models.roles import Role
from dls.conferences.rules import lists as rules
from dls.conferences.rules.roles import may_invite
from dls.jobs import actions as jobs
from dls.jobs.kinds import Progress
from dls.jobs.models import Job
from dls.journal import ledger
from dls.web import clock
from dls.web.db import locked
from dls.web.verdicts import Refused

if TYPE_CHECKING:
    from dls.people.models import Person

WRITE = "conferences/invitations"
AT_ONCE = 50  # as many letters as a request can wait for
CHUNK = 200


@dataclass(frozen=True)
class Draft:
    """What a chair wants to send: to whom, as what, with which words."""

    text: str
    kind: str = Role.Kind.MEMBER
    offer: Offer = field(default_factory=Offer)


@transaction.atomic
def start_list(conference: Conference, draft: Draft, *, by: "Person") -> InvitationList:
    """Keep what a chair pasted, so that nothing typed is lost."""
    may_invite(by, conference, draft.kind).require()
    people = InvitationList(conference=conference, by=by)
    _fill(people, draft)
    people.save()
    return people


@transaction.atomic
def change_list(people: InvitationList, draft: Draft, *, by: "Person") -> InvitationList:
    """Another text, role, message or date, before anything was sent."""
    people = locked(people)
    rules.may_work_on(by, people).require()
    if importing.tidied(draft.text) != people.text:
        people.left_out = []  # its numbers name lines of the old text
    _fill(people, draft)
    may_invite(by, people.conference, people.kind).require()
    people.save()
    return people


def _fill(people: InvitationList, draft: Draft) -> None:
    people.text = importing.tidied(draft.text)
    people.kind, people.message = draft.kind, draft.offer.message
    people.expires_at, people.pace = draft.offer.expires_at, draft.offer.pace


@transaction.atomic
def mend_list(
    people: InvitationList, lines: Mapping[int, str], left_out: set[int], *, by: "Person"
) -> InvitationList:
    """Put corrected lines in their places, and leave others out; numbers of lines stay."""
    people = locked(people)
    rules.may_work_on(by, people).require()
    text = people.text.split("\n")
    for number, line in lines.items():
        if 1 <= number <= len(text):
            text[number - 1] = " ".join(importing.tidied(line).split("\n"))
    people.text = "\n".join(text)
    people.left_out = sorted(number for number in left_out if 1 <= number <= len(text))
    people.save(update_fields=["text", "left_out"])
    return people


@transaction.atomic
def discard_list(people: InvitationList, *, by: "Person") -> None:
    """Forget a list that was not confirmed."""
    people = locked(people)
    rules.may_work_on(by, people).require()
    people.delete()


@transaction.atomic
def confirm_list(people: InvitationList, *, by: "Person") -> InvitationList:
    """Invite everybody on it who is ready, once, however often it is clicked."""
    people = locked(people)
    if people.state != InvitationList.State.DRAFT:
        return people
    rules.may_work_on(by, people).require()
    review = rules.review(people)
    ready = review.ready
    if not ready:
        raise Refused("There is nobody on this list who can be invited. Mend a line first.")
    people.state, people.by = InvitationList.State.SENDING, by
    people.wanted, people.confirmed_at = len(ready), clock.now()
    people.rest = [entry.line for entry in review.problems]
    people.save(update_fields=["state", "by", "wanted", "confirmed_at", "rest"])
    ledger.record(by, "confirmed a list of", people, scope=people.conference, people=len(ready))
    if len(ready) > AT_ONCE:
        _start_job(people, by)
        return people
    return write_some(people)


def _start_job(people: InvitationList, by: "Person") -> None:
    title = f"{people.wanted - people.invited:,} invitations"
    jobs.start(WRITE, about=people, by=by, scope=people.conference, title=title)


@transaction.atomic
def resume_list(people: InvitationList, *, by: "Person") -> InvitationList:
    """Go on with a list whose letters were stopped; who has one already gets no second."""
    people = locked(people)
    rules.may_resume(by, people).require()
    people.by = by
    people.save(update_fields=["by"])
    ledger.record(by, "went on with a list of", people, scope=people.conference)
    _start_job(people, by)
    return people


@transaction.atomic
def close_list(people: InvitationList, *, by: "Person") -> InvitationList:
    """Let those be who were not written to before the letters were stopped."""
    people = locked(people)
    rules.may_resume(by, people).require()
    people.state = InvitationList.State.DONE
    people.save(update_fields=["state"])
    ledger.record(by, "closed a list of", people, scope=people.conference, invited=people.invited)
    return people


@transaction.atomic
def list_of_rest(people: InvitationList, *, by: "Person") -> InvitationList:
    """A new list of the lines that could not be invited, with the same words."""
    if not people.rest:
        raise Refused("Everybody on this list was invited or left out.")
    lines = people.text.split("\n")
    head = [lines[0]] if importing.names_columns(lines[0]) else []
    rest = [lines[number - 1] for number in people.rest]
    offer = Offer(people.message, people.expires_at, people.pace)
    made = start_list(people.conference, Draft("\n".join(head + rest), people.kind, offer), by=by)
    people.rest = []
    people.save(update_fields=["rest"])
    return made


@transaction.atomic
def write_some(people: InvitationList) -> InvitationList:
    """Write the next invitations of a confirmed list: who has one already is passed over."""
    conference = locked(people.conference)
    people = locked(people)
    if people.state != InvitationList.State.SENDING:
        return people
    may_invite(people.by, conference, people.kind).require()
    ready = rules.review(people).ready
    offer = Offer(people.message, people.expires_at, people.pace)
    roles = written(conference, people.kind, ready[:CHUNK], by=people.by, offer=offer)
    people.invited += len(roles)
    if len(ready) <= CHUNK:
        people.state = InvitationList.State.DONE
    people.save(update_fields=["invited", "state"])
    return people


def write_all(job: Job, progress: Progress) -> dict[str, Any]:
    """The work of a long list: chunk by chunk, harmless when begun again."""
    people = InvitationList.objects.select_related("conference", "by").get(pk=job.about_id)
    while people.state == InvitationList.State.SENDING:
        progress(people.invited, people.wanted, "writing invitations")
        people = write_some(people)
    progress(people.invited, people.wanted)
    return {"told": f"{people.invited:,} people invited."}


@transaction.atomic
def lists_of_committee(
    earlier: Conference, conference: Conference, *, by: "Person"
) -> list[InvitationList]:
    """The committee of an earlier edition, as a list for each role to look through and invite."""
    roles = list(Role.objects.accepted().filter(conference=earlier).select_related("person"))
    made = []
    for kind in Role.Kind:
        again = [role for role in roles if role.kind == kind and role.person_id != by.pk]
        if again and kind != Role.Kind.EXTERNAL:
            made.append(start_list(conference, Draft(text_of(again), kind), by=by))
    return made


def text_of(roles: list[Role]) -> str:
    """People as a table that can be read again."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["name", "email", "affiliation", "country"])
    for role in roles:
        email = role.person.email if role.person else role.email
        table.writerow([role.name, email, role.affiliation, role.country])
    return out.getvalue()
