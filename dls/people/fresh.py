"""Grave deeds ask again who it is."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def freshly_proved(view: View[P]) -> View[P]:
    """Only for somebody who has shown within the last minutes that it is them."""
    guarded: View[P] = reauthentication_required(view)
    return guarded
