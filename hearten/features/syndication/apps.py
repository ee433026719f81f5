from django.apps import AppConfig


class Syndication(AppConfig):
    name = "hearten.features.syndication"
