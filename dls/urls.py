from django.urls import include, path

from dls.conferences.views.index import home

handler400 = "dls.web.errors.bad_request"
handler403 = "dls.web.errors.forbidden"
handler404 = "dls.web.errors.not_found"
handler429 = "dls.web.errors.too_many"
handler500 = "dls.web.errors.server_error"

urlpatterns = [
    path("", home, name="home"),
    path("", include("dls.web.urls")),
    path("", include("dls.mail.site_urls")),
    path("account/", include("dls.people.account_urls")),
    path("me/", include("dls.people.urls")),
    path("demo/", include("dls.people.demo_urls")),
    path("api/", include("submissions.api_urls")),
    path("api/", include("dls.api_urls")),
    path("<slug:slug>/letters/", include("dls.mail.urls")),
    path("<slug:slug>/journal/", include("dls.journal.urls")),
    path("<slug:slug>/jobs/", include("dls.jobs.urls")),
    path("<slug:slug>/", include("submissions.urls")),
    path("", include("dls.conferences.urls")),
]
