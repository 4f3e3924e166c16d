from allauth.urls import urlpatterns

__all__ = ["urlpatterns"]
