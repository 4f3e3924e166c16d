"""The addresses of papers in the REST interface."""

from django.urls import URLPattern, path

from dls.api_urls import CONFERENCE, of
from submissions.api import authors, calls, claims, conflicts, files, history, papers, tags

PAPER = f"{CONFERENCE}papers/<int:number>/"
MANUSCRIPT = f"{PAPER}manuscripts/<int:version>/"

NAMED = f"{PAPER}named/<slug:mark>/"
TAG = f"{CONFERENCE}tags/<slug:readers>/<slug:name>/"

of_papers: list[URLPattern] = [
    path(
        f"{CONFERENCE}papers/", of(papers.PapersResource, get="list", post="create"),
        name="api-papers",
    ),
    path(
        PAPER, of(papers.PaperResource, get="retrieve", patch="partial_update"), name="api-paper"
    ),
    path(f"{PAPER}submit/", of(papers.PaperResource, post="submit"), name="api-paper-submit"),
    path(f"{PAPER}withdraw/", of(papers.PaperResource, post="withdraw"), name="api-paper-withdraw"),
    path(f"{PAPER}revive/", of(papers.PaperResource, post="revive"), name="api-paper-revive"),
    path(f"{PAPER}receipt/", of(papers.PaperResource, get="receipt"), name="api-paper-receipt"),
    path(f"{PAPER}journal/", of(history.JournalResource, get="list"), name="api-paper-journal"),
    path(
        f"{PAPER}longer/", of(history.LongerResource, put="update", delete="destroy"),
        name="api-paper-longer",
    ),
    path(
        f"{PAPER}authors/", of(authors.AuthorsResource, get="retrieve", put="update"),
        name="api-authors",
    ),
    path(
        f"{PAPER}contacts/", of(claims.ContactsResource, get="retrieve", post="create"),
        name="api-contacts",
    ),
    path(
        f"{PAPER}contacts/remove/", of(claims.ContactsResource, post="drop"),
        name="api-contact-remove",
    ),
    path("v1/me/papers/", of(claims.MyPapersResource, get="list"), name="api-my-papers"),
    path("v1/me/papers/named/", of(claims.ClaimableResource, get="list"), name="api-named"),
    path(f"{NAMED}claim/", of(claims.NamedResource, post="claim"), name="api-named-claim"),
    path(f"{NAMED}deny/", of(claims.NamedResource, post="deny"), name="api-named-deny"),
    path(f"{NAMED}undo/", of(claims.NamedResource, post="take_back"), name="api-named-undo"),
]  # fmt: skip
of_conflicts: list[URLPattern] = [
    path(
        f"{PAPER}conflicts/", of(conflicts.DeclaredResource, get="retrieve", put="update"),
        name="api-paper-conflicts",
    ),
    path(
        f"{PAPER}conflicts/mine/",
        of(conflicts.OwnConflictResource, put="update", delete="destroy"), name="api-own-conflict",
    ),
    path(
        f"{PAPER}conflicts/mine/answer/", of(conflicts.OwnConflictResource, post="answer"),
        name="api-own-conflict-answer",
    ),
    path(
        f"{CONFERENCE}conflicts/", of(conflicts.ConflictsResource, get="list"), name="api-conflicts"
    ),
    path(
        f"{CONFERENCE}conflicts/mine/", of(conflicts.OwnConflictsResource, get="list"),
        name="api-own-conflicts",
    ),
    path(
        f"{CONFERENCE}conflicts/matrix/<int:number>/<slug:ref>/",
        of(conflicts.ConflictsResource, put="rule"), name="api-conflict",
    ),
]  # fmt: skip
of_tables: list[URLPattern] = [
    path(f"{CONFERENCE}tags/", of(tags.TagsResource, get="list", post="create"), name="api-tags"),
    path(TAG, of(tags.TagResource, delete="destroy"), name="api-tag"),
    path(f"{TAG}papers/", of(tags.TagResource, put="put"), name="api-tag-papers"),
    path(
        f"{TAG}papers/remove/", of(tags.TagResource, post="take_off"), name="api-tag-papers-remove"
    ),
    path(f"{CONFERENCE}searches/", of(tags.SearchesResource, get="list"), name="api-searches"),
    path(
        f"{CONFERENCE}categories/", of(calls.CategoriesResource, get="list"), name="api-categories"
    ),
    path(f"{CONFERENCE}questions/", of(calls.QuestionsResource, get="list"), name="api-questions"),
]
of_files: list[URLPattern] = [
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
urlpatterns = [*of_papers, *of_conflicts, *of_tables, *of_files]
