"""What lies in the database or stands in an address, but is for nobody to read."""

import base64
import hashlib
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def _keys(purpose: str) -> MultiFernet:
    """The site’s keys for one purpose: the present one closes, earlier ones still open."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"{purpose}\0{secret}".encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def close(text: str, purpose: str) -> str:
    return _keys(purpose).encrypt(text.encode()).decode()


def opened(closed: str, purpose: str, lasting: timedelta | None = None) -> str:
    """The text; ValueError if nobody here closed it for this purpose, or too long ago."""
    seconds = int(lasting.total_seconds()) if lasting else None
    try:
        return _keys(purpose).decrypt(closed.encode(), ttl=seconds).decode()
    except InvalidToken as error:
        raise ValueError("not closed by us") from error
