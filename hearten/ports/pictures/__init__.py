"""Turns a stranger's picture into safe ones: the shape, Pillow in the sandbox, and a plain twin."""

from hearten.ports.pictures.door import Kind, kind_of
from hearten.ports.pictures.pillow import PillowPictures
from hearten.ports.pictures.plain import NoPictures, PlainPictures
from hearten.ports.pictures.shape import Made, MadeFile, Pictures, PicturesDown, Unusable, Why

__all__ = [
    "Kind",
    "Made",
    "MadeFile",
    "NoPictures",
    "Pictures",
    "PicturesDown",
    "PillowPictures",
    "PlainPictures",
    "Unusable",
    "Why",
    "kind_of",
]
