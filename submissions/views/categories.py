"""The kinds of papers among the settings: their format, their rules, and a sample to try."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.base import File
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences.forms.fields import changed
from dls.conferences.models.conference import Conference
from dls.conferences.views.running import for_chairs
from dls.web.http import Request
from dls.web.limits import limited
from dls.web.toasts import tell
from submissions import policies, rule_help, rule_names
from submissions.actions import categories as actions
from submissions.actions import rejudging
from submissions.checks import checking
from submissions.checks import policy as engine
from submissions.checks.values import Report
from submissions.forms.categories import CategoryForm, LevelsForm, SampleForm
from submissions.models.categories import Category
from submissions.rules.categories import may_remove
from submissions.views.finding import settings_page

LIST = "submissions:categories"


@for_chairs
def categories(request: Request, conference: Conference) -> HttpResponse:
    """All kinds of papers in their order."""
    every = list(Category.objects.filter(conference=conference).with_papers())
    for one in every:
        one.conference = conference
    rows = [(one, rule_help.in_words(policies.of(one))) for one in every]
    template = actions.template_of(conference)
    context = {"title": "Categories", "rows": rows, "template": template}
    return settings_page(request, conference, "settings/categories", context)


@for_chairs
def add(request: Request, conference: Conference) -> HttpResponse:
    """A new kind of paper."""
    blank = Category(conference=conference, template=actions.template_of(conference))
    form = CategoryForm(request.POST or None, instance=blank)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in form.Meta.fields}
        made = actions.add(conference, values, by=request.user)
        tell(request, "Category added")
        return redirect("submissions:category", conference.slug, made.number)
    context = {"title": "Add a category", "form": form}
    return settings_page(request, conference, "settings/category", context)


def _category(conference: Conference, number: int) -> Category:
    found: Category = get_object_or_404(conference.categories, number=number)
    found.conference = conference
    return found


@for_chairs
def category(request: Request, conference: Conference, number: int) -> HttpResponse:
    """One kind of paper."""
    found = _category(conference, number)
    form = CategoryForm(request.POST or None, instance=found)
    if form.is_valid():
        saved = actions.change(_category(conference, number), changed(form), by=request.user)
        tell(request, "Category saved" if saved else "Nothing has changed")
        return redirect(request.path)
    found = _category(conference, number)
    context = {
        "title": found.name, "form": form, "category": found,
        "removes": may_remove(request.user, found),
    }  # fmt: skip
    return settings_page(request, conference, "settings/category", context)


@for_chairs
def rules(request: Request, conference: Conference, number: int) -> HttpResponse:
    """Every rule explained, what it allows here, and how grave a breach is at each stage."""
    found = _category(conference, number)
    policy = policies.of(found)
    usual = engine.load(found.template)
    form = LevelsForm(request.POST or None, usual=usual, levels=found.levels)
    if form.is_valid():
        saved = actions.set_levels(found, form.levels(), by=request.user)
        tell(request, "Rules saved" if saved else "Nothing has changed")
        return redirect(request.path)
    context = {
        "title": f"{found.name}: rules", "category": found, "form": form,
        "groups": form.explained(policy), "sample": SampleForm(),
    }  # fmt: skip
    return settings_page(request, conference, "settings/rules", context)


@limited("sample", times=30, seconds=3600)
@for_chairs
def sample(request: Request, conference: Conference, number: int) -> HttpResponse:
    """What the rules say of a sample; it is not kept."""
    found = _category(conference, number)
    form = SampleForm(request.POST or None, request.FILES or None)
    report = None
    if form.is_valid():
        report = _tried(form.cleaned_data["sample"], found, form.cleaned_data["stage"])
    context = {
        "title": f"{found.name}: try a sample", "category": found, "form": form, "report": report,
        "findings": [
            (rule_names.broken(one.rule), one) for one in (report.findings if report else ())
        ],
    }  # fmt: skip
    return settings_page(request, conference, "settings/sample", context)


def _tried(file: File[bytes], category: Category, stage: str) -> Report:
    with TemporaryDirectory(prefix="sample-") as folder:
        path = Path(folder) / "sample.pdf"
        with path.open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        return checking.check(path, policies.of(category), stage)


@require_POST
@for_chairs
def shift(request: Request, conference: Conference, number: int, way: str) -> HttpResponse:
    actions.shift(_category(conference, number), -1 if way == "up" else 1, by=request.user)
    return redirect(LIST, conference.slug)


@require_POST
@for_chairs
def remove(request: Request, conference: Conference, number: int) -> HttpResponse:
    actions.remove(_category(conference, number), by=request.user)
    tell(request, "Category removed")
    return redirect(LIST, conference.slug)


@require_POST
@for_chairs
def judge(request: Request, conference: Conference) -> HttpResponse:
    """All papers again, by the rules as they are now."""
    job = rejudging.start(conference, by=request.user)
    return redirect("jobs:job", conference.slug, job.ref)
