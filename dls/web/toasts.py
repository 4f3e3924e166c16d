from django.contrib import messages
from django.http import HttpRequest


def tell(request: HttpRequest, sentence: str, *, undo: str = "") -> None:
    """Say on the next page that it worked; with `undo`, an address that takes it back by POST."""
    messages.success(request, sentence, extra_tags=undo)
