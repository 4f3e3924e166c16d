"""The key that signs cookies and links: given by the environment, or made once and kept."""

import os
import re
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from dls.env import env


def secret_key(kept: Path, *, may_make: bool) -> str:
    """DLS_SECRET_KEY; on one machine without it, a random key kept in a file only we can read."""
    given = env("SECRET_KEY", "" if may_make else None)
    if given:
        return given if may_make else _strong(given)
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return kept.read_text()


def _strong(key: str) -> str:
    """The key, unless it is one that people leave in examples."""
    if len(key) < 50 or len(set(key)) < 5 or re.search("change|insecure|example|secret", key, re.I):
        raise ImproperlyConfigured(
            "DLS_SECRET_KEY is too short or a placeholder. Make one: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    return key
