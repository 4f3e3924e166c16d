from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from dls.conferences.demo import director
from dls.web import clock


class Command(BaseCommand):
    """Build the demo, or what is new of it since it was built."""

    help = "Build the demo series with their people; a second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is off. Set DLS_DEMO=1; it runs only on one machine.")
        told = director.play(clock.now().date())
        self.stdout.write(f"Told: {', '.join(told)}." if told else "The demo is there already.")
