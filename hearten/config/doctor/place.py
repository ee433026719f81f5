"""What the machine says: its walls and its folders."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from hearten.config.doctor.complaint import Complaint
from hearten.ports.isolation import Wall, isolation

LITTLE = 1_000_000_000  # bytes


def sandbox_is_missing() -> Iterator[Complaint]:
    wanted = settings.HEARTEN.sandbox
    if wanted == "bubblewrap" and isolation(Wall.bubblewrap).wall is not Wall.bubblewrap:
        yield Complaint(
            "bubblewrap does not work here, so a hostile video would not be walled in.",
            "Install bubblewrap and allow user namespaces; or, knowing the risk, set HEARTEN_SANDBOX=limits.",
        )
    if wanted == "limits" and not settings.HEARTEN.demo:
        yield Complaint(
            "HEARTEN_SANDBOX=limits: media tools run with limits but without walls.", "Use bubblewrap.", refuses=False
        )


def media_is_open() -> Iterator[Complaint]:
    folder = Path(settings.MEDIA_ROOT)
    if folder.exists() and stat.S_IMODE(folder.stat().st_mode) & 0o007:
        yield Complaint(
            f"Everyone on this machine can look into {folder}, where private videos lie.", f"Run: chmod 700 '{folder}'"
        )


def media_cannot_be_read() -> Iterator[Complaint]:
    folder = Path(settings.MEDIA_ROOT)
    if not os.access(folder, os.R_OK | os.X_OK):
        yield Complaint(f"{folder} cannot be read, or is not there.", "Give it to the user that runs Hearten.", False)


def media_cannot_be_kept() -> Iterator[Complaint]:
    folder = Path(settings.MEDIA_ROOT)
    if folder.exists() and not os.access(folder, os.W_OK):
        yield Complaint(f"{folder} cannot be written.", "Give it to the user that runs Hearten.")
    if folder.exists() and shutil.disk_usage(folder).free < LITTLE:
        yield Complaint("Less than 1 GB is free where the videos lie.", "Make room.", refuses=False)
