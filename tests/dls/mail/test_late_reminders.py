"""A reminder of what is late leaves when it is late, wherever on earth the day ends."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dls.conferences.models.deadlines import Deadline
from dls.mail.models import Letter
from dls.mail.tasks import write_reminders
from dls.web import clock

DAY = datetime(2030, 9, 16, 23, 59, tzinfo=ZoneInfo("Etc/GMT+12"))


@pytest.mark.parametrize("zone", ["Europe/Zurich", "Asia/Tokyo", "America/Denver", "UTC"])
def test_nobody_is_told_that_something_is_late_before_it_is(conference, chair, zone):
    type(conference).objects.filter(pk=conference.pk).update(zone=zone)
    Deadline.objects.create(
        conference=conference, kind="milestone", title="Name badges", at=DAY, responsible=chair
    )
    late = Letter.objects.filter(kind="conferences/milestone-late")
    with clock.at(DAY):
        write_reminders()
    assert not late.exists()
    with clock.at(DAY + timedelta(days=1, hours=1)):
        write_reminders()
    assert "was due" in late.get().subject
    assert "ago" in late.get().subject
