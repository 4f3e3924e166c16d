"""Carries messages to the mail server over one connection, and tells what became of each."""

import smtplib
from dataclasses import dataclass
from enum import StrEnum

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused
from django.core.mail import EmailMultiAlternatives, get_connection

PER_CONNECTION = 100  # many servers close a connection after so many messages
TOO_BUSY = 421
NO_SUCH_MAILBOX = {550, 551, 553}
UNREACHABLE = "The mail server cannot be reached"
TRY_AGAIN = {401, 402, 403, 408, 429}  # ours to mend, or a matter of patience


class Fate(StrEnum):
    SENT = "sent"
    REFUSED = "refused"  # for good
    LATER = "later"
    DOWN = "down"  # the server itself does not answer: nothing will go through now


@dataclass(frozen=True)
class Outcome:
    fate: Fate
    reason: str = ""
    message_id: str = ""  # a provider's own
    address_is_dead: bool = False


class Postman:
    """One connection to the mail server, opened when needed, renewed now and then."""

    def __init__(self) -> None:
        self._connection = get_connection(fail_silently=False)
        self._carried = 0

    def carry(self, message: EmailMultiAlternatives) -> Outcome:
        """Hand one message to the server; every way this can fail is an outcome."""
        if down := self._open():
            return down
        try:
            self._connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            return self._by_code(code, text)
        except smtplib.SMTPSenderRefused as error:
            self.close()
            return Outcome(Fate.LATER, f"The server refused our address: {_said(error)}")
        except smtplib.SMTPResponseException as error:
            outcome = self._by_code(error.smtp_code, error.smtp_error)
            return Outcome(outcome.fate, outcome.reason)
        except AnymailError as error:
            return _by_provider(error)
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            return Outcome(Fate.LATER, f"The connection broke: {_said(error)}")
        except ValueError as error:
            return Outcome(Fate.REFUSED, f"This cannot be written as an email: {error}")
        self._carried += 1
        return Outcome(Fate.SENT, message_id=_provider_id(message))

    def _open(self) -> Outcome | None:
        """Have a connection; an outcome only if there is none to be had."""
        if self._carried >= PER_CONNECTION:
            self.close()
        try:
            self._connection.open()
        except (smtplib.SMTPException, OSError) as error:
            return Outcome(Fate.DOWN, f"{UNREACHABLE}: {_said(error)}")
        except AnymailError as error:
            return Outcome(Fate.DOWN, f"{UNREACHABLE}: {error}")
        return None

    def close(self) -> None:
        self._carried = 0
        try:
            self._connection.close()
        except (smtplib.SMTPException, OSError):
            self._connection = get_connection(fail_silently=False)

    def _by_code(self, code: int, text: bytes | str) -> Outcome:
        reason = f"The server said: {code} {_text(text)}"
        if code == TOO_BUSY:
            self.close()
        if code < 500:
            return Outcome(Fate.LATER, reason)
        return Outcome(Fate.REFUSED, reason, address_is_dead=is_dead(code, _text(text)))


def is_dead(code: int, text: str) -> bool:
    """Whether a refusal is about the address itself, not about us or this letter."""
    status = text.split(maxsplit=1)[0] if text else ""
    if status[:2] in {"4.", "5."}:
        return status.startswith(("5.1.", "5.2.1")) and not status.startswith(("5.1.7", "5.1.8"))
    return code in NO_SUCH_MAILBOX


def _by_provider(error: AnymailError) -> Outcome:
    if isinstance(error, AnymailRecipientsRefused):
        return Outcome(Fate.REFUSED, f"The provider refused: {error}"[:500], address_is_dead=True)
    status = error.status_code if isinstance(error, AnymailAPIError) else None
    if status and 400 <= status < 500 and status not in TRY_AGAIN:
        return Outcome(Fate.REFUSED, f"The provider refused: {error}"[:500])
    return Outcome(Fate.LATER, f"The provider did not take it: {error}"[:500])


def _provider_id(message: EmailMultiAlternatives) -> str:
    status = getattr(message, "anymail_status", None)
    return str(status.message_id or "") if status is not None else ""


def _text(text: bytes | str) -> str:
    return text.decode(errors="replace") if isinstance(text, bytes) else str(text)


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return str(error) or type(error).__name__
