"""From one address to Django's database settings: SQLite on one machine, or PostgreSQL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE_START = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA foreign_keys = ON;
PRAGMA temp_store = MEMORY;
PRAGMA mmap_size = 134217728;
PRAGMA cache_size = -16000;
PRAGMA journal_size_limit = 67108864;
"""


def database(address: str, *, pool: int = 60) -> dict[str, Any]:
    """sqlite:///path/to/file, or postgresql://user:password@host:port/name?option=value."""
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": pool,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise ImproperlyConfigured(
        "DLS_DATABASE_URL starts with sqlite:/// or postgresql://, "
        f"but “{parts.scheme or address}” is neither."
    )


def _sqlite(path: Path) -> dict[str, Any]:
    """Writers take their lock at the start, so that two never find out halfway."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_START,
        },
        "TEST": {"NAME": path.with_name("test.sqlite3")},
    }
