from django.apps import AppConfig


class Questions(AppConfig):
    name = "hearten.features.questions"
