from django.urls import path

from dls.people.views import demo

urlpatterns = [
    path("", demo.people, name="demo"),
    path("sign-in/", demo.sign_in, name="demo-sign-in"),
]
