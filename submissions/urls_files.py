"""Manuscripts, their pages and reports, and supplements."""

from django.urls import path

from submissions.views import manuscripts, pictures, supplements

ONE = "papers/<int:number>/manuscripts/<int:version>"
EXTRA = "papers/<int:number>/supplements"

urlpatterns = [
    path("papers/<int:number>/manuscript/", manuscripts.newest, name="manuscript"),
    path(f"{ONE}/", manuscripts.one, name="manuscript-one"),
    path(f"{ONE}/references/", manuscripts.references, name="manuscript-references"),
    path(f"{ONE}/check/", manuscripts.check, name="manuscript-check"),
    path(f"{ONE}/file/", manuscripts.file, name="manuscript-file"),
    path(f"{ONE}/pages/<int:page>/", pictures.leaf, name="manuscript-page"),
    path(f"{ONE}/pages/<int:page>/picture/", pictures.picture, name="manuscript-picture"),
    path(f"{EXTRA}/", supplements.every, name="supplements"),
    path(f"{EXTRA}/for/<int:question>/", supplements.answer, name="supplement-answer"),
    path(f"{EXTRA}/<int:file>/", supplements.one, name="supplement"),
    path(f"{EXTRA}/<int:file>/file/", supplements.file, name="supplement-file"),
    path(f"{EXTRA}/<int:file>/remove/", supplements.remove, name="supplement-remove"),
]
