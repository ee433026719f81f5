from django.apps import AppConfig


class Composer(AppConfig):
    name = "hearten.features.composer"
