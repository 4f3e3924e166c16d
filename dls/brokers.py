"""How wake-ups travel without a broker: as small files in a folder, written and taken in one step.

Kombu's own channel creates a file and then fills it, and moves taken ones through /tmp; a reader
in between would find half a message. Here a file appears when it is whole, and taking renames it.
"""

import os
import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps, loads

TRANSPORT = "dls.brokers:Transport"


def folders(var: Path) -> dict[str, Any]:
    """The transport's options; makes the folders, for a web process may be the first to write."""
    messages, control = var / "broker", var / "broker-control"
    for folder in (messages, control):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        "data_folder_in": str(messages),
        "data_folder_out": str(messages),
        "control_folder": str(control),
        "store_processed": False,
        "polling_interval": 0.5,
    }


class Channel(filesystem.Channel):
    def _put(  # type: ignore[override]  # kombu names it differently in its two classes
        self, queue: str, payload: Any, **kwargs: Any
    ) -> None:
        name = f"{time.time_ns()}_{uuid.uuid4()}.{queue}.msg"
        folder = Path(self.data_folder_out)
        unfinished = folder / f".{name}"
        unfinished.write_text(dumps(payload))
        os.replace(unfinished, folder / name)

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        folder = Path(self.data_folder_in)
        for name in sorted(os.listdir(folder)):
            if name.partition(".")[2] == f"{queue}.msg":
                message = self._taken(folder, name)
                if message:
                    return loads(message)
        raise Empty

    def _taken(self, folder: Path, name: str) -> str:
        """The message if it is ours: renaming succeeds for one reader only."""
        mine = folder / f".taken-{name}"
        try:
            os.rename(folder / name, mine)
        except FileNotFoundError:
            return ""
        message = mine.read_text()
        mine.unlink()
        return message


class Transport(filesystem.Transport):
    Channel = Channel
