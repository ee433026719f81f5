"""For servers that want a module: `hearten.config.asgi:application` is the pages and the edge together.

Whoever starts it so chooses the address, so the doctor takes it for one that others can reach.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearten.config.settings")
django.setup()

from hearten.config.doctor import examination  # noqa: E402 - features can be loaded only once Django is ready
from hearten.config.doctor.complaint import Part  # noqa: E402
from hearten.config.serve import embedded_app  # noqa: E402

if examination.refuses(Part.serve, listens="0.0.0.0"):  # noqa: S104 - nothing is opened here
    raise SystemExit(1)
application = embedded_app()
