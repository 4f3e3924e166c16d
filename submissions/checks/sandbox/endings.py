"""Every way a child can end, as one plain sentence and a rule's name."""

import signal

from submissions.checks.limits import MEMORY
from submissions.checks.sandbox.child import Ended
from submissions.checks.values import Failure

SLOW = {signal.SIGXCPU, signal.SIGPROF}
GIVEN_UP = {signal.SIGABRT, signal.SIGTRAP, signal.SIGILL}  # how PDFium ends without memory


def told(ended: Ended) -> Failure:
    """Why no measurement came back."""
    where = f" (page {ended.page})" if ended.page else ""
    page = ended.page or None
    if ended.why == "it took too long" or -ended.code in SLOW:
        return Failure(
            "too-complex",
            f"Reading the file takes too long{where}. Simplify its figures and upload it again.",
            page,
        )
    if ended.why == "it said too much" or without_memory(ended):
        return Failure(
            "too-complex",
            f"Reading the file takes more memory than a paper may{where}. Simplify it.",
            page,
        )
    return Failure(
        "damaged",
        f"The file broke off the reader{where}: it is damaged, or made to do so. Export it anew.",
        page,
    )


def without_memory(ended: Ended) -> bool:
    if ended.from_outside:
        return True
    if ended.peak_kb:
        return ended.peak_kb * 1024 > 0.5 * MEMORY
    return -ended.code in GIVEN_UP
