"""What papers tell the rooms below."""

from dls.web import keys
from submissions.models.papers import Paper


def register() -> None:
    keys.show(Paper, Paper.objects.told_to)
