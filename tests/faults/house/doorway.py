"""Run as a program: one part of the tree, with what a test wants broken in it read from a file at each start.

The file may hold `environment` (variables to set), `asleep` (start nothing) and `broken` (a name in sabotage.py).
"""

import json
import os
import pkgutil
import signal
import sys
from pathlib import Path

import django

from hearten.cli import main

if __name__ == "__main__":
    wanted = json.loads(Path(sys.argv[1]).read_text())
    os.environ.update(wanted.get("environment", {}))
    if wanted.get("asleep"):
        signal.pause()
    if name := wanted.get("broken"):
        django.setup()
        pkgutil.resolve_name(f"tests.faults.house.sabotage:{name}")()
    main(sys.argv[2:])
