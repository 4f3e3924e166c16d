"""What browsers tell of things the content policy stopped."""

import json
import logging

logger = logging.getLogger("dls.policy")


def note(body: bytes) -> bool:
    """Write a report into the log; false if it is none."""
    try:
        report = json.loads(body)
    except (ValueError, RecursionError):
        return False
    logger.warning("Content policy: %s", json.dumps(report)[:2000])
    return True
