"""The key that signs cookies and links: given by the environment, or made once and kept."""

import os
import secrets
from pathlib import Path

from dls.env import env


def secret_key(kept: Path, *, may_make: bool) -> str:
    """DLS_SECRET_KEY; on one machine without it, a random key kept in a file only we can read."""
    given = env("SECRET_KEY", "" if may_make else None)
    if given:
        return given
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return kept.read_text()
