from django.apps import AppConfig


class Doubts(AppConfig):
    name = "hearten.features.doubts"
