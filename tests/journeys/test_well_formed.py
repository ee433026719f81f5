"""Every page, as it is sent, by the rules of the Nu HTML checker: nothing a browser or a screen reader must guess."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.journeys.test_nothing_in_the_way import BY_WHOM

pytestmark = pytest.mark.browser
CHECKER = Path(__file__).resolve().parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
JAVA = shutil.which("java")


def complaints(pages: dict[str, str], folder: Path) -> list[str]:
    if not JAVA or not CHECKER.is_file():
        pytest.skip(
            "The HTML checker needs Java and npm's vnu-jar: apt install default-jre-headless, bin/setup --tests"
        )
    names = {}
    for number, (path, source) in enumerate(pages.items()):
        (folder / f"{number}.html").write_text(source, encoding="utf-8")
        names[f"{number}.html"] = path
    done = subprocess.run(
        [JAVA, "-Xmx512m", "-jar", str(CHECKER), "--format", "json", "--stdout", "--exit-zero-always", str(folder)],
        capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    said = json.loads(done.stdout)["messages"]
    return sorted({f"{names[Path(one['url']).name]}: {one['message']}" for one in said if one["type"] == "error"})


@pytest.mark.parametrize("person", BY_WHOM, ids=lambda name: name or "visitor")
def test_no_page_leaves_a_browser_guessing(device, hearten, tmp_path, person):
    asking = device(person).request
    paths = [path.format(**hearten.world) for path in BY_WHOM[person]]
    found = complaints({path: asking.get(path).text() for path in paths}, tmp_path)
    assert not found, "\n".join(found)


def test_a_page_that_is_torn_would_be_noticed(tmp_path):
    assert complaints({"/torn": "<!DOCTYPE html><html lang=en><title>x</title><p id=a><b id=a>"}, tmp_path)
