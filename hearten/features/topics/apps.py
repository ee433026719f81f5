from django.apps import AppConfig


class Topics(AppConfig):
    name = "hearten.features.topics"
