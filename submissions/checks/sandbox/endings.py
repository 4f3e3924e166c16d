"""Every way a child can end, as one plain sentence and a rule's name."""

import signal

from submissions.checks.limits import MEMORY
from submissions.checks.sandbox.child import Ended
from submissions.checks.values import Failure

SLOW = {signal.SIGXCPU, signal.SIGPROF, signal.SIGKILL}


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
    if ended.why == "it said too much" or ended.peak_kb * 1024 > 0.5 * MEMORY:
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
