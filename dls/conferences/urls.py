from dls.conferences import (
    converters,  # noqa: F401 -- so that addresses know their parts
    urls_chairs,
    urls_roles,
    urls_site,
)

app_name = "conferences"
urlpatterns = [*urls_chairs.urlpatterns, *urls_roles.urlpatterns, *urls_site.urlpatterns]
