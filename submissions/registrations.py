"""What papers tell the rooms below."""

from dls.web import chapters, keys, places
from submissions import (
    registered_conflicts,
    registered_files,
    registered_importing,
    registered_lifecycle,
    registered_settings,
    registered_similar,
    registered_tables,
    registered_writing,
    sides,
)
from submissions.demo import chapter
from submissions.models.papers import Paper


def register() -> None:
    keys.show(Paper, Paper.objects.told_to)
    places.register(sides.of_paper)
    registered_conflicts.register()
    registered_files.register()
    registered_importing.register()
    registered_lifecycle.register()
    registered_settings.register()
    registered_similar.register()
    registered_tables.register()
    registered_writing.register()
    chapters.register(chapter.CHAPTER)
