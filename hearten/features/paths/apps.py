from django.apps import AppConfig


class Paths(AppConfig):
    name = "hearten.features.paths"
