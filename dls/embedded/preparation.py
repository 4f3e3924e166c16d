"""What must be true before the site opens; each step runs again only when its inputs changed."""

import hashlib
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from dls.embedded.supervisor import say, start

LOCK = settings.BASE_DIR / "requirements.lock"


@dataclass(frozen=True)
class Step:
    says: str
    run: Callable[[], None]
    inputs: Callable[[], Iterable[Path]]

    @property
    def stamp(self) -> Path:
        return Path(settings.VAR / "done" / self.run.__name__)

    def state(self) -> str:
        """A fingerprint of the inputs."""
        digest = hashlib.sha256()
        for path in sorted(self.inputs()):
            digest.update(f"{path}\0".encode() + path.read_bytes())
        return digest.hexdigest()

    def is_done(self) -> bool:
        return self.stamp.exists() and self.stamp.read_text() == self.state()

    def do(self) -> None:
        """Run in a process of its own, so that the one that forks stays free of connections."""
        say(self.says)
        process = start(self.run, self.run.__name__)
        process.join()
        if process.exitcode:
            raise SystemExit(
                f"That failed, so DLS does not start. What is in {settings.VAR} stays."
            )
        self.stamp.parent.mkdir(exist_ok=True)
        self.stamp.write_text(self.state())


def database() -> None:
    with redirect_stdout(StringIO()):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)


def static() -> None:
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def demo() -> None:
    call_command("demo")


def migrations() -> Iterable[Path]:
    """Ours by content; those of libraries change with the lock."""
    return [LOCK, *settings.BASE_DIR.glob("*/**/migrations/*.py")]


def assets() -> Iterable[Path]:
    found = [path for path in (settings.BASE_DIR / "static").rglob("*") if path.is_file()]
    return [LOCK, *found]


def story() -> Iterable[Path]:
    """What the demo tells: what is told stays, new chapters are added."""
    return [*settings.BASE_DIR.glob("*/**/demo/*.py"), *settings.BASE_DIR.glob("*/**/data/*.toml")]


def steps() -> list[Step]:
    found = [
        Step("Preparing the database …", database, migrations),
        Step("Collecting static files …", static, assets),
    ]
    if settings.DEMO:
        found.append(Step("Building the demo conferences …", demo, story))
    return found


def prepare() -> None:
    for step in steps():
        if not step.is_done():
            step.do()
    sweep(settings.VAR / "broker")


def sweep(folder: Path) -> None:
    """Throw away wake-ups nobody took: all work is found in the database."""
    for path in folder.glob("*.msg"):
        path.unlink(missing_ok=True)
