"""The servers' applications: the pages, the edge, or both behind one address."""

from typing import Any, cast

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from hearten.config.pages.threshold import device_of, refusal
from hearten.edge.answers import App, with_always
from hearten.edge.door import Door
from hearten.edge.intake import Intake
from hearten.edge.standing import Standing
from hearten.edge.watch import Watch
from hearten.kit.vault import Vault

PAGE_THREADS, UPLOAD_THREADS = 8, 16  # how long a thread may wait for its sender is in edge/line.py


def pages_app() -> App:
    """Django's own WSGI handler in threads: on this kind of machine several times faster than its ASGI one."""
    wsgi = cast(Any, get_wsgi_application())
    pages = WSGIMiddleware(wsgi, workers=PAGE_THREADS)
    uploads = WSGIMiddleware(wsgi, workers=UPLOAD_THREADS)
    return Intake(cast(App, pages), cast(App, uploads), device_of, refusal)


def edge_app() -> App:
    """The edge alone."""
    return _strict(dispatcher(pages=None))


def embedded_app() -> App:
    """One server for a small installation: the edge answers what it can from memory, the pages the rest."""
    return _strict(dispatcher(pages_app()))


def _strict(app: App) -> App:
    """Where readers arrive over https, every answer says to come back only so."""
    if not settings.HEARTEN.https:
        return app
    return with_always(app, (b"strict-transport-security", b"max-age=%d" % settings.SECURE_HSTS_SECONDS))


def dispatcher(pages: App | None) -> Door:
    env = settings.HEARTEN
    standing = Standing(env.shelf_silence_seconds)
    watch = Watch(env.edge_database_url or env.database_url, standing)
    return Door(standing, Vault(settings.MEDIA_ROOT), watch, pages)
