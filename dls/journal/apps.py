from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "dls.journal"
    label = "journal"
    verbose_name = "Who did what"
