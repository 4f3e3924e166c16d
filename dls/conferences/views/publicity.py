"""How the word gets out: the call to post, links to hand out, and who came by them."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from dls.conferences import finder, front, publicity
from dls.conferences.actions.publicity import draft_advertising
from dls.conferences.forms.subscribing import SourceForm
from dls.conferences.models.audience import Subscriber
from dls.conferences.models.conference import Conference
from dls.conferences.rules.publicity import may_advertise
from dls.web.http import Request, page


def facts_of(request: HttpRequest, conference: Conference, source: str = "") -> publicity.Facts:
    return publicity.Facts(
        conference=conference,
        partners=list(conference.partners.all()),
        topics=front.topics(conference),
        times=front.times(conference, request.user),
        committee=front.people(conference, request.user),
        source=source,
    )


@login_required
@require_safe
def overview(request: Request, slug: str) -> HttpResponse:
    """The call in every form, the links, and the sign-ups by link."""
    conference = finder.managed(slug, request.user)
    form = SourceForm(request.GET if "source" in request.GET else None)
    source = form.cleaned_data["source"] if form.is_bound and form.is_valid() else ""
    facts = facts_of(request, conference, source)
    context = {
        "title": "Publicity",
        "scope": conference,
        "facts": facts,
        "call": publicity.call(facts),
        "form": form,
        "sources": publicity.signups(Subscriber.objects.filter(series=conference.series_id)),
        "series_url": settings.SITE_URL + conference.series.get_absolute_url(),
        "may_advertise": may_advertise(request.user, conference),
    }
    return page(request, "conferences/site/publicity.html", context)


@login_required
@require_POST
def advertise(request: Request, slug: str) -> HttpResponse:
    """Draft the letter to the committee, and go to where it is looked at and sent."""
    conference = finder.managed(slug, request.user)
    mailing = draft_advertising(facts_of(request, conference, "committee"), by=request.user)
    return redirect("mail:mailing", slug=slug, ref=mailing.ref)
