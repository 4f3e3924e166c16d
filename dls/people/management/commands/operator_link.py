from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from dls.people import links, rules


class Command(BaseCommand):
    help = "Print a link that makes the first operator of this site; it works for a day, and once."

    def handle(self, *args: Any, **options: Any) -> None:
        if not (verdict := rules.may_make_first_operator()):
            raise CommandError(verdict.reason)
        path = reverse("people:first-operator", args=[links.for_first_operator()])
        self.stdout.write(settings.SITE_URL + path)
