"""The links in invitations: signed, for one purpose, for one sending of one invitation."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from dls.conferences.models.roles import Role

PURPOSE = "conferences.invitation"


@dataclass(frozen=True)
class Held:
    """What somebody holds who opened a link: an invitation, and which sending of it."""

    role: Role
    nonce: int

    @property
    def is_newest(self) -> bool:
        return self.nonce == self.role.nonce


def token(role: Role) -> str:
    return signing.Signer(salt=PURPOSE).sign_object([role.ref, role.nonce])


def address(role: Role) -> str:
    """The whole address, for letters."""
    path = reverse("conferences:invitation", args=[token(role)])
    return f"{settings.SITE_URL}{path}"


def opened(text: str) -> Held | None:
    """The invitation of a link; none if the link is not whole, or not ours."""
    try:
        ref, nonce = signing.Signer(salt=PURPOSE).unsign_object(text)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Role.objects.select_related("conference__series", "person").filter(ref=ref).first()
    return Held(found, nonce) if found else None
