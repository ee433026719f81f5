from django.apps import AppConfig


class Signing(AppConfig):
    name = "hearten.features.signing"
