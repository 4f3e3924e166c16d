from django.urls import path

from submissions.views import desk

urlpatterns = [
    path("format/", desk.findings, name="format-desk"),
    path("format/export/", desk.export, name="format-export"),
    path("format/ask/", desk.ask, name="format-ask"),
    path("format/waivers/", desk.passing, name="waivers"),
    path("format/<int:number>/<slug:rule>/", desk.waive, name="waive"),
    path("format/<int:number>/<slug:rule>/end/", desk.end, name="waiver-end"),
]
