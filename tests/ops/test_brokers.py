"""Wake-ups as files: whole when seen, taken once, gone afterwards."""

import threading
from queue import Empty

import pytest
from kombu import Connection

from dls import brokers

pytestmark = pytest.mark.embedded


@pytest.fixture
def channel(tmp_path):
    with Connection(
        "filesystem://localhost",
        transport=brokers.TRANSPORT,
        transport_options=brokers.folders(tmp_path),
    ) as connection:
        yield connection.default_channel


def everything(channel) -> list:
    found = []
    while True:
        try:
            found.append(channel._get("celery"))
        except Empty:
            return found


def test_messages_come_in_the_order_they_were_sent(channel):
    for number in range(5):
        channel._put("celery", {"number": number})
    assert [message["number"] for message in everything(channel)] == [0, 1, 2, 3, 4]


def test_a_message_is_taken_once_however_many_wait_for_it(channel, tmp_path):
    for number in range(200):
        channel._put("celery", {"number": number})
    taken: list[int] = []
    readers = [
        threading.Thread(
            target=lambda: taken.extend(message["number"] for message in everything(channel))
        )
        for _ in range(4)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert sorted(taken) == list(range(200))
    assert list((tmp_path / "broker").iterdir()) == []


def test_a_message_that_is_still_being_written_is_not_seen(channel, tmp_path):
    (tmp_path / "broker" / ".1_half.celery.msg").write_text('{"numb')
    assert everything(channel) == []


def test_only_we_can_read_the_folders(channel, tmp_path):
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}
