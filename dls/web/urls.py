from django.urls import path

from dls.web import views

app_name = "web"
urlpatterns = [
    path("look/", views.look, name="look"),
    path("csp-report/", views.csp_report, name="csp-report"),
    path("metrics", views.figures, name="figures"),
    path("health/alive/", views.alive, name="alive"),
    path("health/ready/", views.ready, name="ready"),
]
