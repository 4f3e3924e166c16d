"""Files that come in pieces: begun, gone on with after a lost connection, and made into what
they were sent for.

Each piece is safe in the storage before its row says so, and its row before the sender hears of
it. When all are there, whoever comes first makes the file of them: the request that brought the
last one, the sender asking again, or the task that tends to what was left.
"""

import secrets
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from dls.people.models import Person
from dls.web import clock
from dls.web.db import locked
from dls.web.verdicts import Refused, Verdict
from submissions import sniffing, store
from submissions.actions import manuscripts, supplements
from submissions.models.papers import Paper
from submissions.models.questions import Question
from submissions.models.uploads import Piece, Upload, expiry
from submissions.rules import files as rules
from submissions.store import Kept

MOST_OPEN = 10  # uploads of one person for one paper
REMEMBERED = timedelta(days=1)  # what became of an upload, for a sender who asks again
LEFT = timedelta(minutes=1)  # after which nobody will come for an upload that is full
DIFFERENT = "What arrived is not the file that was announced: its SHA-256 differs. Upload it again."


def begin(  # noqa: PLR0913 -- what a sender says of a file
    paper: Paper,
    purpose: str,
    name: str,
    size: int,
    *,
    by: Person,
    sha256: str = "",
    question: Question | None = None,
) -> Upload:
    """Announce a file; one that was begun before goes on where it stopped."""
    _may(by, paper, purpose, question).require()
    if problem := too_large(paper, purpose, size):
        raise Refused(problem)
    if not size:
        raise Refused(sniffing.EMPTY)
    with transaction.atomic():
        paper = locked(paper)
        mine = Upload.objects.filter(paper=paper, by=by, ended_at=None)
        same = mine.filter(purpose=purpose, question=question, size=size, sha256=sha256)
        if sha256 and (found := same.first()):
            return found
        if mine.count() >= MOST_OPEN:
            raise Refused(
                f"{MOST_OPEN} uploads of yours for this paper are still unfinished. "
                "Finish or cancel one of them first."
            )
        made: Upload = Upload.objects.create(
            paper=paper,
            by=by,
            purpose=purpose,
            question=question,
            name=sniffing.clean_name(name),
            size=size,
            sha256=sha256,
        )
        return made


def too_large(paper: Paper, purpose: str, size: int) -> str:
    if purpose == Upload.Purpose.MANUSCRIPT:
        return sniffing.too_large(size, manuscripts.most(paper), "a manuscript")
    return sniffing.too_large(size, supplements.most(paper), "a supplement")


def _may(by: Person, paper: Paper, purpose: str, question: Question | None) -> Verdict:
    if purpose == Upload.Purpose.MANUSCRIPT:
        return rules.may_upload(by, paper)
    return rules.may_attach(by, paper, question)


def receive(upload: Upload, start: int, pieces: Iterable[bytes]) -> Upload:
    """Take the next piece; one that does not begin where the last one ended is refused."""
    _in_place(upload, start)
    place = f"pieces/{upload.ref}/{start}-{secrets.token_hex(8)}"
    try:
        size = store.lay(place, pieces, upload.size - start)
    except store.TooLong:
        raise Refused(f"More came than the {upload.size} bytes that were announced.") from None
    try:
        return _noted(upload, Piece(start=start, size=size, place=place))
    except Refused:
        store.forget(place)
        raise


@transaction.atomic
def _noted(upload: Upload, piece: Piece) -> Upload:
    upload = locked(upload)
    _in_place(upload, piece.start)
    if piece.size:
        piece.upload = upload
        piece.save()
    upload.received += piece.size
    upload.expires_at = expiry()
    if upload.is_full:
        upload.filled_at = upload.filled_at or clock.now()
    upload.save(update_fields=["received", "expires_at", "filled_at"])
    return upload


def _in_place(upload: Upload, start: int) -> None:
    if upload.ended_at:
        raise Refused("This upload has ended.")
    if start != upload.received:
        raise Refused(f"This upload goes on at byte {upload.received}.")


def finish(upload: Upload) -> Upload:
    """Make of a complete upload what it was sent for; asked again, it says what became of it."""
    if upload.ended_at:
        return _ended(upload)
    if not upload.is_full:
        raise Refused(f"{upload.received} of {upload.size} bytes have come so far.")
    kept = _put(upload)
    upload.refresh_from_db()
    if upload.ended_at:  # somebody else was quicker
        return _ended(upload)
    if kept is None or kept.size != upload.size or upload.sha256 not in {"", kept.sha256}:
        _close(upload, problem=DIFFERENT)
        raise Refused(DIFFERENT)
    try:
        made = _made(upload, kept)
    except Refused as refusal:
        _close(upload, problem=str(refusal)[:500])
        raise
    store.forget_folder(f"pieces/{upload.ref}")
    return made


def _ended(upload: Upload) -> Upload:
    if upload.problem:
        raise Refused(upload.problem)
    return upload


def _put(upload: Upload) -> Kept | None:
    """The file as a whole; nothing if its pieces have gone."""
    try:
        return store.put(_whole(upload))
    except FileNotFoundError:
        return None


def _whole(upload: Upload) -> Iterator[bytes]:
    for piece in upload.pieces.all():
        with store.opened_at(piece.place) as file:
            yield from store.pieces(file)


@transaction.atomic
def _made(upload: Upload, kept: Kept) -> Upload:
    upload = locked(upload)
    if upload.ended_at:
        return _ended(upload)
    came_at = upload.filled_at or clock.now()
    if upload.purpose == Upload.Purpose.MANUSCRIPT:
        upload.manuscript = manuscripts.add(
            upload.paper, kept, upload.name, by=upload.by, came_at=came_at
        )
    else:
        upload.supplement = supplements.add(
            upload.paper,
            kept,
            upload.name,
            by=upload.by,
            came_at=came_at,
            question=upload.question,
        )
    upload.ended_at, upload.expires_at = clock.now(), timezone.now() + REMEMBERED
    upload.save(update_fields=["manuscript", "supplement", "ended_at", "expires_at"])
    upload.pieces.all().delete()
    return upload


def _close(upload: Upload, *, problem: str) -> None:
    """Nothing is made of it; why is remembered for a day."""
    Upload.objects.filter(pk=upload.pk, ended_at=None).update(
        problem=problem, ended_at=clock.now(), expires_at=timezone.now() + REMEMBERED
    )
    store.forget_folder(f"pieces/{upload.ref}")


def cancel(upload: Upload) -> None:
    """Forget an upload with all its pieces; what was made of it stays."""
    store.forget_folder(f"pieces/{upload.ref}")
    upload.delete()


def tend() -> None:
    """Finish what is complete and was left, and forget what nobody went on with."""
    left = Upload.objects.unfinished().filter(filled_at__lte=timezone.now() - LEFT)
    for upload in left.select_related("paper__conference", "by"):
        try:
            finish(upload)
        except Refused:
            continue  # why is written beside it, and its sender is told when they ask
    for upload in Upload.objects.expired(timezone.now()):
        cancel(upload)
