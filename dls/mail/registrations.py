"""What letters tell the rooms below."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from anymail.signals import tracking
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from dls.mail import bounces, gauges, kinds
from dls.mail.models import Letter, StoppedAddress
from dls.web import keys, metrics, places, scopes, todo
from dls.web.places import Place
from dls.web.scopes import Scope
from dls.web.todo import Task

if TYPE_CHECKING:
    from dls.people.models import Person

LATELY = timedelta(days=14)  # after that, a stopped address is no news
KINDS = [
    kinds.Kind(
        "mail/mailing", "Letter to many",
        {"subject": "the subject", "body": "the text"},
        editable=False, markdown=frozenset({"body"}),
    ),
    kinds.Kind(
        "mail/reminder", "Reminder of the chairs’ own",
        {"subject": "the subject", "body": "the text"},
        editable=False, markdown=frozenset({"body"}),
    ),
    kinds.Kind(
        "mail/stopped", "An address takes no mail",
        {
            "address": "the address",
            "why": "what happened: a letter came back",
            "detail": "what the mail server said",
            "stopped_url": "the page of stopped addresses",
        },
        editable=False,
    ),
]  # fmt: skip


def register() -> None:
    metrics.register(gauges.gauges)
    for kind in KINDS:
        kinds.register(kind)
    tracking.connect(bounces.reported, dispatch_uid="dls.mail")
    places.register(_place)
    todo.register(_tasks)


def _failed(person: "Person", scope: Scope) -> int:
    failed = Letter.objects.of(scope.key).filter(state=Letter.State.FAILED)
    return scopes.once(scope, person, "mail/failed", lambda: keys.readable(failed, person).count())


def _place(request: HttpRequest, scope: Scope) -> Iterator[Place]:
    """Letters, with how many failed; only for who runs the conference."""
    if not request.user.is_authenticated or not scopes.runs_here(request.user, scope):
        return
    failed = _failed(request.user, scope)
    yield Place(
        "Conference", 50, "Letters", reverse("mail:letters", args=[scope.slug]),
        count=str(failed) if failed else "", tone="bad" if failed else "",
    )  # fmt: skip


def _tasks(person: "Person", scope: Scope) -> Iterator[Task]:
    if not scopes.runs_here(person, scope):
        return
    if failed := _failed(person, scope):
        many = "One letter" if failed == 1 else f"{failed} letters"
        yield Task(
            30,
            f"{many} could not be sent",
            "The reason stands with each. Correct the address or send again.",
            "Look at them" if failed > 1 else "Look at it",
            f"{reverse('mail:letters', args=[scope.slug])}?state=failed",
        )
    lately = StoppedAddress.objects.filter(at__gte=timezone.now() - LATELY)
    stopped = lately.visible_to(person, scope.key).count()
    if stopped:
        many = "One address takes" if stopped == 1 else f"{stopped} addresses take"
        yield Task(
            60,
            f"{many} no mail",
            "Letters came back or were called spam. Ask for another address, or lift the stop.",
            "Look at the addresses",
            reverse("mail:stopped", args=[scope.slug]),
        )
