"""The addresses of papers in the REST interface."""

from django.urls import URLPattern, path

from dls.api_urls import CONFERENCE, of
from submissions.api import files

PAPER = f"{CONFERENCE}papers/<int:number>/"
MANUSCRIPT = f"{PAPER}manuscripts/<int:version>/"

urlpatterns: list[URLPattern] = [
    path(
        f"{PAPER}manuscripts/",
        of(files.ManuscriptResource, get="list", post="create"),
        name="api-manuscripts",
    ),
    path(MANUSCRIPT, of(files.ManuscriptResource, get="retrieve"), name="api-manuscript"),
    path(
        f"{MANUSCRIPT}file/",
        of(files.ManuscriptResource, get="download"),
        name="api-manuscript-file",
    ),
    path(f"{MANUSCRIPT}report/", of(files.ReportResource, get="retrieve"), name="api-report"),
    path(
        f"{MANUSCRIPT}references/",
        of(files.ReferencesResource, put="update"),
        name="api-manuscript-references",
    ),
    path(
        f"{PAPER}supplements/",
        of(files.SupplementResource, get="list", post="create"),
        name="api-supplements",
    ),
    path(
        f"{PAPER}supplements/<int:file>/",
        of(files.SupplementResource, delete="destroy"),
        name="api-supplement",
    ),
    path(
        f"{PAPER}supplements/<int:file>/file/",
        of(files.SupplementResource, get="download"),
        name="api-supplement-file",
    ),
    path(f"{PAPER}uploads/", of(files.UploadsResource, post="create"), name="api-uploads"),
    path(
        f"{PAPER}uploads/<slug:upload>/",
        of(files.UploadResource, get="retrieve", put="update", delete="destroy"),
        name="api-upload",
    ),
]
