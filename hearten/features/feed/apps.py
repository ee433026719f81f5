from django.apps import AppConfig


class Feed(AppConfig):
    name = "hearten.features.feed"
