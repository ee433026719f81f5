"""The public shelf in memory: ready bytes, numpy columns, and orders that stay sorted."""

from hearten.edge.shelf.paths import Laid, laid
from hearten.edge.shelf.ready import NotShowable, Ready, body_because, ready
from hearten.edge.shelf.shelf import Shelf

__all__ = ["Laid", "NotShowable", "Ready", "Shelf", "body_because", "laid", "ready"]
