"""What a token may do. Later parts register scopes of their own."""

from dataclasses import dataclass

READ = "read"
WRITE = "write"
TOKENS = "tokens"


@dataclass(frozen=True)
class TokenScope:
    name: str
    says: str  # what it allows, as the page says it


_scopes: dict[str, TokenScope] = {}


def register(scope: TokenScope) -> None:
    _scopes[scope.name] = scope


def every() -> list[TokenScope]:
    return list(_scopes.values())


register(TokenScope(READ, "Read what you may see"))
register(TokenScope(WRITE, "Change what you may change"))
register(TokenScope(TOKENS, "List, make and revoke your tokens"))
