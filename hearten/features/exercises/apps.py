from django.apps import AppConfig


class Exercises(AppConfig):
    name = "hearten.features.exercises"
