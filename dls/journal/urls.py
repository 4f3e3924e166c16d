from django.urls import path

from dls.journal import views

app_name = "journal"
urlpatterns = [
    path("", views.journal, name="journal"),
    path("journal.csv", views.table, name="table"),
]
