"""Who is asking, by a token; and whether the token’s scopes allow it."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from knox.auth import TokenAuthentication as KnoxAuthentication
from knox.crypto import hash_token
from knox.settings import CONSTANTS
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission

from dls.people import scopes
from dls.people.actions import tokens as actions
from dls.people.models import Person, Token

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView

INVALID = "This token does not work: it is wrong, has expired or was revoked. Make a new one."


class TokenAuthentication(KnoxAuthentication):
    """Authorization: Bearer <token>."""

    def authenticate_credentials(self, token: bytes) -> tuple[Person, Token]:
        given = token.decode("utf-8", "replace")
        found = (
            Token.objects.filter(
                token_key=given[: CONSTANTS.TOKEN_KEY_LENGTH],
                digest=_digest(given),
                expiry__gt=timezone.now(),
                user__is_active=True,
            )
            .select_related("user")
            .first()
        )
        if found is None:
            raise AuthenticationFailed(INVALID)
        actions.note_use(found)
        return found.user, found


def _digest(given: str) -> str:
    digest: str = hash_token(given)
    return digest


class ScopePermission(BasePermission):
    """Anybody may read; a session may write; a token only what its scopes say.

    A view with a `token_scope` asks for that scope instead of read or write.
    """

    message = "This token may not do that."

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        reading = request.method in SAFE_METHODS
        if not isinstance(request.auth, Token):
            return reading or bool(request.user and request.user.is_authenticated)
        needed = getattr(view, "token_scope", "") or (scopes.READ if reading else scopes.WRITE)
        if needed in _granted(request.auth):
            return True
        self.message = f"This token lacks the scope “{needed}”. Make one that has it."
        return False


def _granted(token: Token) -> list[Any]:
    return token.scopes if isinstance(token.scopes, list) else []
