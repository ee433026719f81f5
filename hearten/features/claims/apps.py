from django.apps import AppConfig


class Claims(AppConfig):
    name = "hearten.features.claims"
