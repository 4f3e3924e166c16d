"""One's own papers in a conference."""

from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import HttpResponse

from dls.conferences import finder
from dls.web.http import Request
from submissions import own_papers
from submissions.rules.papers import may_start
from submissions.views.finding import conference_page


@login_required
def mine(request: Request, slug: str) -> HttpResponse:
    """What one has here, how it stands, and what names one without being claimed."""
    conference = finder.seen(slug, request.user)
    prefetch_related_objects([conference], "deadlines__extensions")
    context = {
        "title": "My papers",
        "rows": own_papers.rows(conference, request.user),
        "named": own_papers.named(conference, request.user),
        "may_start": may_start(request.user, conference),
    }
    return conference_page(request, conference, "lifecycle/mine", context)
