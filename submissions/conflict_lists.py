"""Conflicts as tables: the matrix chairs look at, and files in and out."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dls.conferences.importing import decoded
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from submissions import concerned
from submissions.actions.conflicts import Ruling
from submissions.models.conflicts import Conflict
from submissions.models.papers import Paper

if TYPE_CHECKING:
    from dls.people.models import Person

HEAD = (
    "paper",
    "email",
    "name",
    "kind",
    "verdict",
    "pinned",
    "state",
    "source",
    "note",
    "evidence",
)
MOST_LINES = 50_000
KINDS = {str(value): str(value) for value in Conflict.Kind.values} | {
    label.casefold(): str(value) for value, label in Conflict.Kind.choices
}
YES, NO = {"yes", "true", "1", "x", "pinned"}, {"", "no", "false", "0"}
HOLDS, NOT = {"", "conflict", "yes", "confirmed", "declared"}, {"none", "no conflict", "no"}


@dataclass(frozen=True)
class Cell:
    """A pair in the matrix."""

    role: Role
    conflict: Conflict | None

    @property
    def mark(self) -> str:
        """How it is drawn: full where it holds, half where it is found, nothing else."""
        if self.conflict is None or self.conflict.state == Conflict.State.DROPPED:
            return ""
        if self.conflict.holds:
            return "half" if self.conflict.state == Conflict.State.SUSPECTED else "full"
        return "dash" if self.conflict.state == Conflict.State.DISMISSED else "open"


def pair(conflict: Conflict) -> str:
    """What names a pair in a form."""
    return f"{conflict.paper.number}:{conflict.person.email}"


def matrix(papers: Iterable[Paper], roles: list[Role]) -> list[tuple[Paper, list[Cell]]]:
    """A row for each paper, a cell for each person; papers come with their conflicts."""
    rows = []
    for paper in papers:
        said = {one.person_id: one for one in paper.conflicts.all()}
        rows.append((paper, [Cell(role, said.get(role.person_id or 0)) for role in roles]))
    return rows


def lines(conflicts: Iterable[Conflict]) -> Iterator[list[object]]:
    """The rows of an export."""
    for one in conflicts:
        yield [
            one.paper.number, one.person.email, one.person.name, one.kind,
            "conflict" if one.holds else "none", "yes" if one.is_pinned else "no", one.state,
            one.source, one.note, one.says,
        ]  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A line of a file: what it would set, or what is wrong with it."""

    number: int
    text: str
    paper: Paper | None = None
    person: "Person | None" = None
    ruling: Ruling | None = None
    problem: str = ""

    @property
    def says(self) -> str:
        if not self.ruling:
            return ""
        kind = Conflict.Kind(self.ruling.kind).label.lower()
        what = f"conflict, {kind}" if self.ruling.holds else "no conflict"
        return f"{what}, pinned" if self.ruling.is_pinned else what


def read(data: bytes, conference: Conference, papers: Iterable[Paper]) -> list[Line]:
    """Every line of a file with what it means here; nothing is written."""
    there = {paper.number: paper for paper in papers}
    people = {role.person.email: role.person for role in concerned.roles(conference) if role.person}
    text = decoded(data)
    head = text.partition("\n")[0]
    between = max(",;\t", key=head.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=between)
    rows.fieldnames = [(name or "").strip().casefold() for name in rows.fieldnames or []]
    missing = {"paper", "email"} - set(rows.fieldnames)
    if missing:
        told = " and ".join(sorted(missing))
        return [Line(1, ",".join(rows.fieldnames)[:200], problem=f"The first line lacks {told}.")]
    found = []
    for place, row in enumerate(rows, 2):
        if place > MOST_LINES:
            found.append(Line(place, "", problem=f"More than {MOST_LINES} lines: split the file."))
            break
        found.append(_line(place, row, there, people))
    return found


def _line(
    place: int, row: dict[str, str], there: dict[int, Paper], people: dict[str, "Person"]
) -> Line:
    cells = {name: (value or "").strip() for name, value in row.items() if isinstance(value, str)}
    text = ", ".join(value for value in cells.values() if value)[:200]
    number = cells.get("paper", "").lstrip("'#")
    paper = there.get(int(number)) if number.isascii() and number.isdigit() else None
    email = cells.get("email", "").lstrip("'").casefold()
    person = people.get(email)
    kind = KINDS.get(cells.get("kind", "").casefold() or "other")
    verdict, pinned = cells.get("verdict", "").casefold(), cells.get("pinned", "").casefold()
    problem = next(
        (
            sentence
            for is_wrong, sentence in (
                (paper is None, f"There is no paper {number[:20]} that you handle."),
                (person is None, f"Nobody of the committee has the address {email[:80]}."),
                (kind is None, f"“{cells.get('kind', '')[:40]}” is no kind: {', '.join(KINDS)}."),
                (verdict not in HOLDS | NOT, f"“{verdict[:40]}” is no verdict: conflict or none."),
                (pinned not in YES | NO, f"“{pinned[:40]}” is neither yes nor no."),
            )
            if is_wrong
        ),
        "",
    )
    if problem:
        return Line(place, text, problem=problem)
    ruling = Ruling(verdict in HOLDS, kind or "", pinned in YES, cells.get("note", "")[:500])
    return Line(place, text, paper, person, ruling)
