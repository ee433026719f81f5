from django.apps import AppConfig


class Campaigns(AppConfig):
    name = "hearten.features.campaigns"
