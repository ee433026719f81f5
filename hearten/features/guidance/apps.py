from django.apps import AppConfig


class Guidance(AppConfig):
    name = "hearten.features.guidance"
