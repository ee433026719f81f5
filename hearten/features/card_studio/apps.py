from django.apps import AppConfig


class CardStudio(AppConfig):
    name = "hearten.features.card_studio"
