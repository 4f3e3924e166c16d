from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "dls.journal"
    label = "journal"
    verbose_name = "Who did what"

    def ready(self) -> None:
        from dls.journal import registrations

        registrations.register()
