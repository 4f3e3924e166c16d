"""What was handed in, in words: for the receipt as a page and as a letter."""

from dls.conferences import days
from dls.conferences.models.deadlines import Deadline
from submissions.models.manuscripts import Manuscript
from submissions.models.papers import Paper

KB, MB = 1_000, 1_000_000


def spoken(due: Deadline) -> str:
    """16 Sep 2019 (AoE)."""
    return days.spoken(due.at, due.zone, whole_day=due.whole_day)


def size(manuscript: Manuscript) -> str:
    """1.4 MB."""
    if manuscript.size < MB:
        return f"{max(1, round(manuscript.size / KB))} kB"
    return f"{manuscript.size / MB:.1f} MB"


def words(paper: Paper) -> dict[str, str]:
    """What letters say of a paper as it is handed in."""
    latest, due = paper.latest, paper.due
    zone = paper.conference.deadline_zone
    at = paper.submitted_at
    return {
        "authors": ", ".join(one.name for one in paper.authors.all()),
        "when": days.spoken(at, zone, whole_day=False) if at else "",
        "manuscript": f"File: {latest.name}, {size(latest)}." if latest else "",
        "sha256": latest.sha256 if latest else "no file",
        "due_line": f"You can change it until {spoken(due)}." if due else "",
    }
