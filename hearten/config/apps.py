from django.apps import AppConfig

from hearten.config import wiring


class Wiring(AppConfig):
    """Puts the real adapters behind the ports when Django is ready."""

    name = "hearten.config"

    def ready(self) -> None:
        wiring.bind()
