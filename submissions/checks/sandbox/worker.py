"""The child: `python -m submissions.checks.sandbox.worker` reads requests, writes answers."""

import json
import os
import struct
import sys
from collections.abc import Callable
from typing import Any

from submissions.checks import measuring, pdfium, rendering, textlayer
from submissions.checks.limits import COPY_SECONDS, STEP_SECONDS, TooComplex
from submissions.checks.neutral import neutral_copy
from submissions.checks.sandbox.confinement import Allowance, confine, rest
from submissions.checks.sandbox.signs import PROGRESS, READY, RESULT
from submissions.checks.structure import Unreadable
from submissions.checks.values import Failure
from submissions.checks.wire import to_plain

Step = Callable[[int], None]


def main() -> None:
    """Answer requests until the parent closes its end."""
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    pdfium.init_library()
    confine()
    os.write(out, READY)
    for line in sys.stdin.buffer:
        answer = answered(json.loads(line), out)
        rest()
        send(out, RESULT + struct.pack(">Q", len(answer)) + answer)


def answered(request: dict[str, Any], out: int) -> bytes:
    """The answer as JSON or as a picture; an error that we did not foresee ends the child."""
    page, allowance = 0, Allowance()

    def step(number: int) -> None:
        nonlocal page
        page = number
        allowance.grant(number, COPY_SECONDS if request["do"] == "neutral" else STEP_SECONDS)
        send(out, PROGRESS + struct.pack(">H", number))

    try:
        return ACTIONS[request["do"]](request, step)
    except Unreadable as wrong:
        return failed(wrong.rule, str(wrong), page)
    except TooComplex as wrong:
        return failed("too-complex", f"{wrong} Simplify the file and upload it again.", page)
    except (MemoryError, RecursionError):
        return failed(
            "too-complex", "Reading the file needs more memory than a paper may take.", page
        )
    except OSError:
        return failed("damaged", "The file cannot be read.", page)


def measure(request: dict[str, Any], step: Step) -> bytes:
    return encoded({"answer": to_plain(measuring.measure(request["path"], step))})


def draw(request: dict[str, Any], step: Step) -> bytes:
    step(request["page"])
    boxes = [tuple(box) for box in request["boxes"]]
    return rendering.draw_page(request["path"], request["page"], request["width"], boxes)


def words(request: dict[str, Any], step: Step) -> bytes:
    step(request["page"])
    return encoded({"answer": to_plain(textlayer.page_words(request["path"], request["page"]))})


def neutral(request: dict[str, Any], step: Step) -> bytes:
    step(0)
    return neutral_copy(request["path"])


ACTIONS = {"measure": measure, "draw": draw, "words": words, "neutral": neutral}


def failed(rule: str, message: str, page: int) -> bytes:
    return encoded({"failure": to_plain(Failure(rule, message, page or None))})


def encoded(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def send(out: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(out, view) :]


if __name__ == "__main__":
    main()
