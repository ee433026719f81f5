from django.apps import AppConfig


class Journal(AppConfig):
    name = "hearten.features.journal"
