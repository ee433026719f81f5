from django.apps import AppConfig


class Media(AppConfig):
    name = "hearten.features.media"
