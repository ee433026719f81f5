"""For servers that want a module: `hearten.config.asgi:application` is the pages and the edge together."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearten.config.settings")
django.setup()

from hearten.config.serve import embedded_app  # noqa: E402 - features can be loaded only once Django is ready

application = embedded_app()
