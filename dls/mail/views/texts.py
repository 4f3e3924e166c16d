"""The texts of a conference's letters, and how one would look."""

from django.contrib import messages as toasts
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dls.mail import kinds, messages, previewing, rules, texts, tidings
from dls.mail.actions import texts as actions
from dls.mail.forms import TextForm
from dls.web import scopes
from dls.web.http import Request, page
from dls.web.scopes import Scope


@login_required
@require_safe
def listed(request: Request, slug: str) -> HttpResponse:
    scope = scopes.managed(slug, request.user)
    groups = tidings.texts_by_app(scope)
    return page(request, "letters/texts.html", {"title": "Texts", "scope": scope, "groups": groups})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: Request, slug: str, app: str, name: str) -> HttpResponse:
    scope = scopes.managed(slug, request.user)
    kind = tidings.editable_or_404(f"{app}/{name}")
    now = texts.of(kind, scope)
    form = TextForm(
        request.POST or None, kind=kind, initial={"subject": now.subject, "body": now.body}
    )
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        actions.change_text(kind, scope, by=request.user, **form.said)
        toasts.success(request, "Text saved. Letters written from now on use it.")
        return redirect("mail:texts", slug)
    return _shown(request, scope, kind, now, form)


def _shown(
    request: Request, scope: Scope, kind: kinds.Kind, now: texts.Text, form: TextForm
) -> HttpResponse:
    """The form with what its text, saved or not, would look like."""
    among = previewing.recipients(scope, request.user)
    recipient = previewing.chosen(among, request.POST.get("recipient", ""))
    typed = texts.Text(form["subject"].value() or "", form["body"].value() or "")
    look = previewing.preview(kind, typed, scope, recipient)
    context = {
        "title": kind.title, "scope": scope, "kind": kind, "form": form, "now": now,
        "among": among, "recipient": recipient, "sample": look, "html": messages.html(look.body),
        "may_write": rules.may_write(request.user, scope), "words": kind.vocabulary(),
    }  # fmt: skip
    return page(request, "letters/text.html", context)


@login_required
@require_POST
def restore(request: Request, slug: str, app: str, name: str) -> HttpResponse:
    scope = scopes.managed(slug, request.user)
    actions.restore_text(tidings.editable_or_404(f"{app}/{name}"), scope, by=request.user)
    toasts.success(request, "Back to the text that came with the house.")
    return redirect("mail:text", slug, app, name)
