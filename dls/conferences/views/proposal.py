from django.http import HttpResponse
from django.template.loader import render_to_string

from dls.conferences import proposing
from dls.conferences.models.conference import Conference
from dls.conferences.views.running import chairs_page, for_chairs
from dls.web.http import Request


@for_chairs
def proposal(request: Request, conference: Conference) -> HttpResponse:
    """The workshop proposal, to be read, printed or taken along."""
    made = proposing.of(conference, request.user)
    context = {"title": "Proposal", "proposal": made}
    return chairs_page(request, conference, "proposal/proposal", context)


@for_chairs
def download(request: Request, conference: Conference) -> HttpResponse:
    """The same as Markdown."""
    made = proposing.of(conference, request.user)
    words = {"conference": conference, "proposal": made}
    text = render_to_string("conferences/proposal/proposal.md", words)
    return HttpResponse(
        text,
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{conference.slug}-proposal.md"'},
    )
