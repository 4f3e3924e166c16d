"""The addresses of papers in the REST interface."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
