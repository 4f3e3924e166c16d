"""What papers tell the rooms below."""

from dls.web import keys, places
from submissions import registered_conflicts, registered_settings, sides
from submissions.models.papers import Paper


def register() -> None:
    keys.show(Paper, Paper.objects.told_to)
    places.register(sides.of_paper)
    registered_conflicts.register()
    registered_settings.register()
