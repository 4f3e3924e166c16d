"""The demo's mail server: takes every letter on loopback and keeps it as a file."""

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from dls.mail import mailbox

LARGEST = 5 * 2**20


class Keeper:
    """Keeps a copy for every recipient."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content or b""
        for email in envelope.rcpt_tos:
            mailbox.keep(email, content if isinstance(content, bytes) else content.encode())
        return "250 Kept"


def controller(port: int, host: str = "127.0.0.1") -> Controller:
    """A mail server in a thread of its own; start() and stop() it."""
    return Controller(Keeper(), hostname=host, port=port, data_size_limit=LARGEST)
