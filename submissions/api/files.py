"""Manuscripts, their reports, supplements, and files that come in pieces."""

from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import exceptions, parsers
from rest_framework.response import Response

from dls.conferences import finder
from dls.web.api import M, Request, Resource
from dls.web.gates import TooLarge
from dls.web.paging import Pagination
from submissions import sending, store
from submissions.actions import manuscripts, supplements, uploads
from submissions.api import file_serializers as serializers
from submissions.models.manuscripts import Manuscript, Supplement
from submissions.models.papers import Paper
from submissions.models.reports import FormatReport
from submissions.models.uploads import Upload
from submissions.rules import questions

PIECE = 16 * 2**20  # the largest piece of an upload
BYTES = OpenApiResponse(description="The file, as an attachment", response=bytes)
FILE = {"multipart/form-data": serializers.SentFileSerializer}


class MultiPart(parsers.MultiPartParser):
    """A form with a file, of what any request here may have."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        length = (parser_context or {})["request"].META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > settings.UPLOAD_LIMIT:
            raise TooLarge
        return super().parse(stream, media_type, parser_context)


class Octets(parsers.BaseParser):
    """A piece of a file, left in its stream."""

    media_type = "application/octet-stream"

    def parse(self, stream: IO[bytes], media_type: Any = None, parser_context: Any = None) -> Any:
        length = (parser_context or {})["request"].META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > PIECE:
            raise TooLarge(f"A piece may have {PIECE // 2**20} MiB. Send smaller ones.")
        return stream


class Newest(Pagination):
    ordering = "-number"


class ByNumber(Pagination):
    ordering = "number"


class OfPaper(Resource[M]):
    """Something of a paper that the caller may see."""

    tag = "Files"
    private = True
    seen_paper: Paper

    def paper(self, slug: str, number: int) -> Paper:
        """The paper, with what visible_to() says of it."""
        conference = finder.seen(slug, self.request.user)
        rows = Paper.objects.visible_to(self.request.user).filter(conference=conference)
        found: Paper = get_object_or_404(rows.select_related("category"), number=number)
        found.conference = found.category.conference = conference
        self.seen_paper = found
        return found

    def own_paper(self, slug: str, number: int) -> Paper:
        """The same for its authors and for chairs who handle it."""
        found = self.paper(slug, number)
        if not (found.is_mine or found.is_chaired):
            raise exceptions.NotFound
        return found

    def file(self, most: int) -> UploadedFile[Any]:
        """The file that was sent, if it is one and not too large."""
        sent = serializers.SentFileSerializer(data=self.request.data)
        sent.is_valid(raise_exception=True)
        file: UploadedFile[Any] = sent.validated_data["file"]
        if (file.size or 0) > most:
            raise TooLarge(f"The file has {file.size} bytes; at most {most} are taken.")
        return file


class ManuscriptResource(OfPaper[Manuscript]):
    serializer_class = serializers.ManuscriptSerializer
    pagination_class = Newest
    parser_classes = (MultiPart,)
    queryset = Manuscript.objects.none()
    shown = ("number", "sha256", "report__state", "report__judged_at", "references_from")

    def rows(self, paper: Paper) -> QuerySet[Manuscript]:
        found: QuerySet[Manuscript] = Manuscript.objects.visible_to(self.request.user)
        return found.filter(paper=paper).select_related("report")

    def list(self, request: Request, slug: str, number: int) -> HttpResponseBase:
        """The manuscripts of a paper, newest first: all of your own, the newest of others."""
        return self.listed(self.rows(self.paper(slug, number)))

    @extend_schema(request=FILE, responses={201: serializers.ManuscriptSerializer})
    def create(self, request: Request, slug: str, number: int) -> Response:
        """Upload a manuscript; its check begins at once."""
        paper = self.own_paper(slug, number)
        file = self.file(manuscripts.most(paper))
        made = manuscripts.upload(paper, file.name or "", file, by=request.user)
        row = self.rows(paper).get(pk=made.pk)
        return Response(self.get_serializer(row).data, status=201)

    def retrieve(self, request: Request, slug: str, number: int, version: int) -> HttpResponseBase:
        """One manuscript."""
        rows = self.rows(self.paper(slug, number)).filter(number=version)
        return self.unless_known(
            self.version(rows),
            lambda: Response(self.get_serializer(get_object_or_404(rows)).data),
        )

    @extend_schema(responses={(200, "application/pdf"): BYTES})
    def download(self, request: Request, slug: str, number: int, version: int) -> HttpResponseBase:
        """The PDF; where you may not know the authors, a copy that does not tell them."""
        paper = self.paper(slug, number)
        return sending.manuscript(
            request, paper, get_object_or_404(self.rows(paper), number=version)
        )


class ReportResource(OfPaper[FormatReport]):
    serializer_class = serializers.ReportSerializer
    queryset = FormatReport.objects.none()
    shown = (
        "state", "judged_at", "problem", "findings__pk", "manuscript__references_from",
        "manuscript__paper__waivers__pk", "manuscript__paper__waivers__ended_at",
    )  # fmt: skip

    def retrieve(self, request: Request, slug: str, number: int, version: int) -> HttpResponseBase:
        """What the check found: for authors, and for chairs who handle the paper."""
        seen = FormatReport.objects.visible_to(request.user)
        rows = seen.filter(manuscript__paper=self.paper(slug, number), manuscript__number=version)
        return self.unless_known(self.version(rows), lambda: self._one(rows))

    def _one(self, rows: QuerySet[FormatReport]) -> Response:
        found = get_object_or_404(rows.select_related("manuscript"))
        return Response(self.get_serializer(found).data)


class ReferencesResource(OfPaper[Manuscript]):
    serializer_class = serializers.ReferencesSerializer
    queryset = Manuscript.objects.none()

    def update(self, request: Request, slug: str, number: int, version: int) -> Response:
        """Say where the references start, if the check is not certain; it judges again."""
        paper = self.own_paper(slug, number)
        found = get_object_or_404(paper.manuscripts.select_related("report"), number=version)
        sent = self.get_serializer(data=request.data, context={"pages": found.report.pages})
        sent.is_valid(raise_exception=True)
        manuscripts.tell_references(found, sent.validated_data["page"], by=request.user)
        return Response(sent.data)


class SupplementResource(OfPaper[Supplement]):
    serializer_class = serializers.SupplementSerializer
    pagination_class = ByNumber
    parser_classes = (MultiPart,)
    queryset = Supplement.objects.none()
    shown = ("number", "sha256", "question__number")

    def rows(self, paper: Paper) -> QuerySet[Supplement]:
        found = Supplement.objects.visible_to(self.request.user).filter(paper=paper)
        rows: QuerySet[Supplement] = found.current().select_related("question")
        return rows

    def list(self, request: Request, slug: str, number: int) -> HttpResponseBase:
        """The supplements of a paper that you may see."""
        return self.listed(self.rows(self.paper(slug, number)))

    @extend_schema(request=FILE, responses={201: serializers.SupplementSerializer})
    def create(self, request: Request, slug: str, number: int) -> Response:
        """Add a supplement."""
        paper = self.own_paper(slug, number)
        file = self.file(supplements.most(paper))
        made = supplements.attach(paper, file.name or "", file, by=request.user)
        return Response(self.get_serializer(made).data, status=201)

    @extend_schema(responses={(200, "application/octet-stream"): BYTES})
    def download(self, request: Request, slug: str, number: int, file: int) -> HttpResponseBase:
        """The file."""
        paper = self.paper(slug, number)
        found = get_object_or_404(self.rows(paper), number=file)
        return sending.supplement(request, paper, found)

    def destroy(self, request: Request, slug: str, number: int, file: int) -> Response:
        """Take a supplement away."""
        paper = self.own_paper(slug, number)
        supplements.detach(get_object_or_404(self.rows(paper), number=file), by=request.user)
        return Response(status=204)


class UploadsResource(OfPaper[Upload]):
    """Where a file is announced that comes in pieces."""

    serializer_class = serializers.UploadSerializer
    queryset = Upload.objects.none()

    @extend_schema(
        request=serializers.AnnouncedSerializer, responses={201: serializers.UploadSerializer}
    )
    def create(self, request: Request, slug: str, number: int) -> Response:
        """Announce a file; then send its pieces to the address of the upload.

        One that you announced before, with the same SHA-256, goes on where it stopped.
        """
        paper = self.own_paper(slug, number)
        sent = serializers.AnnouncedSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given = dict(sent.validated_data)
        if problem := uploads.too_large(paper, given["purpose"], given["size"]):
            raise TooLarge(problem)
        given["question"] = self._question(paper, given.pop("question", None))
        made = uploads.begin(paper, by=request.user, **given)
        return Response(self.get_serializer(made).data, status=201)

    def _question(self, paper: Paper, number: int | None) -> Any:
        if number is None:
            return None
        found = [one for one in questions.shown_on(paper) if one.number == number]
        if not found or found[0].kind != "file":
            raise exceptions.ValidationError({"question": ["No such file is asked for."]})
        return found[0]


class UploadResource(OfPaper[Upload]):
    serializer_class = serializers.UploadSerializer
    parser_classes = (Octets,)
    queryset = Upload.objects.none()
    shown = ("received", "ended_at", "problem")

    def one(self, slug: str, number: int, upload: str) -> Upload:
        paper = self.own_paper(slug, number)
        rows = Upload.objects.visible_to(self.request.user).filter(paper=paper)
        rows = rows.select_related("by", "question", "manuscript", "supplement")
        found: Upload = get_object_or_404(rows, ref=upload)
        found.paper = paper
        return found

    def retrieve(self, request: Request, slug: str, number: int, upload: str) -> HttpResponseBase:
        """How much has come, and what became of it."""
        found = self.one(slug, number, upload)
        return self.unless_known(
            self.version(Upload.objects.filter(pk=found.pk)),
            lambda: Response(self.get_serializer(found).data),
        )

    @extend_schema(
        request={"application/octet-stream": bytes}, responses=serializers.UploadSerializer
    )
    def update(self, request: Request, slug: str, number: int, upload: str) -> Response:
        """Send the next piece; the header Upload-Offset says at which byte it begins.

        The last one makes the manuscript or supplement; sent again without a body, it tells it.
        """
        found = self.one(slug, number, upload)
        if not found.is_full and not found.ended_at:
            offset = request.headers.get("Upload-Offset", "")
            if not offset.isascii() or not offset.isdigit():
                raise exceptions.ParseError("Say at which byte this begins: Upload-Offset: 0.")
            sent: Any = request.data  # nothing was sent where it is no stream
            pieces = store.pieces(sent) if hasattr(sent, "read") else ()
            found = uploads.receive(found, int(offset[:15]), pieces)
        if found.is_full or found.ended_at:
            found = uploads.finish(found)
        return Response(self.get_serializer(found).data)

    def destroy(self, request: Request, slug: str, number: int, upload: str) -> Response:
        """Forget an upload; what was made of it stays."""
        uploads.cancel(self.one(slug, number, upload))
        return Response(status=204)
