"""What became of the letters that belong to no conference: codes, confirmations, notices."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from dls.conferences.views.operators import A_PAGE, for_operators
from dls.mail import finding, standing
from dls.mail.finding import Search
from dls.mail.models import Letter
from dls.web.http import Request, page


@require_safe
@for_operators
def letters(request: Request) -> HttpResponse:
    """To whom, of what kind, and what became of it; never what they say."""
    search = Search.read(request.GET)
    every = Letter.objects.of_the_site()
    found = search.among_hidden(every)
    rows = search.with_state(found).order_by("-pk")
    context = {
        "title": "Letters of the site",
        "search": search,
        "choices": finding.states(search, found.counted()),
        "kinds": finding.kind_choices(every),
        "standing": standing.standing(),
        "rows": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
    }
    return page(request, "conferences/operators/letters.html", context)
