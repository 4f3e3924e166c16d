"""Roles once they are held: recorded, corrected, changed, ended, resigned."""

import pytest

from dls.conferences.actions import roles as actions
from dls.conferences.actions.roles import Institution, Printed
from dls.conferences.models.roles import Role
from dls.journal.models import Entry
from dls.mail.models import Letter
from dls.web.verdicts import Refused
from tests.conftest import holds

LOVELACE = Printed(
    "Demo Lovelace",
    title="co-chair",
    affiliation="UChicago & ANL",
    country="USA",
    institutions=(
        Institution("University of Chicago", "US", "academia"),
        Institution("Argonne National Laboratory", "US", "laboratory"),
    ),
)


def test_a_recorded_role_is_accepted_and_sends_no_letter(conference):
    role = actions.record_role(conference, Role.Kind.CHAIR, LOVELACE, by=None)
    assert (role.state, role.person, role.family_name) == ("accepted", None, "Lovelace")
    assert [place.country for place in role.affiliations.all()] == ["US", "US"]
    assert Letter.objects.count() == 0
    assert Entry.objects.get().verb == "recorded"


def test_a_role_recorded_by_a_stranger_is_refused_and_changes_nothing(conference, stranger):
    with pytest.raises(Refused, match="Only a chair"):
        actions.record_role(conference, Role.Kind.MEMBER, LOVELACE, by=stranger)
    assert (Role.objects.count(), Entry.objects.count()) == (0, 0)
