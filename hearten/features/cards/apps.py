from django.apps import AppConfig


class Cards(AppConfig):
    name = "hearten.features.cards"
