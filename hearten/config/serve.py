"""The servers' applications: the pages, the edge, or both behind one address."""

from typing import Any, cast

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from hearten.edge.answers import App
from hearten.edge.door import Door
from hearten.edge.intake import Intake
from hearten.edge.standing import Standing
from hearten.edge.watch import Watch
from hearten.kit.vault import Vault

PAGE_THREADS, UPLOAD_THREADS = 8, 16


def pages_app() -> App:
    """Django's own WSGI handler in threads: on this kind of machine several times faster than its ASGI one."""
    wsgi = cast(Any, get_wsgi_application())
    pages = WSGIMiddleware(wsgi, workers=PAGE_THREADS)
    uploads = WSGIMiddleware(wsgi, workers=UPLOAD_THREADS)
    return Intake(cast(App, pages), cast(App, uploads))


def edge_app() -> Door:
    """The edge alone."""
    return dispatcher(pages=None)


def embedded_app() -> Door:
    """One server for a small installation: the edge answers what it can from memory, the pages the rest."""
    return dispatcher(pages_app())


def dispatcher(pages: App | None) -> Door:
    env = settings.HEARTEN
    standing = Standing(env.shelf_silence_seconds)
    watch = Watch(env.edge_database_url or env.database_url, standing)
    return Door(standing, Vault(settings.MEDIA_ROOT), watch, pages)
