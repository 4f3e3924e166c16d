from django.urls import path

from dls.people.views import expertise, leaving, merging, operators, profile, tokens

app_name = "people"
urlpatterns = [
    path("", profile.profile, name="profile"),
    path("expertise/", expertise.expertise, name="expertise"),
    path("expertise/preview/", expertise.preview, name="preview"),
    path("expertise/keep/", expertise.keep, name="keep"),
    path("expertise/remove-all/", expertise.remove_all, name="remove-all"),
    path(
        "expertise/publications/<slug:handle>/remove/",
        expertise.remove_publication,
        name="remove-publication",
    ),
    path("expertise/names/", expertise.add_names, name="add-names"),
    path("expertise/names/<slug:handle>/", expertise.connection, name="connection"),
    path(
        "expertise/names/<slug:handle>/remove/",
        expertise.remove_connection,
        name="remove-connection",
    ),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<slug:handle>/revoke/", tokens.revoke, name="revoke-token"),
    path("data/", leaving.data, name="data"),
    path("export/", leaving.export, name="export"),
    path("close/", leaving.close, name="close"),
    path("closed/", leaving.closed, name="closed"),
    path("merge/", merging.start, name="merge"),
    path("merge/code/", merging.code, name="merge-code"),
    path("merge/confirm/", merging.confirm, name="merge-confirm"),
    path("merge/do/", merging.do, name="merge-do"),
    path("operators/", operators.operators, name="operators"),
    path("operators/end/", operators.end, name="end-operator"),
    path("first/<str:token>/", operators.first, name="first-operator"),
]
