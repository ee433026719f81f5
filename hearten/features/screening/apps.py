from django.apps import AppConfig


class Screening(AppConfig):
    name = "hearten.features.screening"
