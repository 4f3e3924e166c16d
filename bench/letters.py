"""A mailing to 10,000 people, and workers killed on the way: `python bench/letters.py`.

Everything is real: the page that sends it, two Celery workers, an SMTP server (aiosmtpd) on this
machine. The database is a new SQLite file, or the empty one DLS_DATABASE_URL names.
"""

import argparse
import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = 10_000
CALM = 4_000  # letters before the first worker is killed; the rate is measured over these
KILLS = (5_000, 6_500, 8_000)  # after so many letters
PATIENCE = 170.0  # seconds in all
LEASE = 3  # seconds a dead sender keeps its letters; 300 outside of the bench
HOTCRP = """  HotCRP, for comparison: 1,000 letters in 16.9 s (59 a second) inside one request;
  when the tab is closed after 1.5 s, it stops for good, and the rest is lost."""


def serve(port: int, file: Path) -> None:
    """The mail server: writes down each recipient it took a letter for."""
    from aiosmtpd.smtp import SMTP, Envelope, Session  # noqa: PLC0415 -- only needed here

    with file.open("a", buffering=1) as taken:

        class Taking:
            async def handle_DATA(  # noqa: N802
                self, server: SMTP, session: Session, envelope: Envelope
            ) -> str:
                taken.write(f"{time.time()} {envelope.rcpt_tos[0]}\n")
                return "250 Taken"

        async def run() -> None:
            loop = asyncio.get_running_loop()
            await loop.create_server(lambda: SMTP(Taking(), loop=loop), "127.0.0.1", port)
            await asyncio.Event().wait()

        asyncio.run(run())


def taken(file: Path) -> list[tuple[float, str]]:
    """When the server took a letter for whom."""
    if not file.exists():
        return []
    rows = [line.split() for line in file.read_text().splitlines()]
    return [(float(row[0]), row[1]) for row in rows if len(row) == 2]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def surroundings(var: Path, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "dls.settings",
        "PYTHONPATH": str(ROOT),
        "DLS_EMBEDDED": "1",
        "DLS_DEMO": "0",
        "DLS_VAR": str(var),
        "DLS_SMTP_PORT": str(port),
        "DLS_MAIL_LEASE": str(LEASE),
        "DLS_LOG_LEVEL": "ERROR",
    }


