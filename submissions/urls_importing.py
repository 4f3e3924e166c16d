from django.urls import path

from submissions.views import importing

urlpatterns = [
    path("papers/import/", importing.intakes_of, name="intakes"),
    path("papers/import/<int:number>/", importing.intake, name="intake"),
    path("papers/import/<int:number>/confirm/", importing.confirm, name="intake-confirm"),
    path("papers/import/<int:number>/discard/", importing.discard, name="intake-discard"),
]
