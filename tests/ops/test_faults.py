"""Whatever is killed, and whenever: each letter arrives, and hardly any twice.

`make faults` plays many rounds; FAULTS_SEED repeats those of one number. Otherwise one round.
"""

import os
import random
import signal
import time
from collections import Counter
from contextlib import closing

import pytest

from tests.ops.site import Site, children
from tests.services import mail_server, until

pytestmark = [pytest.mark.services, pytest.mark.embedded]
ROUNDS = int(os.environ.get("FAULTS_ROUNDS", "1"))
SEED = int(os.environ.get("FAULTS_SEED", "1"))
LETTERS, KILLS = 150, 4
POST = f"""
from dls.mail.outbox import Address, post
from dls.people.models import Person
about = Person.objects.create_user("writer@demo.example", given_name="Demo", family_name="Writer")
people = [Address(f"reader{{number}}@demo.example") for number in range({LETTERS})]
post("mail/mailing", people, about=about, words={{"subject": "A test", "body": "It is one."}})
"""


def _site(folder, port):
    settings = {"DLS_SMTP_HOST": "127.0.0.1", "DLS_SMTP_PORT": str(port), "DLS_MAIL_LEASE": "2"}
    return Site(folder / "var", **settings).open()


def _living(site):
    """The site's processes; right after several deaths, those that have come back."""
    found = []
    until(lambda: found.extend(children(site.process.pid)) or found, what="a restart", seconds=60)
    return found


@pytest.mark.parametrize("seed", range(SEED, SEED + ROUNDS))
def test_no_letter_is_lost_whoever_is_killed(seed, tmp_path):
    chance = random.Random(seed)
    with mail_server() as (port, letters), closing(_site(tmp_path, port)) as site:
        until(site.greeted, what="the greeting", seconds=90)
        site.manage("shell", "--verbosity", "0", "--command", POST)
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.1, 0.6))
            os.kill(chance.choice(_living(site)), signal.SIGKILL)
        until(
            lambda: len({str(letter["To"]) for letter in letters.got}) == LETTERS,
            what="every letter", seconds=150,
        )  # fmt: skip
        time.sleep(3)  # for one that should not come
    twice = [
        to for to, many in Counter(str(letter["To"]) for letter in letters.got).items() if many > 1
    ]
    assert len(twice) <= KILLS
