"""Every deployment difference is an environment variable named DLS_…, read here."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


@contextmanager
def explained() -> Iterator[None]:
    """Say what is wrong with the environment in one sentence, and end with status 2."""
    try:
        yield
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(2) from None


def env(name: str, default: str | None = None) -> str:
    """Read DLS_<name>; without a default the variable is required."""
    value = os.environ.get(f"DLS_{name}", default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable DLS_{name}.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Read DLS_<name> as yes or no."""
    value = env(name, "1" if default else "0").strip().lower()
    if value not in {"0", "1", "false", "true", "no", "yes", ""}:
        raise ImproperlyConfigured(f"DLS_{name} is “{value}”; write 1 or 0.")
    return value in {"1", "true", "yes"}


def words(name: str, default: str = "") -> list[str]:
    """Read DLS_<name> as a list, separated by commas."""
    return [word.strip() for word in env(name, default).split(",") if word.strip()]


def number(name: str, default: int) -> int:
    """Read DLS_<name> as a whole number."""
    value = env(name, str(default))
    if not value.lstrip("-").isdigit():
        raise ImproperlyConfigured(f"DLS_{name} is “{value}”; write a whole number.")
    return int(value)


def var() -> Path:
    """The folder of everything that is not code: DLS_VAR, or one for the demo and one without."""
    folder = "demo" if flag("DEMO") else "site"
    return Path(env("VAR", str(Path(__file__).resolve().parent.parent / "var" / folder)))
