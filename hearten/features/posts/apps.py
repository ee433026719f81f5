from django.apps import AppConfig


class Posts(AppConfig):
    name = "hearten.features.posts"
