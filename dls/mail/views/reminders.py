"""What goes out by itself, when and to how many; and the rules that say so."""

from typing import Any

from django.contrib import messages as toasts
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dls.mail import audiences, calendar, kinds, messages, reminders, rules
from dls.mail.actions import reminders as actions
from dls.mail.forms import OwnReminderForm, TimingForm
from dls.mail.reminders import Rule
from dls.web import scopes
from dls.web.http import Request, page
from dls.web.scopes import Scope

A_PAGE = 50


@login_required
@require_safe
def listed(request: Request, slug: str) -> HttpResponse:
    scope = scopes.managed(slug, request.user)
    context = {
        "title": "Reminders",
        "scope": scope,
        "coming": calendar.coming(scope),
        "gone": calendar.gone(scope),
        "rules": reminders.rules_of(scope),
        "days": calendar.AHEAD.days,
        "may_write": rules.may_write(request.user, scope),
    }
    return page(request, "letters/reminders.html", context)


@login_required
@require_safe
def coming(request: Request, slug: str, ref: str) -> HttpResponse:
    """One reminder before it goes out: to whom, and what it says."""
    scope = scopes.managed(slug, request.user)
    planned = calendar.one_coming(scope, ref)
    if planned is None:
        raise Http404
    everybody = audiences.shown(planned.rule.people(scope, planned.moment), request.user)
    rows = Paginator(everybody, A_PAGE).get_page(request.GET.get("page"))
    text = calendar.text_for_first(planned, scope, everybody)
    context = {
        "title": planned.rule.title, "scope": scope, "planned": planned, "rows": rows,
        "many": len(everybody), "text": text, "html": messages.html(text.body) if text else "",
    }  # fmt: skip
    return page(request, "letters/coming.html", context)


def _rule(scope: Scope, ref: str) -> Rule:
    for rule in reminders.rules_of(scope):
        if rule.ref == ref:
            return rule
    raise Http404


def _initial(rule: Rule) -> dict[str, Any]:
    side = "after" if rule.days > 0 else "before"
    found = {"is_on": rule.is_on, "days": abs(rule.days), "side": side, "hour": rule.hour}
    if own := rule.own:
        found |= {"moment": own.moment, "audience": own.audience}
        found |= {"subject": own.subject, "body": own.body}
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, slug: str) -> HttpResponse:
    scope = scopes.managed(slug, request.user)
    form = OwnReminderForm(
        request.POST or None, initial={"days": 3, "side": "before", "hour": reminders.HOUR}
    )
    if request.method == "POST" and form.is_valid():
        actions.write_own(scope, by=request.user, said=form.own())
        toasts.success(request, "Reminder saved.")
        return redirect("mail:reminders", slug)
    context = {"title": "Write a reminder", "scope": scope, "form": form, "rule": None}
    return page(request, "letters/reminder.html", context | {"words": calendar.words()})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, slug: str, ref: str) -> HttpResponse:
    scope = scopes.managed(slug, request.user)
    rule = _rule(scope, ref)
    make = OwnReminderForm if rule.is_own else TimingForm
    form = make(request.POST or None, initial=_initial(rule))
    if request.method == "POST" and form.is_valid():
        _change(request, scope, rule, form)
        toasts.success(request, "Reminder saved.")
        return redirect("mail:reminders", slug)
    context = {"title": rule.title, "scope": scope, "form": form, "rule": rule}
    context |= {"words": calendar.words() if rule.is_own else {}, "kind": kinds.get(rule.kind)}
    return page(request, "letters/reminder.html", context)


def _change(request: Request, scope: Scope, rule: Rule, form: TimingForm) -> None:
    said = form.cleaned_data
    if isinstance(form, OwnReminderForm):
        actions.write_own(scope, by=request.user, said=form.own(), rule=rule)
    else:
        actions.change(
            rule, scope, by=request.user, is_on=said["is_on"], days=said["days"], hour=said["hour"]
        )


@login_required
@require_POST
def turn(request: Request, slug: str, ref: str) -> HttpResponse:
    """On if it was off, off if it was on."""
    scope = scopes.managed(slug, request.user)
    rule = _rule(scope, ref)
    actions.change(
        rule, scope, by=request.user, is_on=not rule.is_on, days=rule.days, hour=rule.hour
    )
    told = "off" if rule.is_on else "on"
    toasts.success(request, f"“{rule.title}” is {told}.", extra_tags=request.path)
    return redirect("mail:reminders", slug)


@login_required
@require_POST
def remove(request: Request, slug: str, ref: str) -> HttpResponse:
    scope = scopes.managed(slug, request.user)
    actions.remove_own(_rule(scope, ref), scope, by=request.user)
    toasts.success(request, "Reminder removed.")
    return redirect("mail:reminders", slug)
