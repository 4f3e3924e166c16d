"""Writes reminders when they are due, and keeps what chairs decided about them."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from dls.journal import ledger
from dls.mail import calendar, outbox, reminders, rules, texts
from dls.mail.models import ReminderRule, ReminderRun
from dls.mail.reminders import Own, Planned, Rule
from dls.web import scopes
from dls.web.verdicts import Refused

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope


def write_due() -> int:
    """Write all reminders that are due and were not written yet; say how many letters."""
    written = 0
    for scope in scopes.current():
        found = reminders.due_now(scope)
        keys = [one.key for one in found]
        gone = set(ReminderRun.objects.filter(key__in=keys).values_list("key", flat=True))
        written += sum(_write(one, scope) for one in found if one.key not in gone)
    return written


@transaction.atomic
def _write(one: Planned, scope: "Scope") -> int:
    """One reminder for one moment as due on its date: once, however many workers try."""
    run, is_new = ReminderRun.objects.get_or_create(
        key=one.key, defaults={"scope": scope.key, "title": one.rule.title, "due": one.due}
    )
    if not is_new:
        return 0
    many = outbox.write(calendar.cause(one, scope), one.rule.people(scope, one.moment))
    run.letters = many
    run.save(update_fields=["letters"])
    return many


@transaction.atomic
def change(rule: Rule, scope: "Scope", *, by: "Person", is_on: bool, days: int, hour: int) -> None:
    """Turn a reminder on or off, or move it."""
    rules.may_write(by, scope).require()
    new = {"is_on": is_on, "days": days, "hour": hour}
    if rule.own is not None:
        ReminderRule.objects.filter(pk=rule.own.pk).update(**new)
    else:
        name = rule.ref.replace("--", "/")
        ReminderRule.objects.update_or_create(scope=scope.key, name=name, defaults=new)
    verb = "changed" if is_on == rule.is_on else ("turned on" if is_on else "turned off")
    ledger.record_within(by, f"{verb} the reminder", f"“{rule.title}”", scope, **new)


@transaction.atomic
def write_own(scope: "Scope", *, by: "Person", said: Own, rule: Rule | None = None) -> None:
    """Make a reminder of the chairs' own, or change one."""
    rules.may_write(by, scope).require()
    vocabulary = reminders.own_vocabulary(said.audience)
    if wrong := texts.problems(f"{said.subject}\n{said.body}", vocabulary):
        raise Refused(wrong[0])
    row = rule.own if rule and rule.own else ReminderRule(scope=scope.key)
    for name, value in asdict(said).items():
        setattr(row, name, value)
    row.save()
    ledger.record_within(by, "wrote the reminder", f"“{said.subject}”", scope)


@transaction.atomic
def remove_own(rule: Rule, scope: "Scope", *, by: "Person") -> None:
    """Throw away a reminder of the chairs' own."""
    rules.may_write(by, scope).require()
    if rule.own is None:
        raise Refused("This reminder came with the house. Turn it off instead.")
    rule.own.delete()
    ledger.record_within(by, "removed the reminder", f"“{rule.title}”", scope)


@transaction.atomic
def copy_reminders(earlier: "Scope", new: "Scope", *, by: "Person") -> None:
    """Take over what the chairs of an earlier conference decided about reminders."""
    rules.may_write(by, new).require()
    fields = ("name", "is_on", "days", "hour", "moment", "audience", "subject", "body")
    ReminderRule.objects.bulk_create(
        [
            ReminderRule(scope=new.key, **{name: getattr(row, name) for name in fields})
            for row in ReminderRule.objects.of(earlier.key)
        ],
        ignore_conflicts=True,
    )
