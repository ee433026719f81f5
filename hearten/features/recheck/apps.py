from django.apps import AppConfig


class Recheck(AppConfig):
    name = "hearten.features.recheck"
