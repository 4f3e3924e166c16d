"""Secrets that can be told apart, and found in whatever form they leave the house."""

import base64
import binascii
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

CANARY = re.compile(rb"kq(\d{5})zx", re.IGNORECASE)
HEXED = re.compile(rb"6b71((?:3\d){5})7a78", re.IGNORECASE)
RUN = re.compile(rb"[A-Za-z0-9+/_-]{14,}")


@dataclass(frozen=True)
class Secret:
    """Something planted, and the names of the viewers who may have it."""

    name: str  # Role.answer of the one who declined
    may: frozenset[str]


@dataclass
class Canaries:
    secrets: list[Secret] = field(default_factory=list)
    words: list[tuple[re.Pattern[bytes], Secret]] = field(default_factory=list)

    def plant(self, name: str, may: frozenset[str]) -> str:
        """A text that stands nowhere else."""
        self.secrets.append(Secret(name, may))
        return f"kq{len(self.secrets) - 1:05d}zx"

    def plant_word(self, name: str, may: frozenset[str], word: str) -> None:
        """A number or a year that is nowhere else: alone, or at the start of 20910504T1200."""
        alone = rf"(?<!Content-Length: )(?<![0-9A-Za-z_.-]){word}(?:\d{{4}}(?:T\d+Z?)?)?(?![0-9A-Za-z_])"
        self.words.append((re.compile(alone.encode()), Secret(name, may)))

    def found_in(self, data: bytes) -> set[Secret]:
        """What of the planted is in there: plain, in base64 or hexadecimal, packed or not."""
        found = {self.secrets[number] for number in _numbers(data) if number < len(self.secrets)}
        found |= {secret for pattern, secret in self.words if pattern.search(data)}
        for inner in _unpacked(data):
            found |= self.found_in(inner)
        return found


def _numbers(data: bytes) -> Iterator[int]:
    yield from (int(hit) for hit in CANARY.findall(data))
    yield from (int(binascii.unhexlify(hit)) for hit in HEXED.findall(data))
    for run in RUN.findall(data):
        for decoded in _decoded(run.replace(b"+", b"-").replace(b"/", b"_")):
            yield from (int(hit) for hit in CANARY.findall(decoded))


def _decoded(run: bytes) -> Iterator[bytes]:
    for start in range(4):
        part = run[start:]
        whole = part[:-1] if len(part) % 4 == 1 else part
        yield base64.urlsafe_b64decode(whole + b"=" * (-len(whole) % 4))


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The inside of a zip or gzip, wherever it begins: headers may stand before it."""
    with suppress(OSError, EOFError, zlib.error):
        if (start := data.find(b"\x1f\x8b\x08")) >= 0:
            yield gzip.decompress(data[start:])
    with suppress(zipfile.BadZipFile, zlib.error):
        if b"PK\x03\x04" in data:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                for name in packed.namelist():
                    yield name.encode() + b"\n" + packed.read(name)


def harmless(text: str) -> str:
    """The same text without what was planted: for sending back what a form held."""
    return CANARY.sub(b"xx00000xx", text.encode()).decode()
