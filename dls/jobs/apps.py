from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "dls.jobs"
    label = "jobs"
    verbose_name = "Long work"

    def ready(self) -> None:
        from dls.jobs import registrations

        registrations.register()
