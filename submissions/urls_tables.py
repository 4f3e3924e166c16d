from django.urls import path

from submissions.views import tables

urlpatterns = [
    path("papers/", tables.papers, name="papers"),
    path("papers/complete/", tables.complete, name="papers-complete"),
    path("papers/table.csv", tables.export, name="papers-csv"),
    path("papers/searches/", tables.save, name="search-save"),
    path("papers/searches/<int:number>/remove/", tables.forget, name="search-remove"),
]
