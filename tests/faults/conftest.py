"""A real tree of its own for each file of tests that asks for one: grown at the first test, taken down at the end."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.tree import Tree


@pytest.fixture(scope="module")
def tree() -> Iterator[Tree]:
    folder = Path(tempfile.mkdtemp(prefix="hearten-faults-"))
    folder.chmod(0o755)
    grown = Tree(folder)
    grown.has_disk = grown.mount()
    try:
        grown.grow()
        yield grown
        grown.fell()
    finally:
        grown.unmount()
        shutil.rmtree(folder, ignore_errors=True)