def worker(env: dict[str, str]) -> subprocess.Popen[bytes]:
    command = ["-m", "celery", "-A", "dls", "worker", "--pool", "solo", "--loglevel", "ERROR"]
    return subprocess.Popen(
        [sys.executable, *command, "--without-mingle", "--without-gossip", "--without-heartbeat"],
        cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


class House:
    """The site, seen by a chair; set up in this process."""

    def __init__(self) -> None:
        import django  # noqa: PLC0415 -- after the environment was set

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        self._people()

    def _people(self) -> None:
        from dls.conferences.models.conference import Conference  # noqa: PLC0415
        from dls.conferences.models.roles import Role  # noqa: PLC0415
        from dls.conferences.models.series import Series  # noqa: PLC0415
        from dls.people.models import Person  # noqa: PLC0415

        series = Series.objects.create(slug="bench", title="Bench", short="Bench")
        self.conference = Conference.objects.create(
            series=series, slug="bench1", name="Bench 1", title="The bench", state="public",
            contact="chairs@bench.example",
        )  # fmt: skip
        self.chair = Person.objects.create_user("chair@bench.example", given_name="Demo Chair")
        Role.objects.create(
            conference=self.conference, kind="chair", person=self.chair, state="accepted",
            email=self.chair.email, name="Demo Chair",
        )  # fmt: skip
        Role.objects.bulk_create(
            (
                Role(
                    conference=self.conference, kind="member", state="accepted",
                    email=f"member{number}@bench.example", name=f"Demo Reviewer {number}",
                )
                for number in range(PEOPLE)
            ),
            batch_size=1000,
        )  # fmt: skip

    def send(self) -> float:
        """Press the button; say how long the answer took."""
        from django.test import Client  # noqa: PLC0415
        from django.urls import reverse  # noqa: PLC0415

        from dls.mail.actions import mailings  # noqa: PLC0415

        body = "Dear {{ name }},\n\nthe program of **{{ conference_title }}** is out.\n\n"
        mailing = mailings.draft(
            self.conference, by=self.chair, audience="roles/member", subject="The program is out",
            body=f"{body}{'A line of some length, as letters have them. ' * 20}\n\nThe chairs",
        )  # fmt: skip
        client = Client(raise_request_exception=True)
        client.force_login(self.chair)
        url = reverse("mail:mailing-messages", args=["bench1", mailing.ref])
        started = time.perf_counter()
        answer = client.post(url, {"when": "now"}, headers={"Host": "localhost"})
        took = time.perf_counter() - started
        assert answer.status_code == 302, answer.status_code
        return took

    def wake(self) -> None:
        """What beat does every minute outside of the bench."""
        from celery import current_app  # noqa: PLC0415

        for task in ("dls.mail.tasks.expand_mailings", "dls.mail.tasks.deliver_letters"):
            current_app.send_task(task, ignore_result=True)


class Run:
    """Two workers, looked after until the last letter has arrived."""

    def __init__(self, house: House, env: dict[str, str], file: Path, until: float) -> None:
        self.house, self.env, self.file, self.until = house, env, file, until
        self.workers = [worker(env), worker(env)]
        self.kills = list(KILLS)

    def watch(self, done: Callable[[int], bool]) -> None:
        while time.monotonic() < self.until:
            arrived = len(taken(self.file))
            if done(arrived):
                return
            if self.kills and arrived >= self.kills[0]:
                self.kill_one()
            self.house.wake()
            time.sleep(0.5)

    def kill_one(self) -> None:
        """SIGKILL to a worker in the middle of its work, and a new one in its place."""
        self.kills.pop(0)
        victim = self.workers.pop(0)
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        self.workers.append(worker(self.env))

    def end(self) -> None:
        for process in self.workers:
            process.terminate()
        for process in self.workers:
            process.wait(20)


def measure(var: Path) -> bool:
    """Run it all, print the figures, and say whether they are good enough."""
    port, file = free_port(), var / "taken"
    env = surroundings(var, port)
    os.environ.update(env)
    sys.path.insert(0, str(ROOT))
    command = [sys.executable, __file__, "--serve", str(port), "--file", str(file)]
    server = subprocess.Popen(command, cwd=ROOT)
    started = time.monotonic()
    try:
        house = House()
        took = house.send()
        print(f"  the request that starts a mailing to {PEOPLE:,} people: {took * 1000:.0f} ms")
        run = Run(house, env, file, started + PATIENCE)
        try:
            run.watch(lambda arrived: arrived >= PEOPLE and not run.kills and all_there(file))
        finally:
            run.end()
    finally:
        server.terminate()
        server.wait()
    return report(taken(file), took, len(KILLS) - len(run.kills))


def all_there(file: Path) -> bool:
    return len({who for _, who in taken(file)}) >= PEOPLE


def report(rows: list[tuple[float, str]], took: float, kills: int) -> bool:
    calm = [at for at, _ in rows[:CALM]]
    rate = (len(calm) - 1) / (calm[-1] - calm[0]) if len(calm) > 1 else 0.0
    counted = Counter(who for _, who in rows)
    lost, twice = PEOPLE - len(counted), len(rows) - len(counted)
    print(f"  letters through a real SMTP server, 2 workers: {rate:.0f} a second (aim: 200)")
    print(f"  {kills} workers killed by SIGKILL and restarted: {lost} lost, {twice} sent twice")
    print(HOTCRP)
    return took < 2 and lost == 0 and twice <= kills


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve(given.serve, given.file)
        return
    print("Letters")
    with tempfile.TemporaryDirectory(prefix="dls-bench-") as folder:
        good = measure(Path(folder))
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
