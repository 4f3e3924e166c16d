from django.urls import path

from dls.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("<slug:ref>/", views.job, name="job"),
    path("<slug:ref>/cancel/", views.cancel, name="cancel"),
    path("<slug:ref>/retry/", views.retry, name="retry"),
]
