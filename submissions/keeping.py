"""Saving a form while it is typed: a no stays with the form, where what was typed is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.utils.crypto import salted_hmac

from dls.people.models import Person
from dls.web import clock
from dls.web.db import locked
from dls.web.verdicts import Refused
from submissions.models.papers import Paper


class Keeps(Protocol):
    """A form that knows how to go on after part of it was saved."""

    def is_valid(self) -> bool: ...

    def add_error(self, field: str | None, error: str) -> None: ...

    def renew(self, fresh: Any) -> None: ...

    def told(self, fresh: Any) -> dict[str, Any]: ...


F = TypeVar("F", bound=Keeps)


@dataclass(frozen=True)
class Outcome(Generic[F]):
    """What became of a form: whether all of it is saved, and why not."""

    form: F
    fresh: F  # the form as it opens now
    refusal: str = ""

    @property
    def is_whole(self) -> bool:
        return not self.refusal and self.form.is_valid()

    @property
    def status(self) -> int:
        return 409 if self.refusal else 200

    def answer(self) -> JsonResponse:
        """For the script that saves while somebody types."""
        at = clock.now().isoformat(timespec="seconds")
        told = {"refused": self.refusal, "at": at, **self.form.told(self.fresh)}
        if self.refusal:
            told["base"] = ""  # what the page holds is compared with what it was
        return JsonResponse(told, status=self.status)


@transaction.atomic
def keep(
    paper: Paper, sent: Callable[[], F], save: Callable[[F], object], again: Callable[[], F]
) -> Outcome[F]:
    """Save what is in order, and let the form hold what is not.

    What was sent is compared with what is there while nobody else can change it.
    """
    locked(paper)
    form = sent()
    try:
        save(form)
    except Refused as refused:
        form.add_error(None, str(refused))
        return Outcome(form, again(), str(refused))
    outcome = Outcome(form, again())
    if not outcome.is_whole:
        form.renew(outcome.fresh)
    return outcome


def by_script(request: HttpRequest) -> bool:
    """Whether it is the script that saves, rather than the button."""
    return request.headers.get("Accept") == "application/json"


def drawer(person: Person, path: str) -> str:
    """Under which name the browser keeps what somebody typed: nobody else is offered it."""
    return salted_hmac("kept", f"{person.pk} {path}").hexdigest()[:20]
