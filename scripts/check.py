"""Run every check that needs no test, one after the other, and say which failed."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
DEPLOYMENT = {
    "DLS_SITE_URL": "https://conferences.example",
    "DLS_HOSTS": "conferences.example",
    "DLS_SECRET_KEY": "k3yFor-checking_only.Nothing-is-ever-signed-with-it.0123456789abcdef",
    "DLS_DATABASE_URL": "postgresql://dls@127.0.0.1:5432/dls",
    "DLS_REDIS_URL": "redis://127.0.0.1:6379/0",
    "DLS_MAIL_FROM": "DLS <dls@conferences.example>",
    "DLS_PROXIES": "1",
}
MANAGE = ["python", "manage.py"]
CHECKS: list[tuple[list[str], dict[str, str]]] = [
    (["ruff", "check", "."], {}),
    (["ruff", "format", "--check", "."], {}),
    (["lint-imports"], {}),
    (["mypy", "."], {}),
    ([*MANAGE, "makemigrations", "--check", "--dry-run"], {}),
    ([*MANAGE, "check", "--deploy", "--fail-level", "INFO"], DEPLOYMENT),
]


def passes(command: list[str], more: dict[str, str], var: str) -> bool:
    """Run one check in an environment of its own; print what it says only if it fails."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DLS_")}
    environment = {**kept, "DLS_VAR": var, **(more or {"DLS_EMBEDDED": "1"})}
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    print(f"{'ok  ' if done.returncode == 0 else 'FAIL'}  {' '.join(command)}", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


def main() -> int:
    with tempfile.TemporaryDirectory() as var:
        results = [passes(command, more, var) for command, more in CHECKS]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
