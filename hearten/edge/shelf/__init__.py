"""The public shelf in memory: ready bytes, numpy columns, and orders that stay sorted."""

from hearten.edge.shelf.paths import Laid, laid
from hearten.edge.shelf.ready import BEGINNINGS, NotShowable, Ready, ready
from hearten.edge.shelf.shelf import Shelf

__all__ = ["BEGINNINGS", "Laid", "NotShowable", "Ready", "Shelf", "laid", "ready"]
