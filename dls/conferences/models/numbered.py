from typing import Any

from django.db import models


class Numbered(models.Model):
    """A row that pages and addresses name by its number within its conference, from 1."""

    WITHIN = "conference"

    number = models.PositiveIntegerField(editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.number:
            whole = {self.WITHIN: getattr(self, self.WITHIN)}
            of_it = type(self)._default_manager.filter(**whole)
            self.number = (of_it.aggregate(last=models.Max("number"))["last"] or 0) + 1
        super().save(*args, **kwargs)
