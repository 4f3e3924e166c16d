"""Letters about roles: to those who hold or are offered one, and to the chairs."""

from django.conf import settings
from django.urls import reverse

from dls.conferences import days, letters, links
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.mail import outbox, texts
from dls.web import zones


def tell(role: Role, kind: str, words: dict[str, str], key: str = "") -> None:
    """Write to whoever holds the role, or was asked to."""
    asked = role.person is None or role.state == Role.State.INVITED
    email = role.email if asked or role.person is None else role.person.email
    if not email:
        return
    to = [outbox.Address(email, role.name, role.person)]
    said = {"role": role.word, "duties": letters.DUTIES[Role.Kind(role.kind)], **words}
    outbox.post(kind, to, about=role, scope=role.conference, words=said, key=key)


def offered(role: Role) -> dict[str, str]:
    """What letters to somebody invited may say."""
    until = role.expires_at
    answer_by = days.spoken(until, zones.AOE, whole_day=True) if until else ""
    return {
        "accept_url": links.address(role),
        "message": role.message,
        "affiliation": role.affiliation,
        "inviter": role.invited_by.name if role.invited_by else "",
        "answer_by": answer_by,
        "answer_by_sentence": f"Answer by {answer_by}." if answer_by else "",
        "when_and_where": when_and_where(role.conference),
        "about_line": _about(role.conference),
    }


def when_and_where(conference: Conference) -> str:
    span = texts.days(conference.starts_on, conference.last_day)
    known = ", ".join(part for part in (span, conference.place) if part)
    return f"When and where: {known}." if known else ""


def _about(conference: Conference) -> str:
    """Nobody is sent to a page they cannot open yet."""
    page = f"About the conference: {whole(conference.get_absolute_url())}"
    return page if conference.is_public else ""


def tell_chairs(role: Role, kind: str, words: dict[str, str]) -> None:
    """Write to those who run the conference about somebody's role; not to that somebody."""
    said = {
        "who": role.name,
        "who_email": role.person.email if role.person else role.email,
        "role": role.word,
        "role_url": whole(reverse("conferences:role", args=[role.conference.slug, role.ref])),
        **words,
    }
    to = [one for one in chairs(role.conference) if one.person != role.person]
    outbox.post(kind, to, about=role, scope=role.conference, words=said)


def chairs(conference: Conference) -> list[outbox.Address]:
    running = Role.objects.running().filter(conference=conference, person__is_active=True)
    found = [role.person for role in running.select_related("person") if role.person]
    return [outbox.to(person) for person in found]


def whole(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def reasoned(reason: str) -> dict[str, str]:
    return {"reason": reason, "reason_line": f"Their reason: {reason}" if reason else ""}
