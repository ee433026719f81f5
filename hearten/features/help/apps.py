from django.apps import AppConfig


class Help(AppConfig):
    name = "hearten.features.help"
