from django.apps import AppConfig


class Search(AppConfig):
    name = "hearten.features.search"
