from django.apps import AppConfig


class Studio(AppConfig):
    name = "hearten.features.studio"
