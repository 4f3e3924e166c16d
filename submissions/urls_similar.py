from django.urls import path

from submissions.views import similar

urlpatterns = [
    path("duplicates/", similar.standing, name="duplicates"),
    path("duplicates/dismissed/", similar.dismissed, name="duplicates-dismissed"),
    path("duplicates/preprints/", similar.preprints, name="preprints"),
    path("duplicates/pair/<slug:ref>/", similar.pair, name="duplicate"),
    path("duplicates/pair/<slug:ref>/restore/", similar.restore, name="duplicate-restore"),
]
