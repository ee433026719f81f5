from django.apps import AppConfig


class Review(AppConfig):
    name = "hearten.features.review"
