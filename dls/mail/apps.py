from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "dls.mail"
    label = "mail"
    verbose_name = "Letters"
