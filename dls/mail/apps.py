from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "dls.mail"
    label = "mail"
    verbose_name = "Letters"

    def ready(self) -> None:
        from dls.mail import registrations

        registrations.register()
