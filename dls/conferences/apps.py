from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "dls.conferences"
    label = "conferences"
    verbose_name = "Conferences"

    def ready(self) -> None:
        from dls.conferences import registrations

        registrations.register()
