"""Tags, and what is done with papers chosen in the table."""

from django.urls import path

from submissions.views import chosen, tags

ONE = "tags/<slug:readers>/<slug:name>"

urlpatterns = [
    path("tags/", tags.tags, name="tags"),
    path(f"{ONE}/", tags.tag, name="tag"),
    path(f"{ONE}/remove/", tags.remove, name="tag-remove"),
    path("papers/tag/<yesno:said>/", tags.put, name="papers-tag"),
    path("papers/move/", tags.move, name="papers-move"),
    path("papers/letter/", chosen.write, name="papers-letter"),
    path("papers/papers.zip", chosen.archive, name="papers-zip"),
    path("papers/table.json", chosen.plain, name="papers-json"),
    path("papers/pictures/", chosen.drawn, name="papers-pictures"),
]
