from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "dls.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from dls.people import registrations

        registrations.register()
