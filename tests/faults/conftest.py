"""A real tree of its own for each file of tests that asks for one: grown at the first test, taken down at the end.

A file that says `ON_A_SMALL_DISK = True` gets one whose films lie on a disk of 64 MB.
"""

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.house.tree import Tree
from tests.faults.ledger import Ledger
from tests.faults.walk import Walk


@pytest.fixture(scope="module")
def tree(request: pytest.FixtureRequest) -> Iterator[Tree]:
    folder = Path(tempfile.mkdtemp(prefix="hearten-faults-"))
    folder.chmod(0o755)
    grown = Tree(folder)
    grown.has_disk = getattr(request.module, "ON_A_SMALL_DISK", False) and grown.mount()
    try:
        grown.grow(broken=os.environ.get("FAULTS_BREAK", ""))
        yield grown
        grown.fell()
    finally:
        grown.unmount()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def walk(tree: Tree) -> Walk:
    ledger = Ledger()
    ledger.over.set()  # nobody kills here at random: what takes longer than a minute fails, and says what it waited for
    return Walk(tree.browser("Amara"), tree.browser("Lucia"), ledger, random.Random(1))
