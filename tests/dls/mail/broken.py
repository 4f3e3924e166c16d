from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    """Breaks in a way nobody expects."""

    def send_messages(self, messages):
        raise MemoryError
