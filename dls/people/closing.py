"""Closing an account: who objects, and what each app takes the name out of."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dls.people.models import Person

Objection = Callable[["Person"], str]
Anonymiser = Callable[["Person"], None]
_objections: list[Objection] = []
_anonymisers: list[Anonymiser] = []


def object_when(objection: Objection) -> None:
    """Register `objection(person)`: a sentence why the account cannot be closed now, or nothing."""
    _objections.append(objection)


def anonymise_with(anonymiser: Anonymiser) -> None:
    """Register `anonymiser(person)`: called inside the transaction that closes the account."""
    _anonymisers.append(anonymiser)


def objection(person: "Person") -> str:
    """The first reason against closing this account; nothing if there is none."""
    return next((said for one in _objections if (said := one(person))), "")


def anonymise(person: "Person") -> None:
    """Let every app take this person's name out of its rows."""
    for anonymiser in _anonymisers:
        anonymiser(person)
