from django.apps import AppConfig


class Corrections(AppConfig):
    name = "hearten.features.corrections"
