from django.apps import AppConfig


class Verdicts(AppConfig):
    name = "hearten.features.verdicts"
