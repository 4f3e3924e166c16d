"""Files on their way out: as downloads, never shown, whole or from where a download broke off."""

import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac

from dls.web.verdicts import Refused
from submissions import derived, store
from submissions.checks.values import Failure
from submissions.models.manuscripts import Manuscript, Supplement
from submissions.models.papers import Paper
from submissions.policies import ENGINE
from submissions.store import PIECE

RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")
SANDBOX = "sandbox; default-src 'none'"
DOWNLOADED = "application/octet-stream"  # nothing that a browser would open by itself
ENDINGS = {
    "application/pdf": "pdf",
    "application/zip": "zip",
    "text/plain": "txt",
    "application/gzip": "gz",
    "application/x-bzip2": "bz2",
    "application/x-xz": "xz",
    "application/zstd": "zst",
    "application/x-7z-compressed": "7z",
    "application/x-tar": "tar",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "application/x-hdf5": "h5",
}
Span = tuple[int, int]
Opening = Callable[[], IO[bytes]]
BEYOND = (0, -1)


def download(
    request: HttpRequest, sha256: str, name: str, kind: str, size: int
) -> HttpResponseBase:
    """A kept file as an attachment."""
    tag = f'"{sha256}"'
    span = _span(request, size, tag)
    if span == BEYOND:
        return _answered(HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"}))
    if known := _known(request, tag):
        return known
    return _sent(partial(store.opened, sha256), name, kind, size, tag, span)


def download_made(
    request: HttpRequest, tag: str, make: Callable[[], bytes | Failure], name: str
) -> HttpResponseBase:
    """A PDF that is made of a kept one."""
    if known := _known(request, tag):
        return known
    content = _content(make())
    whole = partial(io.BytesIO, content)
    return _sent(whole, name, "application/pdf", len(content), tag, None)


def picture(
    request: HttpRequest, tag: str, make: Callable[[], bytes | Failure]
) -> HttpResponseBase:
    """A picture of a page: it never changes, and stays with whoever may see it."""
    answer = _known(request, tag) or HttpResponse(_content(make()), content_type="image/png")
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


def _content(made: bytes | Failure) -> bytes:
    if isinstance(made, Failure):
        raise Refused(made.message)
    return made


def _known(request: HttpRequest, tag: str) -> HttpResponseBase | None:
    return get_conditional_response(request, etag=tag)


def _span(request: HttpRequest, size: int, tag: str) -> Span | None:
    """The first and last byte asked for; nothing for all of them."""
    asked = RANGE.match(request.headers.get("Range", ""))
    if not asked or request.headers.get("If-Range", tag) != tag or asked.group(0) == "bytes=-":
        return None
    first, last = asked.groups()
    if not first:
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last or size - 1), size - 1)
    return (start, end) if start <= end else BEYOND


def _sent(
    opening: Opening, name: str, kind: str, size: int, tag: str, span: Span | None
) -> HttpResponseBase:
    start, end = span or (0, size - 1)
    answer = StreamingHttpResponse(_part(opening, start, end), status=206 if span else 200)
    if span:
        answer.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    answer.headers["Content-Length"] = str(end - start + 1)
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["ETag"] = tag
    answer.headers["Accept-Ranges"] = "bytes"
    return _answered(answer)


def _answered(answer: HttpResponseBase) -> HttpResponseBase:
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _part(opening: Opening, start: int, end: int) -> Iterator[bytes]:
    """Opened only once somebody reads, so that no file stays open that nobody reads."""
    with opening() as file:
        file.seek(start)
        left = end - start + 1
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def manuscript(request: HttpRequest, paper: Paper, found: Manuscript) -> HttpResponseBase:
    """A manuscript for whoever visible_to() gave the paper to, under a name that tells nobody."""
    name = f"{paper.conference.slug}-paper{paper.number}"
    if paper.shows_authors:
        name = f"{name}-v{found.number}.pdf"
        return download(request, found.sha256, name, found.kind, found.size)
    make = partial(derived.neutral, found.sha256)
    return download_made(request, _neutral_tag(found), make, f"{name}.pdf")


def _neutral_tag(found: Manuscript) -> str:
    """The version of a neutral copy; the hash of the file itself could tell whose it is."""
    digest = salted_hmac("neutral copy", f"{found.sha256} {ENGINE}", algorithm="sha256")
    return f'"{digest.hexdigest()[:32]}"'


def supplement(request: HttpRequest, paper: Paper, found: Supplement) -> HttpResponseBase:
    """Another file of a paper; its own name might tell who wrote it."""
    ending = ENDINGS.get(found.kind, "bin")
    name = f"{paper.conference.slug}-paper{paper.number}-supplement{found.number}.{ending}"
    return download(request, found.sha256, name, DOWNLOADED, found.size)
