from django.apps import AppConfig


class Partners(AppConfig):
    name = "hearten.features.partners"
