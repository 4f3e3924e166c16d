"""What authors may read of the conflicts of their paper."""

from submissions.models.conflicts import Conflict

HINTS = (Conflict.Kind.INSTITUTION, Conflict.Kind.COAUTHOR)


def said(there: dict[int, Conflict]) -> dict[int, str]:
    """What the authors have said; what others said is not theirs to read."""
    return {
        pk: one.kind
        for pk, one in there.items()
        if one.source == Conflict.Source.AUTHOR and one.holds
    }


def hint(conflict: Conflict | None) -> str:
    """What was found, by its kind alone."""
    found = conflict and conflict.source == Conflict.Source.FOUND and conflict.kind in HINTS
    undecided = found and conflict and conflict.state != Conflict.State.DISMISSED
    return conflict.get_kind_display().lower() if conflict and undecided else ""
