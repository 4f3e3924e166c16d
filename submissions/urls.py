"""The pages of papers."""

from submissions import (
    converters,  # noqa: F401 -- so that addresses know their parts
    urls_conflicts,
    urls_desk,
    urls_files,
    urls_importing,
    urls_lifecycle,
    urls_settings,
    urls_similar,
    urls_tables,
    urls_tags,
    urls_writing,
)

app_name = "submissions"
urlpatterns = [
    *urls_importing.urlpatterns,
    *urls_tags.urlpatterns,
    *urls_tables.urlpatterns,
    *urls_similar.urlpatterns,
    *urls_desk.urlpatterns,
    *urls_settings.urlpatterns,
    *urls_writing.urlpatterns,
    *urls_lifecycle.urlpatterns,
    *urls_files.urlpatterns,
    *urls_conflicts.urlpatterns,
]
