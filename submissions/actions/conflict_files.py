"""Many conflicts at once: chosen in a list, or from a file that was looked through before."""

from collections.abc import Iterable

from django.core import signing
from django.db import transaction

from dls.conferences.models.conference import Conference
from dls.people.models import Person
from dls.web.verdicts import Refused
from submissions.actions.conflicts import Ruling, answer, rule
from submissions.conflict_lists import Line
from submissions.models.conflicts import Conflict
from submissions.models.papers import Paper

SALT = "conflict-file"
KEPT_FOR = 24 * 3600


def sealed(lines: Iterable[Line]) -> str:
    """What the lines of a file would set, signed so that nobody changes it in between."""
    pairs = [
        [line.paper.pk, line.person.pk, line.ruling.holds, line.ruling.kind,
         line.ruling.is_pinned, line.ruling.note]
        for line in lines
        if line.paper and line.person and line.ruling
    ]  # fmt: skip
    return signing.dumps(pairs, salt=SALT, compress=True) if pairs else ""


@transaction.atomic
def keep(conference: Conference, given: str, *, by: Person) -> int:
    """Set what was looked through; pairs that one does not handle any more are refused whole."""
    try:
        pairs = signing.loads(given, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature as error:
        raise Refused("This preview is over a day old. Upload the file again.") from error
    papers = {paper.pk: paper for paper in Paper.objects.filter(conference=conference)}
    people = Person.objects.in_bulk({pair[1] for pair in pairs})
    for paper, person, holds, kind, is_pinned, note in pairs:
        if paper in papers and person in people:
            rule(papers[paper], people[person], Ruling(holds, kind, is_pinned, note), by=by)
    return len(pairs)


@transaction.atomic
def decide(conflicts: Iterable[Conflict], *, by: Person, is_one: bool) -> int:
    """Confirm or dismiss several."""
    many = 0
    for conflict in conflicts:
        answer(conflict, by=by, is_one=is_one)
        many += 1
    return many
