"""Who makes series and editions."""

from typing import TYPE_CHECKING

from dls.conferences.models.conference import Conference
from dls.conferences.models.series import Series
from dls.web.verdicts import YES, Verdict, no

if TYPE_CHECKING:
    from dls.web.keys import Viewer


def chairs_one_of(person: "Viewer", series: Series) -> bool:
    """Whether this person is a chair of any edition of the series."""
    return Conference.objects.run_by(person).filter(series=series).exists()


def may_operate(person: "Viewer") -> Verdict:
    if person.is_authenticated and person.is_operator:
        return YES
    return no("Only an operator of this site can do this.")


def may_change_series(person: "Viewer", series: Series) -> Verdict:
    """Operators, and whoever chairs one of its editions."""
    if may_operate(person) or chairs_one_of(person, series):
        return YES
    return no("Only an operator, or a chair of one of its editions, can change a series.")


def may_make_edition(person: "Viewer", series: Series) -> Verdict:
    """The next edition of a series: by operators, and by whoever chairs an earlier one."""
    if may_operate(person) or chairs_one_of(person, series):
        return YES
    return no("Only an operator, or a chair of an earlier edition, can make the next one.")
