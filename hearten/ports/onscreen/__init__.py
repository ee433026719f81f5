"""What stands in the pictures of a film: words, and what may not be for everyone. Optional, on this machine."""

from hearten.ports.onscreen.models import ModelsOnScreen
from hearten.ports.onscreen.shape import ADULT, SCREEN, CannotLook, KnownOnScreen, NoOnScreen, OnScreen, Seen

__all__ = ["ADULT", "SCREEN", "CannotLook", "KnownOnScreen", "ModelsOnScreen", "NoOnScreen", "OnScreen", "Seen"]
