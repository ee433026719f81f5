from django.apps import AppConfig


class Checks(AppConfig):
    name = "hearten.features.checks"
