"""Plays the demo: all scenes of all chapters, in the order of time."""

from datetime import date

from django.db import transaction

from dls.conferences.models.series import Series
from dls.web import chapters, clock
from dls.web.chapters import Chapter, Scene


def play(today: date) -> list[str]:
    """Tell every chapter that is not told yet, whole or not at all; say which those were."""
    untold = [chapter for chapter in chapters.every() if not chapter.is_told()]
    with transaction.atomic():
        for scene in _in_order(untold, _first_day() or today):
            with clock.at(scene.at):
                scene.play()
    return [chapter.name for chapter in untold]


def _in_order(untold: list[Chapter], day: date) -> list[Scene]:
    scenes = [scene for chapter in untold for scene in chapter.scenes(day)]
    return sorted(scenes, key=lambda scene: scene.at)


def _first_day() -> date | None:
    """The day of installation: a chapter added later belongs to the same story."""
    told = Series.objects.filter(slug="demo-workshops").first()
    return told.created_at.date() if told else None
