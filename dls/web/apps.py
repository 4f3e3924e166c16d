from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "dls.web"
    label = "web"
    verbose_name = "What all pages share"
