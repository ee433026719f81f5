from django.apps import AppConfig


class Accounts(AppConfig):
    name = "hearten.features.accounts"
