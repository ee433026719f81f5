"""What the machine says: its walls and its folders."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from hearten import ports
from hearten.config.doctor.complaint import Complaint
from hearten.features.screening.rules import relied_on
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


def checks_cannot_run() -> Iterator[Complaint]:
    """Nothing unsafe: every post is held. But whoever runs the site should know why."""
    here = {*ports.now.onscreen.checks, *(("embedding",) if ports.now.embeddings.is_here else ())}
    if absent := [one for one in relied_on(settings.HEARTEN.checks) if one not in here]:
        yield Complaint(
            f"This site relies on checks that cannot run here ({', '.join(absent)}), so every post is held for people.",
            "Install their models: bin/setup --models; or, knowing the risk, set HEARTEN_CHECKS.", refuses=False,
        )  # fmt: skip


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
