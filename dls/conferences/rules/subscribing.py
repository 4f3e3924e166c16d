"""Who may join a mailing list: whoever holds the link that went to the address."""

from datetime import datetime

from dls.conferences.models.audience import Subscriber
from dls.web.verdicts import YES, Verdict, no


def may_join(subscriber: Subscriber, asked_at: datetime) -> Verdict:
    """A link to join serves until its owner leaves; the next sign-up brings a new one."""
    if subscriber.left_at and asked_at <= subscriber.left_at:
        return no("You have left this list since. To come back, sign up again; a new letter comes.")
    return YES
