"""A visit to every page sends nothing to anyone else: in a place whose only road out is ours, no packet takes it."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WALK = "tests/journeys/walk_alone.py"
# What Chromium asks for itself, whatever page is open: its updates, its own account, its filling of forms.
OWN_OF_THE_BROWSER = ("update.googleapis.com", "accounts.google.com", "content-autofill.googleapis.com")
CALLS = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('203.0.113.9', 9))"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        os.geteuid() != 0 or not Path("/dev/net/tun").exists(), reason="only root makes a place with one road"
    ),
]


def packets(report: Path, command: Sequence[str]) -> tuple[int, list[str], str]:
    alone = ["unshare", "-n", sys.executable, "-m", "tests.world.alone", str(report), *command]
    done = subprocess.run(alone, cwd=ROOT, capture_output=True, text=True, check=False)
    sent = [one for one in report.read_text().splitlines() if not one.endswith(OWN_OF_THE_BROWSER)]
    return done.returncode, sent, done.stdout[-2000:] + done.stderr[-2000:]


def test_no_page_sends_anything_to_anyone_but_us(tmp_path):
    code, sent, said = packets(tmp_path / "sent", [sys.executable, "-m", "pytest", "-q", "-p", "no:logging", WALK])
    assert code == 0, said
    assert not sent, sorted(set(sent))


def test_one_packet_to_elsewhere_would_be_noticed(tmp_path):
    code, sent, _said = packets(tmp_path / "sent", [sys.executable, "-c", CALLS + "; import time; time.sleep(0.5)"])
    assert code == 0
    assert sent == ["203.0.113.9 port 9"]
